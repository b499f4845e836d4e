package record

import (
	"reflect"
	"slices"
	"time"

	"prayerbot/content"
)

// weekdays and weekends are the two sets that have a name.
const (
	Weekdays Days = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday
	Weekends Days = 1<<time.Saturday | 1<<time.Sunday
)

// MaxSubscriptions bounds what one chat may ask for: a rhythm of prayer, not
// a flood.
const MaxSubscriptions = 5

// CatchUp is how late a daily delivery may still go out. A bot that was down
// all day must not wake everyone at noon.
const CatchUp = 6 * time.Hour

// LateAfter is from when on the ledger calls a delivery late.
const LateAfter = 5 * time.Minute

// A Subscription is a daily delivery to one chat at one wall time: a prayer
// point, or the news.
type Subscription struct {
	ID        int  // from 1, never used again within the chat
	News      bool `json:",omitzero"` // brings what is new instead of a prayer point, and nothing where nothing is
	Week      bool `json:",omitzero"` // brings the points of the seven days up to its own instead of one
	At        Wall
	Zone      string // IANA
	Days      Days
	Selection content.Selection
	Since     time.Time    // slots at or before this instant do not count
	Paused    bool         // until somebody resumes it
	PausedTo  content.Date // slots of earlier local dates do not count; zero is no pause
	Last      content.Date // local date of the last finished slot; the store alone moves it forward
	// Told is up to when the news was told; zero where it never was. The store
	// alone moves it forward, with a delivery that tells more.
	Told time.Time `json:",omitzero"`
	// Warns is who is told if it cannot come any more, by the platform's number: who
	// has asked for that; "" is nobody.
	Warns string `json:",omitempty"`
	// Delivered is what it was sent last; zero where that is not known. The store
	// alone writes it, with a delivery.
	Delivered Delivered `json:",omitzero"`
}

// Warns tells whether somebody is told if something cannot come to the chat any more.
func (c Chat) Warns(person UserID) bool {
	return c.ID.Platform == person.Platform && person.Key != "" &&
		slices.ContainsFunc(c.Subscriptions, func(s Subscription) bool { return s.Warns == person.Key })
}

// Unwarn removes the number of somebody who was to be told that; false where it is not
// kept.
func (c *Chat) Unwarn(person UserID) bool {
	if !c.Warns(person) {
		return false
	}
	for i := range c.Subscriptions {
		if c.Subscriptions[i].Warns == person.Key {
			c.Subscriptions[i].Warns = ""
		}
	}
	return true
}

// A Slot is one daily delivery: its identity is subscription and local date.
type Slot struct {
	Date content.Date
	Due  time.Time
}

// Next is the first slot after now that is not finished; false where the
// subscription is paused without end or its zone is unknown.
func (s Subscription) Next(now time.Time) (Slot, bool) {
	zone, err := LoadZone(s.Zone)
	if err != nil || s.Paused {
		return Slot{}, false
	}
	from := now
	if s.Since.After(from) {
		from = s.Since
	}
	date := content.DateOf(from.In(zone)).Add(-1)
	for range 8 + skippedDates {
		if due, ok := Instant(date, s.At, zone); ok && due.After(from) && s.wants(date) {
			return Slot{Date: date, Due: due}, true
		}
		date = s.following(date)
	}
	return Slot{}, false
}

// skippedDates allows for a date that a zone left out (Samoa, 2011-12-30)
// when the next slot is looked for.
const skippedDates = 8

// following is the next date worth a look: tomorrow, or where the pause ends
// or the last finished slot lies.
func (s Subscription) following(date content.Date) content.Date {
	next := date.Add(1)
	if next.Before(s.PausedTo) {
		next = s.PausedTo
	}
	if next.Before(s.Last) {
		next = s.Last.Add(1)
	}
	return next
}

// Latest is the newest slot that is due at now and not finished; false where
// there is none. How late it is, the caller judges.
func (s Subscription) Latest(now time.Time) (Slot, bool) {
	zone, err := LoadZone(s.Zone)
	if err != nil || s.Paused {
		return Slot{}, false
	}
	date := content.DateOf(now.In(zone)).Add(1)
	for range 8 + skippedDates {
		due, ok := Instant(date, s.At, zone)
		if ok && !due.After(now) && s.wants(date) {
			return Slot{Date: date, Due: due}, due.After(s.Since)
		}
		date = date.Add(-1)
	}
	return Slot{}, false
}

// wants tells whether a local date is one of the subscription's and still open.
func (s Subscription) wants(date content.Date) bool {
	return s.Days.Has(date.Weekday()) && s.Last.Before(date) && !date.Before(s.PausedTo)
}

// Location is the subscription's zone, UTC where it is not known.
func (s Subscription) Location() *time.Location {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// SameTimes tells whether two states of a subscription have the same slots.
func (s Subscription) SameTimes(t Subscription) bool {
	s.Selection, t.Selection = content.Selection{}, content.Selection{}
	s.Last, t.Last = content.Date{}, content.Date{}
	s.Told, t.Told = time.Time{}, time.Time{}
	s.Delivered, t.Delivered = Delivered{}, Delivered{}
	s.Warns, t.Warns = "", ""
	return reflect.DeepEqual(s, t)
}

// Days is a set of weekdays, bit 0 for Sunday. The zero Days is every day.
type Days uint8

// Has tells whether the set holds a weekday.
func (d Days) Has(w time.Weekday) bool { return d == 0 || d&(1<<w) != 0 }

// With is the set and one weekday more.
func (d Days) With(w time.Weekday) Days { return d | 1<<w }
