package outbox

import (
	"time"

	"prayerbot/commands/record"
)

// decideSlot says which slot of a subscription a lease is for now, how it is
// settled, and whether there is anything to send: nothing is where no slot has
// come yet, or the latest is too long ago. It reads nothing and changes nothing.
func decideSlot(l Lease, s record.Subscription, now time.Time) (r Result, slot record.Slot, send bool) {
	slot, ok := s.Latest(now)
	if !ok {
		return Result{Next: nextAfter(s, now)}, slot, false
	}
	s.Last = slot.Date
	r = Result{
		Slot: slot.Date, Next: nextAfter(s, now),
		Entry: record.LedgerEntry{At: now, Date: slot.Date, Subscription: s.ID, Outcome: record.OutcomeSent},
	}
	switch late := now.Sub(slot.Due); {
	case late > record.CatchUp:
		r.Entry.Outcome, r.Entry.Reason = tooLate(l)
		return r, slot, false
	case late > record.LateAfter:
		r.Entry.Outcome = record.OutcomeLate
	}
	return r, slot, true
}

// tooLate is what becomes of a slot that is not sent any more.
func tooLate(l Lease) (record.Outcome, string) {
	if l.Unknown {
		return record.OutcomeFailed, "unknown"
	}
	return record.OutcomeMissed, "late"
}

// nextAfter is when a subscription is due again; zero where it waits.
func nextAfter(s record.Subscription, now time.Time) time.Time {
	slot, ok := s.Next(now)
	if !ok {
		return time.Time{}
	}
	return slot.Due
}
