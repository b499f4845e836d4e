package record

import "time"

// Recent are the announcements to one audience that count among those of the last
// hour, each with when it was counted.
type Recent map[string]time.Time

// RecentSpan is how long an announcement counts.
const RecentSpan = time.Hour

// Allow counts an announcement, once however often it is asked. Where that makes
// more than most, it is not counted, and again says when the next one may be; zero
// is at once. What counts no more, or is of no possible time, goes.
func (r Recent) Allow(id string, most int, now time.Time) (after Recent, again time.Time) {
	after = r.At(now)
	if _, counted := after[id]; counted {
		return after, time.Time{}
	}
	if len(after) < most {
		after[id] = stored(now)
		return after, time.Time{}
	}
	first := now
	for _, at := range after {
		if at.Before(first) {
			first = at
		}
	}
	return after, first.Add(RecentSpan)
}

// At are those of them that count at a time.
func (r Recent) At(now time.Time) Recent {
	counts := Recent{}
	for id, at := range r {
		if age := now.Sub(at); -RecentSpan < age && age < RecentSpan {
			counts[id] = at
		}
	}
	return counts
}
