package record

import (
	"context"
	"errors"
	"time"

	"prayerbot/content"
)

// ErrFull is returned where there are as many as there may be.
var ErrFull = errors.New("there are as many as there may be")

// ErrChanged is returned where a chat was changed by someone else since it was
// read. Read it again, apply the change again, save again.
var ErrChanged = errors.New("the chat was changed meanwhile")

// ErrNotFound is returned where what was asked for is not stored.
var ErrNotFound = errors.New("not stored")

// ErrInDoubt is returned where nobody knows whether what was asked for is done: the
// answer was lost, and looking again had none either. Whoever says that nothing
// was changed may say what is not true.
var ErrInDoubt = errors.New("it is not known whether it was done")

// UnreadableError is the error of a record that is stored and cannot be read: of an
// unknown form, damaged, or edited by hand. It stays as it is until it is
// forgotten or mended; it holds nothing else up.
type UnreadableError struct {
	Kind string // of the record, such as "chat"
	Mark string // a short salted hash of its key, the same in the log
}

func (e *UnreadableError) Error() string {
	return "what is stored of a " + e.Kind + " cannot be read (it is marked " + e.Mark + " in the log)"
}

// Chats keeps what the core knows of chats. Where what is stored of a chat
// cannot be read, whatever has to read it returns *UnreadableError.
type Chats interface {
	// Chat reads a chat. One that was never stored is Chat{ID: id}.
	Chat(ctx context.Context, id ChatID) (Chat, error)
	// SaveChat stores a chat read at chat.Revision under the new revision next
	// (random, never used before) and, in the same atomic step, changes what is
	// queued: a subscription named in due is due at that time, one with the zero
	// time there is due no more, one that due does not name stays as it is (it
	// may be in flight), and one that the chat does not have any more is removed.
	// A lease on what due names is lost. It is durable when SaveChat returns. It
	// does not touch Subscription.Last of a subscription that is stored already:
	// that moves forward by finished deliveries alone; the Last of one that is
	// new is stored as given. Where chat.Revision is not the stored one, the
	// error is ErrChanged, unless next is: then this very save was made before,
	// and nothing happens.
	SaveChat(ctx context.Context, chat Chat, next string, due map[int]time.Time) error
	// GroupChats lists the chats of a server or group that have subscriptions, sorted
	// by their keys. What cannot be read is left out.
	GroupChats(ctx context.Context, platform, groupID string) ([]Chat, error)
	// WarnedChats lists the chats that keep somebody's number to tell them if what comes
	// there stops, sorted by their keys. It looks at every chat of the platform: nothing
	// leads from a person to a chat. What cannot be read is left out.
	WarnedChats(ctx context.Context, person UserID) ([]Chat, error)
	// Forget removes everything about a chat at once: the record, what is due
	// or in flight (announcements too), the ledger. To forget what is not
	// stored, or cannot be read, is no error.
	Forget(ctx context.Context, id ChatID) error
	// Log is the ledger of a chat, newest first, at most LedgerSize entries.
	Log(ctx context.Context, id ChatID) ([]LedgerEntry, error)
	// MoveChat gives a chat's record, ledger and deliveries a new name in one
	// atomic step. Where the new name has subscriptions already, those stay
	// and the old record is forgotten. A repeat does no harm. Both names are
	// of one platform. An old record that cannot be read stays where it is, and
	// under the new name it gives way.
	MoveChat(ctx context.Context, from, to ChatID) error
}

// DayOver is when a date is over everywhere on earth: noon of the next one in
// UTC. What is written of it in the pages of the bot is true from then on.
func DayOver(day content.Date) time.Time {
	next := day.Add(1)
	return time.Date(next.Year, next.Month, next.Day, 12, 0, 0, 0, time.UTC)
}

// Prayers counts who prayed, without knowing who.
type Prayers interface {
	// Salt is the secret of a day: 32 random bytes, the same for every
	// process, forgotten when the day is over (DayOver), by Expire or by itself.
	// day has the form 2026-11-24.
	Salt(ctx context.Context, day string, now time.Time) ([]byte, error)
	// Prayed notes a mark (a salted hash of a person) in a scope (a salted
	// hash of a chat, or "all") and counts the different marks of that scope
	// and day. Both are forgotten with the salt. What it costs does not grow with
	// the marks.
	Prayed(ctx context.Context, day, scope, mark string, now time.Time) (int, error)
}

// LoadMinutes is how many minutes Load looks ahead: a day.
const LoadMinutes = 24 * 60

// Loads tells how much is due when.
type Loads interface {
	// Load counts the daily deliveries of a platform that are due in each of the next
	// LoadMinutes, from the minute of a time on. What is overdue counts in the first.
	Load(ctx context.Context, platform string, from time.Time) ([]int, error)
}

// Store is all that the core keeps.
type Store interface {
	Chats
	Announcements
	Prayers
	Questions
	Headlines
	Communities
	ModeratorRoles
	RateLimits
	Recalls
	Concerns
	Loads
}
