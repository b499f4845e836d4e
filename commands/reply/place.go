package reply

import (
	"context"

	"prayerbot/commands/record"
)

// A Tag is one under which a place files its posts.
type Tag struct {
	Key  string // as the platform names it
	Name string // as people read it
}

// A Place is a chat of a server or group as its platform describes it at this moment
// to one person.
type Place struct {
	Chat    record.ChatID
	Kind    record.PlaceKind
	Seen    bool // the person sees it; what they do not see is to them as if it did not exist
	Writes  bool // the person may write there themselves
	MayPing bool // the person may ping everyone there
	Bot     Powers
	Tags    []Tag // those that a post there may have; nil where there are none
	Tagged  bool  // every post there needs a tag
}

// Places describes the chats of a server or group. Not every platform can.
type Places interface {
	// Place describes a chat to a person, by the platform's user id. What is not there,
	// is of another group, or is not seen by the person, is a Place that is not Seen.
	// An error says that the platform could not be asked.
	Place(ctx context.Context, chat record.ChatID, groupID, person string) (Place, error)
}
