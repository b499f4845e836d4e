package record

import (
	"reflect"
	"time"
)

// The changes of announcements. Both stores read what is stored, ask here what
// becomes of it, and write that only where what is stored is still the same.

// Replaces decides whether a draft, or one that is scheduled, is written in place
// of what is stored under its id; nil is nothing. It may be the first edition of
// something new, or the next of what was not sent; what else there is, is
// ErrNotFound. A later edition, or another of the same number, is ErrStale; where
// it is the very same, nothing is to be written.
func (a Announcement) Replaces(stored *Announcement) (write bool, err error) {
	switch {
	case stored == nil && a.Edition > 0:
		return false, ErrNotFound
	case stored == nil:
		return true, nil
	case !stored.Phase(a.Created).Allows(EventChange), stored.Edition < a.Edition-1:
		return false, ErrNotFound
	case stored.Edition >= a.Edition && !stored.same(a):
		return false, ErrStale
	}
	return stored.Edition < a.Edition, nil
}

// same tells whether two are stored alike.
func (a Announcement) same(b Announcement) bool {
	for _, one := range []*Announcement{&a, &b} {
		one.Created, one.At, one.Confirmed = stored(one.Created), stored(one.At), stored(one.Confirmed)
		if len(one.Within) == 0 {
			one.Within = nil
		}
		if len(one.Repeat.Skip) == 0 {
			one.Repeat.Skip = nil
		}
	}
	return reflect.DeepEqual(a, b)
}

// stored is a time as it is kept: to the millisecond, in UTC.
func stored(t time.Time) time.Time { return t.Truncate(time.Millisecond).UTC() }

// Confirm is a draft or a scheduled one once it is confirmed, to reach so many
// chats. One that was sent stays as it is, and first is false. What cannot be
// sent is ErrNotFound, another edition ErrStale.
func (a Announcement) Confirm(edition, reach int, now time.Time) (after Announcement, first bool, err error) {
	switch {
	case a.Sent() && !a.Expired(now):
		return a, false, nil
	case !a.Phase(now).Allows(EventSend):
		return Announcement{}, false, ErrNotFound
	case a.Edition != edition:
		return Announcement{}, false, ErrStale
	}
	a.State, a.Confirmed, a.Reach = StateConfirmed, stored(now), reach
	return a, true, nil
}

// Moved is what was drafted in a chat once that has another name, with the server
// or group and the audience that it names; true where there is anything to change.
// What was sent stays as it is.
func (a Announcement) Moved(from, to ChatID) (after Announcement, write bool) {
	if a.From != from || a.Sent() || from == to {
		return a, false
	}
	if a.From = to; a.GroupID == from.Key {
		a.GroupID = to.Key
	}
	if (a.To.Kind == ToChat || a.To.Kind == ToGroup) && a.To.Place() == from {
		a.To.Key = to.String()
	}
	return a, true
}

// Cancel is a draft or a scheduled one once it is cancelled. What cannot be is
// ErrNotFound, another edition ErrStale.
func (a Announcement) Cancel(edition int, now time.Time) (Announcement, error) {
	switch {
	case !a.Phase(now).Allows(EventCancel):
		return Announcement{}, ErrNotFound
	case a.Edition != edition:
		return Announcement{}, ErrStale
	}
	a.State = StateCancelled
	return a, nil
}

// Amend is one that was sent once it is amended. What the amendment does not go
// with is ErrNotFound; where it was made before, nothing is to be written.
func (a Announcement) Amend(m Amendment, now time.Time) (after Announcement, write bool, err error) {
	switch {
	case !a.Phase(now).Allows(m.Event()):
		return Announcement{}, false, ErrNotFound
	case m.State == StateRetracted && a.State == m.State:
		return a, false, nil
	case m.State != "":
		a.State, a.Note = m.State, m.Note
	case m.Revision == a.Revision && m.Text == a.Text:
		return a, false, nil
	case m.Revision != a.Revision+1:
		return Announcement{}, false, ErrNotFound
	default:
		a.Text, a.Revision = m.Text, m.Revision
	}
	return a, true, nil
}
