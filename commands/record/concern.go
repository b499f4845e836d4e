package record

import (
	"cmp"
	"context"
	"slices"
	"time"

	"prayerbot/content"
)

// A Concern is what readers said on a day is wrong with something that the bot
// tells. It holds neither who said it nor where.
type Concern struct {
	Day    content.Date // in UTC
	Item   string       // the id of a point, the key of a post, or with its mark the key of a country
	Counts map[ConcernReason]int
	// Announcement brings the word to the operators, once for the item and day.
	Announcement string
}

// ConcernReason is what is wrong. It is stored, so its form never changes.
type ConcernReason string

// The reasons.
const (
	ConcernOld         ConcernReason = "old"  // it is not true any more
	ConcernHarm        ConcernReason = "harm" // it could harm someone
	ConcernTranslation ConcernReason = "word" // it is wrongly translated
)

// ConcernReasons are all of them.
func ConcernReasons() []ConcernReason {
	return []ConcernReason{ConcernOld, ConcernHarm, ConcernTranslation}
}

// ConcernDays is for how many days concerns are kept: an editor who looks once a
// month finds all of them.
const ConcernDays = 35

// ConcernOver tells whether the concerns of a day are to be forgotten.
func ConcernOver(day content.Date, now time.Time) bool {
	return content.DateOf(now.UTC()).Days()-day.Days() >= ConcernDays
}

// Concerns counts what readers say is wrong.
type Concerns interface {
	// CountConcern counts that somebody gave a reason about an item on a day, and
	// returns which announcement brings the word of it: the one given here for the
	// first on that day, and that one ever after.
	CountConcern(ctx context.Context, day content.Date, item string, reason ConcernReason, announcement string) (string, error)
	// Concerns lists what is not over, the newest day first, then by item. What
	// cannot be read is left out.
	Concerns(ctx context.Context, now time.Time) ([]Concern, error)
}

// SortConcerns puts concerns into the order in which they are listed.
func SortConcerns(all []Concern) {
	slices.SortFunc(all, func(a, b Concern) int {
		return cmp.Or(cmp.Compare(b.Day.Days(), a.Day.Days()), cmp.Compare(a.Item, b.Item))
	})
}
