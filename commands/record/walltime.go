package record

import (
	"fmt"
	"time"

	"prayerbot/content"
)

// Wall is a time of day as a clock on the wall shows it: minutes from 00:00.
type Wall int

// String gives the form 07:00.
func (w Wall) String() string { return fmt.Sprintf("%02d:%02d", w/60, w%60) }

// Instant is the one function of the program that turns a local date and a wall
// time into an instant. In an overlap it is the first of the two instants, in
// a gap the instant at which the gap ends. It is false for a date that the
// zone skips. time.Date alone gets both wrong: New York 02:30 in the spring
// gap becomes 01:30, Havana 00:30 becomes the day before.
func Instant(date content.Date, at Wall, zone *time.Location) (time.Time, bool) {
	naive := time.Date(date.Year, date.Month, date.Day, int(at)/60, int(at)%60, 0, 0, time.UTC)
	if offset, steady := steadily(naive, zone); steady {
		return naive.Add(-offset), true
	}
	var first time.Time
	for _, probe := range []time.Duration{-36 * time.Hour, -12 * time.Hour, 0, 12 * time.Hour, 36 * time.Hour} {
		_, offset := naive.Add(probe).In(zone).Zone()
		candidate := naive.Add(-time.Duration(offset) * time.Second)
		_, there := candidate.In(zone).Zone()
		if there == offset && (first.IsZero() || candidate.Before(first)) {
			first = candidate
		}
	}
	if !first.IsZero() {
		return first, true
	}
	return gapEnd(date, naive, zone)
}

// steadily is the zone's offset around a wall time; false where the zone moves
// its clocks within a day and a half, which is more than any offset.
func steadily(naive time.Time, zone *time.Location) (offset time.Duration, steady bool) {
	const around = 36 * time.Hour
	there := naive.In(zone)
	begin, end := there.ZoneBounds()
	if !begin.IsZero() && naive.Sub(begin) < around || !end.IsZero() && end.Sub(naive) < around {
		return 0, false
	}
	_, seconds := there.Zone()
	return time.Duration(seconds) * time.Second, true
}

// gapEnd is the instant at which the gap that swallowed naive ends: the first
// transition whose far side shows a later wall time than naive.
func gapEnd(date content.Date, naive time.Time, zone *time.Location) (time.Time, bool) {
	t := naive.Add(-36 * time.Hour)
	for range 8 {
		_, end := t.In(zone).ZoneBounds()
		if end.IsZero() {
			break
		}
		if wallOf(end.In(zone)).After(naive) && !wallOf(end.Add(-time.Second).In(zone)).After(naive) {
			return end, !skipped(date, end.In(zone))
		}
		t = end
	}
	return time.Time{}, false
}

// skipped tells whether the gap that ends at end swallowed the whole date.
func skipped(date content.Date, end time.Time) bool {
	midnight := time.Date(date.Year, date.Month, date.Day, 0, 0, 0, 0, time.UTC)
	before := wallOf(end.Add(-time.Second))
	return before.Before(midnight) && !wallOf(end).Before(midnight.AddDate(0, 0, 1))
}

// wallOf reads t's clock as if it stood in UTC, so that walls can be compared.
func wallOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}
