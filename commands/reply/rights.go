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

// A Nature is what a chat is to its platform.
type Nature struct {
	Channel bool   // only some may write there, and what they write is the chat's own
	GroupID string // the server or group that it belongs to, as a Request has it
	// Linked is the key of the channel whose posts come to the chat by themselves or, of a
	// channel, of the group to which its posts go; "" is none.
	Linked string
}

// Natures says what a chat is, where a platform has chats of several kinds that their
// keys do not tell apart.
type Natures interface {
	// Nature is what a chat is at this moment. An error says that the platform could not
	// be asked, or that the bot is not there.
	Nature(ctx context.Context, chat record.ChatID) (Nature, error)
}

// RolePings says what would become of a ping, where a platform has roles.
type RolePings interface {
	// RolePing is, as package record says, what would become of a message in a chat that
	// pings a role by the wish of a person, by the platform's user id. An error says that
	// the platform could not be asked.
	RolePing(ctx context.Context, chat record.ChatID, groupID, person, role string) (outcome string, err error)
}

// Commons says where a platform has a place for all of a server or group.
type Commons interface {
	// Common is the chat that all of the server or group of a chat read; false where
	// the platform has none, or does not say.
	Common(ctx context.Context, chat record.ChatID, groupID string) (record.ChatID, bool)
}
