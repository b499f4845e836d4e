package words

import (
	"slices"

	"prayerbot/commands/record"
)

// settleClock makes one of all the times: a bare number is one where there is no
// other, and a part of the day says which half is meant.
func (w *wishReader) settleClock() {
	var all []Clock
	fixed := false
	for _, bare := range []bool{false, true} {
		for _, c := range w.clocks {
			if c.bare != bare || bare && (len(all) > 0 || w.taken[c.from] != tokenFree || w.behindFor(c.from)) {
				continue
			}
			if len(c.clock.At) == 0 && c.clock.Instant.IsZero() {
				w.wish.NoTime = w.text(c.from, c.to)
				continue
			}
			w.take(c.from, c.to, tokenTaken)
			all, fixed = append(all, c.clock), fixed || c.fixed
		}
	}
	part := w.partOfDay(len(all) == 0)
	switch {
	case len(all) > 0:
		clock := joined(all).within(part, fixed)
		w.wish.Clock = &clock
	case part != nil:
		w.wish.Clock = &Clock{At: part.offers, Moves: part.moves, Part: true}
	}
}

// joined is the clock of several.
func joined(all []Clock) Clock {
	one := all[0]
	for _, c := range all[1:] {
		if a, b := c.At, one.At; len(a) == 1 && slices.Contains(b, a[0]) || len(b) == 1 && slices.Contains(a, b[0]) { // "at noon, at 12"
			if one.Moves = one.Moves && c.Moves; len(a) == 1 {
				one.At = a
			}
			continue
		}
		if len(c.At) != 1 || len(one.At) != 1 || c.At[0] != one.At[0] {
			one.Several = true
			one.At = append(one.At[:len(one.At):len(one.At)], c.At...)
		}
	}
	return one
}

// within is a clock in a part of the day, where that leaves something of it: "7:30"
// is that of the evening on "every evening". One that is fixed to its half of the
// day may be either.
func (c Clock) within(p *part, fixed bool) Clock {
	if p == nil || c.Several || len(c.At) == 0 {
		return c
	}
	if other := (c.At[0] + 12*60) % (24 * 60); len(c.At) == 1 && !p.has(c.At[0]) && p.has(other) {
		if c.At = []record.Wall{other}; fixed {
			c.At = []record.Wall{(other + 12*60) % (24 * 60), other}
		}
		return c
	}
	var at []record.Wall
	for _, w := range c.At {
		if p.has(w) {
			at = append(at, w)
		}
	}
	if len(at) > 0 {
		c.At = at
	}
	return c
}

// partOfDay is the part of the day that a line names apart from its times; nil where
// it names none. Where there is no time, it must have some to offer.
func (w *wishReader) partOfDay(offers bool) *part {
	for at := range w.tokens {
		end, _, f := w.longest(w.partForms, at)
		if p := &w.parts[f.value]; end > at && (len(p.offers) > 0 || !offers) && w.free(at, end) && !w.withinOpening(at) {
			if w.taken[at] == tokenFree {
				w.take(at, end, tokenTaken)
			}
			return p
		}
	}
	return nil
}
