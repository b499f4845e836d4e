package content

import "slices"

// Daily is the point of a date for a selection: the same for every chat with
// the same selection, on every machine. Urgent posts come first, then
// occasions, then the rotation, which waits meanwhile. today is the asker's
// own date: what is under an embargo then is not shown, whatever date is asked
// for. It is nil only where the selection has no point at all.
func (l *Library) Daily(date Date, s Selection, today Date) *Point {
	r := l.rotation(s)
	if len(r.round) == 0 {
		return nil
	}
	day, now := date.Days(), today.Days()
	if p := r.urgent(day, now); p != nil {
		return p
	}
	if p := r.occasions.on(day); p != nil {
		return p
	}
	return r.turn(l, day, now)
}

// DailyWithoutOccasions is what Daily gives, occasions aside: for somebody who
// asks for a place by its name.
func (l *Library) DailyWithoutOccasions(date Date, s Selection, today Date) *Point {
	r := l.rotation(s)
	if len(r.round) == 0 {
		return nil
	}
	if p := r.urgent(date.Days(), today.Days()); p != nil {
		return p
	}
	return r.turn(l, date.Days(), today.Days())
}

// CountryPoint is the n-th point of a country on a date, as asked for today: 0
// is that day's, 1 the one after. The points of urgent posts come first. It
// wraps around, and is nil where the country has no point or is not in the
// library.
func (l *Library) CountryPoint(c *Country, date, today Date, n int) *Point {
	queue := l.queues[c]
	if queue == nil {
		return nil
	}
	day, now := date.Days(), today.Days()
	var urgent, rest []*Point
	for _, p := range queue.all {
		switch {
		case p.Post == nil || p.Post.days.shown(day, now) && !p.Post.days.urgent(day, now):
			rest = append(rest, p)
		case p.Post.days.shown(day, now):
			urgent = append(urgent, p)
		}
	}
	if len(urgent)+len(rest) == 0 {
		return nil
	}
	rotate(urgent, day)
	rotate(rest, day)
	_, place := divide(n, len(urgent)+len(rest))
	return append(urgent, rest...)[place]
}

// rotate moves the first n of a line to its end, round and round.
func rotate[T any](line []T, n int) {
	if len(line) < 2 {
		return
	}
	_, n = divide(n, len(line))
	slices.Reverse(line[:n])
	slices.Reverse(line[n:])
	slices.Reverse(line)
}

// divide is whole-number division that also counts backwards before 1970.
func divide(n, by int) (round, rest int) {
	round, rest = n/by, n%by
	if rest < 0 {
		round, rest = round-1, rest+by
	}
	return round, rest
}
