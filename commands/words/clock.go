package words

import (
	"slices"
	"time"

	"prayerbot/commands/record"
)

// A Clock is a time of day as somebody says it.
type Clock struct {
	// At is what it may mean, the likeliest first; one where it is clear, none where
	// Instant is set.
	At      []record.Wall
	Instant time.Time // as Discord writes one: its time of day is that of the zone where it is read
	Several bool      // several times were named, of which one can be had
	Moves   bool      // it was said by the sun, which is at no time of the clock
	Part    bool      // no hour was named, but a part of the day
}

// Sure is the one time that it means in a zone; false where that is not clear.
// zone may be nil, where only the clock counts.
func (c Clock) Sure(zone *time.Location) (record.Wall, bool) {
	if !c.Instant.IsZero() && zone != nil {
		t := c.Instant.In(zone)
		return record.Wall(t.Hour()*60 + t.Minute()), true
	}
	if len(c.At) != 1 || c.Moves {
		return 0, false
	}
	return c.At[0], true
}

// ReadClock reads a text that is a time of day and nothing else.
func (l Listener) ReadClock(text string) (Clock, bool) {
	for _, g := range l.grammars() {
		m := g.matcher(Plain(text))
		if c, end := m.wholeClock(0, len(m.tokens)); end == len(m.tokens) && end > 0 {
			return c, len(c.At) > 0 || !c.Instant.IsZero()
		}
	}
	return Clock{}, false
}

// ReadSpan reads a part of the day, "from 22:00 to 7am".
func (l Listener) ReadSpan(text string) (from, to Clock, is bool) {
	for _, g := range l.grammars() {
		m := g.matcher(Plain(text))
		first := m.skip(m.each, 0)
		end := m.withoutEnd(m.rangeAfter)
		for i := first + 1; i < end; i++ {
			next := m.skip(m.rangeWords, i)
			if next == i || next >= end {
				continue
			}
			a, aEnd := matcher{g, m.tokens[:i]}.wholeClock(first, i)
			b, bEnd := matcher{g, m.tokens[next:end]}.wholeClock(0, end-next)
			if aEnd == i && bEnd == end-next && len(a.At) > 0 && len(b.At) > 0 {
				return a, b, true
			}
		}
	}
	return Clock{}, Clock{}, false
}

// withoutEnd is where the form begins that all tokens end with; their end where none
// does.
func (m matcher) withoutEnd(forms table) int {
	for at := range m.tokens {
		if m.skip(forms, at) == len(m.tokens) {
			return at
		}
	}
	return len(m.tokens)
}

// wholeClock reads a time of day from at to end, or a part of the day; the end that
// it reached is at where there is none.
func (m matcher) wholeClock(at, end int) (Clock, int) {
	if found := m.clockAt(at); found.to == end && found.to > at {
		return found.clock, end
	}
	if to, _, f := m.longest(m.partForms, at); to == end && to > at && len(m.parts[f.value].offers) > 0 {
		p := m.parts[f.value]
		return Clock{At: p.offers, Moves: p.moves}, end
	}
	return Clock{}, at
}

// A clockFound is a time of day within a line.
type clockFound struct {
	from, to int
	clock    Clock // nothing where it was meant as a time and is none
	bare     bool  // a number that may mean something else
	led      bool  // it begins with a part of the day
	fixed    bool  // it says by itself which half of the day is meant
}

// clockAt is the time of day that begins at a token, with the words before it; to
// is at where there is none.
func (m matcher) clockAt(at int) clockFound {
	found := clockFound{from: at, to: at}
	first := m.skip(m.at, at)
	partEnd, _, part := m.longest(m.partForms, first)
	begin := m.skip(m.at, partEnd)
	if begin >= len(m.tokens) || !m.mayBegin(begin) {
		return m.namedClock(at, first)
	}
	if t, is := m.tokens[begin].instant(); is {
		return clockFound{from: at, to: begin + 1, clock: Clock{Instant: t}}
	}
	m.walk(m.clocks, begin, func(f form, end int, r reading) {
		bare := begin == at && f.bare(m.tokens[begin])
		if end <= found.to || !m.mayEnd(end) || bare && !m.tokens[begin].number || unspaced(m.tokens[begin]) && !f.hasWords() {
			return
		}
		if partEnd > at && r.part == nil && partEnd <= begin && part.parts != nil {
			r.part = &m.parts[part.value]
		}
		found = clockFound{at, end, Clock{At: f.walls(r)}, bare, partEnd > first, r.part != nil || r.padded || r.hour == 0 || r.hour > 12}
	})
	if found.to == at && partEnd > first {
		return m.namedClock(at, first)
	}
	if found.to > at {
		found.to = m.skip(m.atAfter, found.to)
	}
	return found
}

// namedClock is a time that is called like a part of the day and stands at begin, with
// the words from at on before it: noon, in Arabic; to is at where there is none.
func (m matcher) namedClock(at, begin int) clockFound {
	found := clockFound{from: at, to: at}
	m.walk(m.clocks, begin, func(f form, end int, r reading) {
		if f.kind == clockNamed && end > found.to && m.mayEnd(end) {
			found = clockFound{from: at, to: end, clock: Clock{At: f.walls(r)}, fixed: true}
		}
	})
	if found.to > at {
		found.to = m.skip(m.atAfter, found.to)
	}
	return found
}

