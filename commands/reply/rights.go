package reply

import (
	"context"

	"prayerbot/commands/record"
)

// Rights asks a platform, at the moment of the act, what a person may do.
type Rights interface {
	// Role is Anyone or Moderator of the chat. A person who is not there is
	// Anyone.
	Role(ctx context.Context, chat record.ChatID, groupID, person string) (Role, error)
}
