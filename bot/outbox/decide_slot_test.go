package outbox

import (
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

func TestWhichSlotALeaseIsFor(t *testing.T) {
	monday := time.Date(2026, time.November, 23, 7, 0, 0, 0, time.UTC)
	tuesday := monday.AddDate(0, 0, 1)
	date := content.Date{Year: 2026, Month: time.November, Day: 23}
	daily := record.Subscription{ID: 3, At: 7 * 60, Zone: "UTC", Since: monday.Add(-time.Hour)}
	done := daily
	done.Last = date
	for _, test := range []struct {
		name    string
		lease   Lease
		of      record.Subscription
		now     time.Time
		send    bool
		outcome record.Outcome
		reason  string
		next    time.Time
	}{
		{"it is due", Lease{}, daily, monday.Add(time.Second), true, record.OutcomeSent, "", tuesday},
		{"it is late", Lease{}, daily, monday.Add(record.LateAfter + time.Second), true, record.OutcomeLate, "", tuesday},
		{"it is as late as it may be", Lease{}, daily, monday.Add(record.CatchUp), true, record.OutcomeLate, "", tuesday},
		{"it is too late", Lease{}, daily, monday.Add(record.CatchUp + time.Second), false, record.OutcomeMissed, "late", tuesday},
		{"it is too late to know", Lease{Unknown: true}, daily, monday.Add(record.CatchUp + time.Second), false, record.OutcomeFailed, "unknown", tuesday},
		{"it is not due yet", Lease{}, daily, monday.Add(-time.Second), false, "", "", monday},
		{"the slot is finished", Lease{}, done, monday.Add(time.Hour), false, "", "", tuesday},
	} {
		r, slot, send := decideSlot(test.lease, test.of, test.now)
		if send != test.send || r.Entry.Outcome != test.outcome || r.Entry.Reason != test.reason || !r.Next.Equal(test.next) {
			t.Errorf("%s: send %t, %+v", test.name, send, r)
		}
		if r.Entry.Outcome != "" && (slot.Date != date || r.Slot != date || r.Entry.Subscription != 3) {
			t.Errorf("%s: it is for %v: %+v", test.name, slot, r)
		}
	}
}

func TestWhatALaterStepMeansForACopy(t *testing.T) {
	sent := Copy{State: record.CopySent.State(), IDs: []string{"1"}}
	confirmed, retracted := record.Announcement{State: record.StateConfirmed, Revision: 2}, record.Announcement{State: record.StateRetracted, Revision: 2}
	recall := record.Announcement{State: record.StateConfirmed, To: record.Audience{Kind: record.ToRecall}}
	for _, test := range []struct {
		name string
		step Step
		of   record.Announcement
		made Copy
		want act
	}{
		{"the newest correction", Correct(2), confirmed, sent, actSend},
		{"a correction that another has overtaken", Correct(1), confirmed, sent, actSettle},
		{"a correction of what was retracted since", Correct(2), retracted, sent, actSettle},
		{"a retraction", StepRetract, retracted, sent, actSend},
		{"a retraction that nobody asks for", StepRetract, confirmed, sent, actSettle},
		{"a recall", StepRetract, recall, sent, actSend},
		{"the message is in flight", StepRetract, retracted, Copy{State: record.CopyWaiting.State()}, actPutBack},
		{"no message was made", StepRetract, retracted, Copy{State: record.CopyFailed.State()}, actSettle},
	} {
		if got := decideStep(test.step, test.of, test.made); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