// clockRange is two times of which either will do, "between 6 and 7 am", that begin
// at a token; to is at where there are none. The later one says by itself that it is a
// time.
func (m matcher) clockRange(at int) clockFound {
	found := clockFound{from: at, to: at}
	first := m.skip(m.at, m.skip(m.between, at))
	partEnd, _, part := m.longest(m.partForms, first)
	begin := m.skip(m.at, partEnd)
	if begin >= len(m.tokens) || !m.mayBegin(begin) {
		return found
	}
	m.walk(m.clocks, begin, func(f form, end int, r reading) {
		if r.part == nil && partEnd > first {
			r.part = &m.parts[part.value]
		}
		next := m.skip(m.rangeWords, end)
		if next == end && begin > at {
			next = m.skip(m.series, end)
		}
		if next == end || next >= len(m.tokens) {
			return
		}
		m.walk(m.clocks, next, func(last form, to int, until reading) {
			if to = m.skip(m.rangeAfter, to); to > found.to && m.mayEnd(to) && !last.bare(m.tokens[next]) {
				found = clockFound{from: at, to: to, clock: rangeOf(f, r, last, until), fixed: true}
			}
		})
	})
	return found
}

// rangeOf is the clock of two times; the earlier one is in the half of the day that
// the later one names.
func rangeOf(f form, r reading, last form, until reading) Clock {
	if r.part == nil {
		r.part = until.part
	}
	first, second := f.walls(r), last.walls(until)
	if until.part == nil && last.kind == clockHour {
		until.part = r.part
		if within := last.walls(until); len(within) > 0 {
			second = within
		}
	}
	if len(first) == 0 || len(second) == 0 {
		return Clock{}
	}
	a, b := first[0], second[0]
	if other := (a + 12*60) % (24 * 60); a > b && other < b {
		a = other
	}
	return Clock{At: []record.Wall{a, b}, Several: true}
}

// mayBegin tells whether a number at a token may be a time: that of a date, of an
// offset such as +5:30 or of a word is none.
func (m matcher) mayBegin(at int) bool {
	t := m.tokens[at]
	if !t.number || !t.joined || at == 0 || m.beginsWord(at) {
		return true
	}
	switch m.tokens[at-1].text {
	case "@", ",", ";", "(", "\"", "|":
		return true
	case "/": // "7am/7pm", and not 24/12
		return at > 1 && !m.tokens[at-2].number
	}
	return false
}

// mayEnd tells whether a time may end before a token.
func (m matcher) mayEnd(at int) bool {
	if at >= len(m.tokens) || !m.tokens[at].joined || m.beginsWord(at) {
		return true
	}
	switch next := m.tokens[at]; {
	case next.text == "/":
		return !m.tokens[at-1].number || at+1 < len(m.tokens) && !m.tokens[at+1].number
	case kindOf(firstRune(next.text)) != signRune && next.text != dot:
		return false
	case next.text == "-" || next.text == dot || next.text == ":":
		return at+1 >= len(m.tokens) || !m.tokens[at+1].number || !m.tokens[at+1].joined
	}
	return true
}

// bare tells whether a form holds nothing that makes a time of its numbers.
func (f form) bare(first token) bool {
	for _, p := range f.parts {
		if p.class == "" && !(p.text == "-") || p.class == "part" || p.class == "joined" {
			return false
		}
	}
	return f.kind != clockSure || len(f.parts) == 1 && first.number
}

// hasWords tells whether a form holds more than parts.
func (f form) hasWords() bool {
	return slices.ContainsFunc(f.parts, func(p formPart) bool { return p.class == "" })
}

// walls are the times that a reading of a form may mean; none where it is no time.
func (f form) walls(r reading) []record.Wall {
	if f.kind == clockNamed {
		return []record.Wall{record.Wall(f.value)}
	}
	add := f.value + max(r.minute, 0)
	if f.kind == clockLess {
		add = f.value - r.minute
	}
	if r.hour < 0 { // it is one word, "полвосьмого", whose value is the whole time
		r.hour, add = add/60, add%60
	}
	if r.hour == 24 && add != 0 {
		return nil
	}
	const day = 24 * 60
	early := record.Wall((r.hour%24*60 + add + day) % day)
	both := []record.Wall{early}
	if half := r.hour >= 1 && r.hour <= 12; half && (r.part != nil || f.kind != clockSure && !r.padded) {
		both = likeliest(early, (early+day/2)%day)
	}
	if r.part != nil {
		both = slices.DeleteFunc(both, func(w record.Wall) bool { return !r.part.has(w) })
	}
	return both
}

// likeliest puts first of two times the one at which people are awake and at
// leisure to say it without naming the part of the day.
func likeliest(a, b record.Wall) []record.Wall {
	const morning, evening = 5 * 60, 17 * 60
	if morning <= a && a < evening {
		return []record.Wall{a, b}
	}
	return []record.Wall{b, a}
}
