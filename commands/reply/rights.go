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

// Commons says where a platform has a place for all of a server or group.
type Commons interface {
	// Common is the chat that all of the server or group of a chat read; false where
	// the platform has none, or does not say.
	Common(ctx context.Context, chat record.ChatID, groupID string) (record.ChatID, bool)
}
