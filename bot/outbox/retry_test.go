package outbox

import (
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

func TestASlotIsOpenedAgainOnlyWhereItCanStillCome(t *testing.T) {
	due := time.Date(2026, 11, 25, 7, 0, 0, 0, time.UTC)
	day := func(n int) content.Date { return content.Date{Year: 2026, Month: 11, Day: n} }
	for _, tt := range []struct {
		what    string
		change  func(*record.Chat)
		givenUp time.Duration // after it was due
		now     time.Duration
		want    *NoRetryError
	}{
		{"an hour after", func(*record.Chat) {}, time.Hour, 2 * time.Hour, nil},
		{"six hours after", func(*record.Chat) {}, time.Hour, 6 * time.Hour, nil},
		{"more than six hours after", func(*record.Chat) {}, time.Hour, 6*time.Hour + 1, errTooLate},
		{"the one of the day before", func(*record.Chat) {}, -23 * time.Hour, time.Hour, errTooLate},
		{"one that is still open", func(c *record.Chat) { c.Subscriptions[0].Last = day(24) }, time.Hour, time.Hour, errTooLate},
		{"of a paused subscription", func(c *record.Chat) { c.Subscriptions[0].Paused = true }, time.Hour, time.Hour, errTooLate},
		{"where the bot was blocked", func(c *record.Chat) { c.Stopped = "blocked" }, time.Hour, time.Hour, errStopped},
		{"of a subscription that ended", func(c *record.Chat) { c.Subscriptions[0].ID = 2 }, time.Hour, time.Hour, errGone},
	} {
		chat := record.Chat{Subscriptions: []record.Subscription{{ID: 1, At: 420, Zone: "UTC", Since: due.Add(-72 * time.Hour), Last: day(25)}}}
		tt.change(&chat)
		last, err := RetrySlot(chat, 1, due.Add(tt.givenUp), due.Add(tt.now))
		switch {
		case tt.want == nil && (err != nil || last != day(24)):
			t.Errorf("%s: %v, %v", tt.what, last, err)
		case tt.want != nil && err != tt.want:
			t.Errorf("%s: %v", tt.what, err)
		}
	}
}

func TestAStepIsQueuedAgainOnlyWhereItStillMeansSomething(t *testing.T) {
	failed, kept := record.CopyFailed.Because("tries"), record.CopyKept.Because("tries")
	uncorrected := record.CopyState{Kind: record.CopyUncorrected, Revision: 2, Reason: "tries"}
	for _, tt := range []struct {
		what     string
		step     Step
		state    record.AnnouncementState
		revision int
		made     Copy
		want     record.CopyState
		err      *NoRetryError
	}{
		{"one that was not sent", StepPost, record.StateConfirmed, 0, Copy{State: failed}, record.CopyWaiting.State(), nil},
		{"one that was sent in part", StepPost, record.StateConfirmed, 0, Copy{State: failed, IDs: []string{"1"}}, record.CopyState{}, errPartly},
		{"one that was sent meanwhile", StepPost, record.StateConfirmed, 0, Copy{State: record.CopySent.State(), IDs: []string{"1"}}, record.CopyState{}, errSettled},
		{"one that was stopped", StepPost, record.StateStopped, 0, Copy{State: failed}, record.CopyState{}, errWithdrawn},
		{"one that is gone", StepPost, "", 0, Copy{}, record.CopyState{}, errWithdrawn},
		{"a correction", Correct(2), record.StateConfirmed, 2, Copy{State: uncorrected, IDs: []string{"1"}}, record.CopySent.State(), nil},
		{"a correction that was corrected", Correct(2), record.StateConfirmed, 3, Copy{State: uncorrected, IDs: []string{"1"}}, record.CopyState{}, errWithdrawn},
		{"a correction that was made", Correct(2), record.StateConfirmed, 2, Copy{State: record.CopyState{Kind: record.CopyCorrected, Revision: 2}, IDs: []string{"1"}}, record.CopyState{}, errSettled},
		{"a retraction", StepRetract, record.StateRetracted, 0, Copy{State: kept, IDs: []string{"1"}}, record.CopySent.State(), nil},
		{"a retraction that was done", StepRetract, record.StateRetracted, 0, Copy{State: record.CopyRetracted.State(), IDs: []string{"1"}}, record.CopyState{}, errSettled},
		{"a retraction of nothing", StepRetract, record.StateRetracted, 0, Copy{State: kept}, record.CopyState{}, errWithdrawn},
	} {
		state, err := RetryStep(tt.step, record.Announcement{State: tt.state, Revision: tt.revision}, tt.made)
		if tt.err == nil && err != nil || tt.err != nil && err != tt.err || state != tt.want {
			t.Errorf("%s: %v, %v", tt.what, state, err)
		}
	}
}
