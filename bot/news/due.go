package news

import (
	"errors"
	"math/rand/v2"
	"time"

	"prayerbot/content"
)

// The statuses of a fetch that went well.
const (
	statusOK        = "ok"
	statusUnchanged = "unchanged"
)

// longestPause is the longest pause between two tries of a feed that fails: it
// is noticed within hours when it is well again.
const longestPause = 6 * time.Hour

// FailingTooLong is from when on a failing feed is named to operators: a
// weekend's trouble passes by itself.
const FailingTooLong = 3 * 24 * time.Hour

// nameEvery is how often the log names a feed that fails for so long.
const nameEvery = 24 * time.Hour

// forgetMove is after how many failures a remembered move is forgotten and the
// list's own address tried again.
const forgetMove = 3

// Of is the state as it applies to a feed of the list: where the list names
// another address than before, all is new.
func (s State) Of(f content.Feed) State {
	if s.Listed != f.Address {
		return State{Listed: f.Address}
	}
	return s
}

// Address is where the feed is asked for.
func (s State) Address() string {
	if s.Moved != "" {
		return s.Moved
	}
	return s.Listed
}

// due is when a feed is to be fetched. One that is well is not made to wait by
// a longer interval of before.
func (s State) due(every time.Duration) time.Time {
	if latest := s.Fetched.Add(every + every/jitterShare); s.Failures == 0 && s.Next.After(latest) {
		return latest
	}
	return s.Next
}

// jitterShare: a fetch comes up to a tenth of the interval earlier or later, so
// that not all bots of the world ask at the same minute.
const jitterShare = 10

// soon is about an interval later.
func soon(now time.Time, every time.Duration) time.Time {
	share := every / jitterShare
	return now.Add(every - share + rand.N(2*share+1)) // #nosec G404 -- a pause is no secret
}

// well is the state after a good answer.
func (s State) well(a answer, items int, now time.Time, every time.Duration) State {
	s.Fetched, s.Next = now, soon(now, every)
	s.Failures, s.Failing, s.Named = 0, time.Time{}, time.Time{}
	if a.moved != "" {
		s.Moved = a.moved
	}
	if s.Status = statusUnchanged; !a.unchanged {
		s.Status, s.Items, s.ETag, s.Modified = statusOK, items, a.etag, a.modified
	}
	return s
}

// ill is the state after a failure: tried again after a pause that doubles, and
// not before the server allows it.
func (s State) ill(err error, now time.Time, every time.Duration) State {
	pause := every << min(s.Failures, 10)
	pause = min(pause, max(longestPause, every))
	s.Fetched, s.Status, s.Next = now, shown(err), soon(now, pause)
	if s.Failures++; s.Failing.IsZero() {
		s.Failing = now
	}
	var refused *refusalError
	if errors.As(err, &refused) && s.Next.Before(now.Add(refused.wait)) {
		s.Next = now.Add(refused.wait)
	}
	if s.Failures >= forgetMove && s.Moved != "" {
		s.Moved, s.ETag, s.Modified = "", "", ""
	}
	return s
}

// FailsTooLong tells whether a feed has failed for so long that somebody should
// look at it.
func (s State) FailsTooLong(now time.Time) bool {
	return !s.Failing.IsZero() && now.Sub(s.Failing) >= FailingTooLong
}

// maxStatus bounds a status, in characters: it stands in a table.
const maxStatus = 100

// shown is an error in one line that can be printed.
func shown(err error) string {
	text := []rune(oneLine(err.Error()))
	return string(text[:min(len(text), maxStatus)])
}
