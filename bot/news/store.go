package news

import (
	"context"
	"time"

	"prayerbot/content"
)

// A Find is a headline with the marks by which its story is known again.
type Find struct {
	content.Headline
	// Sure are marks that only this story bears: its publisher's own name for
	// it, and its link, where other stories do not share it.
	Sure []string
	// Near are marks that it shares with stories of nearly the same title.
	Near []string
}

// MaxNear is how many of the newest headlines a Near mark leads to: more
// different stories with the same rare words do not come within days.
const MaxNear = 8

// Store is what the fetcher keeps and reads. Marks and keys hold no space.
// Times are to the millisecond.
type Store interface {
	// Known gives, by mark, the stored headlines that bear it: one for a Sure
	// mark, at most MaxNear, the newest kept first, for a Near mark.
	Known(ctx context.Context, marks []string) (map[string][]content.Headline, error)
	// Keep stores finds in one atomic step, durably. One whose ID is stored
	// already changes the words of the stored headline (title, excerpt and
	// link) and its countries, and gives it those of its Sure marks that
	// nobody bears. One of
	// which another headline bears a Sure mark is passed over. It returns how
	// many are new; a repeat changes nothing.
	Keep(ctx context.Context, finds []Find) (int, error)
	// Trim forgets the headlines published before a time, and the oldest of
	// those beyond most, with all their marks.
	Trim(ctx context.Context, before time.Time, most int) error
	// States gives what is known of each feed, by its key.
	States(ctx context.Context) (map[string]State, error)
	// SaveState stores what is known of a feed, whole.
	SaveState(ctx context.Context, feed string, s State) error
}

// State is what is known of a feed between two fetches. It is stored, so its
// names in JSON never change.
type State struct {
	Listed   string    `json:"listed"`            // the address in the list when this was noted
	Moved    string    `json:"moved,omitempty"`   // where that has moved for good; "" is nowhere
	ETag     string    `json:"etag,omitempty"`    // of the newest answer, as the server wrote it
	Modified string    `json:"changed,omitempty"` // Last-Modified of the newest answer, as the server wrote it
	Fetched  time.Time `json:"fetched,omitzero"`  // when it was last asked for; zero is never
	Status   string    `json:"status,omitempty"`  // what came of that, in a few words; "ok" and "unchanged" are well
	Items    int       `json:"items,omitempty"`   // in the newest answer that could be read
	Failures int       `json:"failures,omitempty"`
	Failing  time.Time `json:"failing,omitzero"` // since when it fails; zero is not
	Named    time.Time `json:"named,omitzero"`   // when the log last named it as failing
	Next     time.Time `json:"next,omitzero"`    // not before; zero is at once
}
