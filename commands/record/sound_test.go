package record_test

import (
	"testing"
	"time"

	"prayerbot/commands/record"
)

func TestWhatMeansNothingIsNotSound(t *testing.T) {
	sound := record.Chat{LastID: 2, Subscriptions: []record.Subscription{{ID: 1, At: 1439, Days: 127}, {ID: 2}}}
	for what, spoil := range map[string]func(c *record.Chat){
		"":                                func(*record.Chat) {},
		"a wall time of -5":               func(c *record.Chat) { c.Subscriptions[0].At = -5 },
		"a wall time of 24:00":            func(c *record.Chat) { c.Subscriptions[0].At = 1440 },
		"an eighth day":                   func(c *record.Chat) { c.Subscriptions[0].Days = 128 },
		"a subscription without a number": func(c *record.Chat) { c.Subscriptions[0].ID = 0 },
		"two of one number":               func(c *record.Chat) { c.Subscriptions[0].ID = 2 },
		"a last number below zero":        func(c *record.Chat) { c.LastID = -1 },
	} {
		c := sound
		c.Subscriptions = append([]record.Subscription{}, sound.Subscriptions...)
		if spoil(&c); (c.Sound() == nil) != (what == "") {
			t.Errorf("%s: %v", what, c.Sound())
		}
	}
	for what, a := range map[string]record.Announcement{
		"":                        {State: record.StateDraft},
		"no known state":          {State: "posted"},
		"an edition below zero":   {State: record.StateDraft, Edition: -1},
		"too many corrections":    {State: record.StateDraft, Revision: record.MaxRevisions + 1},
		"sent at no time":         {State: record.StateConfirmed},
		"scheduled for no time":   {State: record.StateScheduled},
		"a reach that is below 0": {State: record.StateDraft, Reach: -1},
	} {
		if (a.Sound() == nil) != (what == "") {
			t.Errorf("%s: %v", what, a.Sound())
		}
	}
	if record.SoundTime(time.UnixMilli(1<<62)) || !record.SoundTime(time.Time{}) {
		t.Error("a time in millions of years is sound, or none is not")
	}
}
