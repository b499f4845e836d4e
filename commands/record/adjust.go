package record

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strconv"
	"strings"
	"time"

	"prayerbot/content"
)

// An Adjustment is a change to one that comes back which takes something away, or
// notes what has come of it: nobody has to agree to it anew. It is one of Skip,
// End, and what the clock has brought.
type Adjustment struct {
	Skip  content.Date // it does not come on this date
	Again bool         // it comes on Skip after all
	End   string       // it does not come back any more: the word for the reason
	// Done is the date of the latest slot whose time has come. Missed is one of
	// those that was not sent, and Why the word for the reason.
	Done, Missed content.Date
	Why          string
}

// Event is what an adjustment does.
func (m Adjustment) Event() Event {
	switch {
	case m.End != "":
		return EventEnd
	case !m.Skip.IsZero():
		return EventSkip
	}
	return EventAdvance
}

// Adjust is one that comes back once it is adjusted. Where it does not come back,
// or not on the date that is to be skipped, it is ErrNotFound; another edition is
// ErrStale, and one skip more than MaxSkips ErrFull. Where it was made before,
// nothing is to be written.
func (a Announcement) Adjust(edition int, m Adjustment, now time.Time) (after Announcement, write bool, err error) {
	event := m.Event()
	switch {
	case !a.Phase(now).Allows(event):
		return Announcement{}, false, ErrNotFound
	case a.Edition != edition:
		return Announcement{}, false, ErrStale
	}
	before := a
	a.Repeat.Skip = slices.Clone(a.Repeat.Skip)
	switch {
	case a.State == StateEnded && event == EventAdvance:
		a.Repeat.advance(m)
		return a, !a.same(before), nil
	case a.State == StateEnded:
		return a, false, nil
	}
	switch event {
	case EventEnd:
		return a.ended(m.End, now), true, nil
	case EventSkip:
		if err := a.Repeat.skip(m.Skip, m.Again, now); err != nil {
			return Announcement{}, false, err
		}
	case EventAdvance:
		a.Repeat.advance(m)
	}
	from := a.At.Add(-slotShift)
	if now.Before(from) { // what was skipped before the next one may come after all
		from = now
	}
	slot, ok := a.Repeat.Next(from)
	if !ok {
		return a.ended(EndOver, now), true, nil
	}
	a.At = stored(slot.Due)
	return a, !a.same(before), nil
}

// EndOver is the reason of one whose last date is over.
const EndOver = "over"

// ended is one that does not come back any more.
func (a Announcement) ended(why string, now time.Time) Announcement {
	a.State, a.At, a.Repeat.Ended = StateEnded, stored(now), why
	return a
}

// skip leaves a coming date out, or takes it in again.
func (r *Repeat) skip(date content.Date, again bool, now time.Time) error {
	at := slices.Index(r.Skip, date)
	switch {
	case !r.Comes(date, now):
		return ErrNotFound
	case again && at >= 0:
		r.Skip = slices.Delete(r.Skip, at, at+1)
	case !again && at < 0 && len(r.Skip) >= MaxSkips:
		return ErrFull
	case !again && at < 0:
		r.Skip = append(r.Skip, date)
		slices.SortFunc(r.Skip, func(a, b content.Date) int { return a.Days() - b.Days() })
	}
	return nil
}

// Comes tells whether a date is one of its dates, skipped or not, and still to
// come.
func (r Repeat) Comes(date content.Date, now time.Time) bool {
	zone, err := LoadZone(r.Zone)
	if err != nil || !r.slots().wants(date) || r.over(date) {
		return false
	}
	due, ok := Instant(date, r.At, zone)
	return ok && due.After(now)
}

// advance notes what the clock has brought. Nothing goes back.
func (r *Repeat) advance(m Adjustment) {
	if r.Done.Before(m.Done) {
		r.Done = m.Done
	}
	if !m.Missed.IsZero() && !m.Missed.Before(r.Missed) {
		r.Missed, r.Why = m.Missed, m.Why
	}
	// Those of the latest slot stay: what was made of it asks for them.
	r.Skip = slices.DeleteFunc(r.Skip, func(d content.Date) bool { return d.Before(r.Done) })
}

// occurrenceID is the id of what is sent of a series on a date, in the form of
// all ids: 8 characters of a-z and 2-7, one of them a digit.
func occurrenceID(series string, date content.Date) string {
	for n := 0; ; n++ {
		sum := sha256.Sum256([]byte(series + " " + date.String() + " " + strconv.Itoa(n)))
		id := strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:8]
		if strings.ContainsAny(id, "234567") {
			return id
		}
	}
}
