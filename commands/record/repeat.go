package record

import (
	"slices"
	"time"

	"prayerbot/content"
)

// A Repeat says when an announcement comes back: at a wall time, on days of the
// week. The zero Repeat is that of one that is sent once.
type Repeat struct {
	Days  Days
	At    Wall
	Zone  string         // IANA; "" is of one that is sent once
	Until content.Date   `json:",omitzero"` // the last local date on which it may come; zero is no end
	Times int            `json:",omitzero"` // of one that was never agreed to: how often it shall come; 0 is as Until says
	Skip  []content.Date `json:",omitzero"` // coming dates on which it does not come, and those of the latest that was due
	Done  content.Date   `json:",omitzero"` // the latest date whose time has come, whether it was sent or not; zero is none
	// Missed is the latest date on which it was not sent although its time had
	// come, and Why is the word for the reason; zero where there was none.
	Missed content.Date `json:",omitzero"`
	Why    string       `json:",omitzero"`
	Ended  string       `json:",omitzero"` // the word for why it does not come back any more; "" where it does
}

// MaxSkips is how many of the coming dates can be skipped at a time.
const MaxSkips = 30

// MaxTimes is the highest number of times that can be asked for: two years of
// daily ones.
const MaxTimes = 730

// Is tells whether it comes back at all.
func (r Repeat) Is() bool { return r.Zone != "" }

// slots are its times as those of a subscription, from the date after Done on.
func (r Repeat) slots() Subscription {
	return Subscription{At: r.At, Zone: r.Zone, Days: r.Days, Last: r.Done}
}

// Next is the first slot after now on which it comes; false where there is none
// any more.
func (r Repeat) Next(now time.Time) (Slot, bool) {
	s := r.slots()
	for range 1 + len(r.Skip) {
		slot, ok := s.Next(now)
		switch {
		case !ok || r.over(slot.Date):
			return Slot{}, false
		case !slices.Contains(r.Skip, slot.Date):
			return slot, true
		}
		s.Last = slot.Date
	}
	return Slot{}, false
}

// over tells whether a date is past the last one.
func (r Repeat) over(date content.Date) bool { return !r.Until.IsZero() && r.Until.Before(date) }

// Last is the date of the last time after now, skipped or not; zero where there is
// no end, or none comes.
func (r Repeat) Last(now time.Time) content.Date {
	if r.Times == 0 && r.Until.IsZero() {
		return content.Date{}
	}
	var last content.Date
	s, most := r.slots(), MaxTimes
	if r.Times > 0 {
		most = min(most, r.Times)
	}
	for n := 0; ; n++ {
		slot, ok := s.Next(now)
		switch {
		case n == most && r.Times == 0: // so far away that the day of the week does not count
			return r.Until
		case n == most, !ok, r.over(slot.Date):
			return last
		}
		last, s.Last = slot.Date, slot.Date
	}
}

// Fixed is a repeat whose number of times has become the last date, counted from
// now on.
func (r Repeat) Fixed(now time.Time) Repeat {
	if last := r.Last(now); r.Times > 0 && !last.IsZero() {
		r.Until = last
	}
	r.Times = 0
	return r
}

// An Occurrence names what an announcement is one time of; zero is nothing.
type Occurrence struct {
	Series  string       `json:",omitzero"` // the id of the announcement that comes back
	Edition int          `json:",omitzero"` // the edition of it
	Date    content.Date `json:",omitzero"` // the local date
}

// slotShift is by how much a slot can move because a zone has changed its rules
// since it was written down: it is looked for from so much earlier on.
const slotShift = 3 * time.Hour

// DueSlot is the latest slot of one that comes back whose time has come, and is
// not done yet; false where there is none. passed is the latest of the dates before
// it that were not done either; zero is none.
func (a Announcement) DueSlot(now time.Time) (due Slot, passed content.Date, is bool) {
	slot, ok := a.Repeat.Next(a.At.Add(-slotShift))
	for ok && !slot.Due.After(now) {
		passed = due.Date
		due, is = slot, true
		slot, ok = a.Repeat.Next(slot.Due)
	}
	return due, passed, is
}

// Occurrence is what one that comes back sends on the date of a slot: scheduled
// for its time, agreed to by the same people, and the same however often it is
// made.
func (a Announcement) Occurrence(slot Slot) Announcement {
	a.Of = Occurrence{Series: a.ID, Edition: a.Edition, Date: slot.Date}
	a.ID = occurrenceID(a.ID, slot.Date)
	a.State, a.Repeat, a.Edition, a.Reach = StateScheduled, Repeat{}, 0, 0
	a.At, a.Created = slot.Due, slot.Due
	return a
}
