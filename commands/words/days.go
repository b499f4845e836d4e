package words

import (
	"time"

	"prayerbot/commands/record"
)

// everyDay is every day by name; a subscription keeps it as none.
const everyDay = record.Weekdays | record.Weekends

// ReadDays reads a text that names days of the week and nothing else: every day is
// none of them.
func (l Listener) ReadDays(text string) (record.Days, bool) {
	for _, g := range l.grammars() {
		m := dayMatcher{g.matcher(Plain(text))}
		if found := m.daysAt(0); found.to == len(m.tokens) && found.to > 0 {
			return found.kept(), true
		}
		if found := m.daySeries(0); found.to == len(m.tokens) && found.to > 0 {
			return found.kept(), true // a field that asks for days takes a short name alone
		}
	}
	return 0, false
}

// A dayMatcher finds days of the week in a line.
type dayMatcher struct{ matcher }

// A daysFound are days within a line.
type daysFound struct {
	from, to int
	days     record.Days
	items    int  // how many days and sets were named
	named    bool // one of them by more than a short name
	introduced,
	set,
	left bool // they are left out
}

// kept are the days as a subscription keeps them.
func (d daysFound) kept() record.Days {
	if d.days == everyDay {
		return 0
	}
	return d.days
}

// soft tells whether it may be a part of a name instead: a lone day.
func (d daysFound) soft() bool { return !d.introduced && !d.set && d.items == 1 }

// daysAt are the days that begin at a token; to is at where there are none. A
// short name alone is none.
func (m dayMatcher) daysAt(at int) daysFound {
	begin := m.skip(m.each, at)
	found := m.daySeries(begin)
	if begin > at && found.to == begin { // "every" may belong to "every day"
		begin, found = at, m.daySeries(at)
	} else if whole := m.daySeries(at); whole.to >= found.to {
		begin, found = at, whole
	}
	found.from, found.introduced = at, begin > at
	single := found.items == 1 && !found.named
	if single && !(found.introduced && len(m.tokens[begin].text) > 1 && !unspaced(m.tokens[begin])) {
		found.to = at
	}
	if except := m.skip(m.excepts, at); except > at && found.to == at {
		begin = m.skip(m.each, except)
		left := m.daySeries(begin)
		if left.days == everyDay { // "except Sunday every day"
			left = m.dayItem(begin)
			left.to = m.skip(m.eachAfter, left.to)
		}
		if left.named && left.days != everyDay {
			left.from, left.left, left.set = at, true, true
			return left
		}
	}
	return found
}

// daySeries are days one after another, and those that are left out.
func (m dayMatcher) daySeries(at int) daysFound {
	found := daysFound{from: at, to: at}
	for next := at; ; {
		item := m.dayItem(next)
		if item.to == next {
			break
		}
		if after := m.skip(m.exceptsAfter, item.to); after > item.to {
			return found.except(item, after)
		}
		found.to, found.days, found.items = item.to, found.days|item.days, found.items+item.items
		found.named, found.set = found.named || item.named, found.set || item.set
		next = m.skip(m.series, item.to)
		if after := m.skip(m.series, next); after > next {
			next = after
		}
		if each := m.skip(m.each, next); m.dayItem(next).to == next && m.dayItem(each).to > each {
			next = each
		}
	}
	if found.to > at {
		found = m.without(found)
		found.to = m.skip(m.eachAfter, found.to)
	}
	return found
}

// except leaves out the days of an item behind which a word says so, which ends at
// after: "Sunday excluded". So it does with those before it that do not hold them:
// "Saturday and Sunday excluded".
func (d daysFound) except(item daysFound, after int) daysFound {
	if d.days&item.days == 0 {
		item.days |= d.days
		item.to, item.left, item.set = after, item.days != everyDay, true
		return item
	}
	if d.days&^item.days != 0 {
		d.to, d.days = after, d.days&^item.days
	}
	return d
}

// without takes off the days that are left out: "every day except Sunday".
func (m dayMatcher) without(found daysFound) daysFound {
	next := m.skip(m.series, found.to)
	begin := m.skip(m.excepts, next)
	if begin == next {
		return found
	}
	rest := m.daySeries(m.skip(m.each, begin))
	if rest.to > begin && rest.items > 0 && found.days&^rest.days != 0 {
		found.to, found.days = rest.to, found.days&^rest.days
	}
	return found
}

// dayItem is a set of days, a day, or a range of days.
func (m dayMatcher) dayItem(at int) daysFound {
	found := daysFound{from: at, to: at}
	if end, _, f := m.longest(m.daySets, at); end > at {
		return daysFound{from: at, to: end, days: record.Days(f.value), items: 1, named: true, set: true}
	}
	end, first, named := m.day(at)
	if end == at {
		return found
	}
	found = daysFound{from: at, to: end, days: record.Days(0).With(first), items: 1, named: named}
	if all := m.dayChain(at); all.items > 2 {
		return all
	}
	if begin := m.skip(m.rangeWords, end); begin > end {
		if last, until, name := m.day(begin); last > begin {
			found.to, found.items, found.named = m.skip(m.rangeAfter, last), 2, named || name
			for w := first; w != until; {
				w = (w + 1) % 7
				found.days = found.days.With(w)
			}
		}
	}
	return found
}

// dayChain are days with a word of a range between each: three are no range, "mon-wed-fri".
func (m dayMatcher) dayChain(at int) daysFound {
	found := daysFound{from: at, to: at}
	for next := at; ; {
		end, w, named := m.day(next)
		if end == next {
			return found
		}
		found.to, found.days, found.items, found.named = end, found.days.With(w), found.items+1, found.named || named
		if next = m.skip(m.rangeWords, end); next == end {
			return found
		}
	}
}

// day is one day of the week; named tells whether it is more than a short name.
func (m dayMatcher) day(at int) (end int, w time.Weekday, named bool) {
	if end, _, f := m.longest(m.days, at); end > at {
		return end, time.Weekday(f.value), true
	}
	end, _, f := m.longest(m.daysBrief, at)
	if end > at && unspaced(m.tokens[at]) && m.clockAt(at).to > end {
		return at, 0, false // it is an hour: "三点"
	}
	return end, time.Weekday(f.value), false
}
