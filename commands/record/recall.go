package record

import (
	"context"
	"slices"
	"time"

	"prayerbot/content"
)

// A Delivered is what a subscription was sent last: enough to take it back, and
// nothing of what it said.
type Delivered struct {
	IDs   []string     // of its messages, as the platform names them, in their order
	About []string     // the ids of points and the keys of posts that it showed
	Date  content.Date // the slot's local date
	At    time.Time    // when it was sent, to the millisecond
}

// A Recall says that a point or a post is withdrawn: it is not sent and not
// shown any more, as long as this is stored.
type Recall struct {
	ID           string    // the point's id, or the post's key
	Announcement string    // whose copies are the messages that are taken back; "" is none
	At           time.Time // when it was withdrawn
	Person       string    // who did, "platform:id"; "" is the operator at the machine
}

// RecallSpan is how far back messages are taken back: as long as Telegram lets
// a bot delete them.
const RecallSpan = 48 * time.Hour

// Recalls keeps what is withdrawn.
type Recalls interface {
	// SaveRecall withdraws something durably, in place of an earlier recall of
	// the same.
	SaveRecall(ctx context.Context, r Recall) error
	// EndRecall brings it back; no harm where it is not withdrawn.
	EndRecall(ctx context.Context, id string) error
	// Recalls lists what is withdrawn, by ID. Of one that cannot be read there
	// is the ID alone: it stays withdrawn.
	Recalls(ctx context.Context) ([]Recall, error)
}

// Recalls tells whether an announcement takes deliveries back that showed
// To.Key, rather than sending something.
func (a Announcement) Recalls() bool { return a.To.Kind == ToRecall }

// Recalled are the ids of a chat's messages that a recall takes back: those of
// the last deliveries that showed its key, not longer than RecallSpan before.
func (a Announcement) Recalled(chat Chat) (ids []string) {
	for _, s := range chat.Subscriptions {
		if slices.Contains(s.Delivered.About, a.To.Key) && !s.Delivered.At.Before(a.Created.Add(-RecallSpan)) {
			ids = append(ids, s.Delivered.IDs...)
		}
	}
	return ids
}
