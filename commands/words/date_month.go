package words

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"prayerbot/content"
)

// A monthDate is which date of which month a form means: the first word of its key
// in the tables, and the second.
type monthDate struct {
	what  int // an index of monthDates
	month int // an index of monthNames, or monthAhead and so many months ahead
}

// What a form of in_month may mean, and in which month.
var (
	monthDates = []string{"day", "nth", "last", "begin", "middle", "end"}
	monthNames = []string{"this", "named"} // this one, or the next where the date has passed; the one that is named
)

const (
	whatDay = iota
	whatNth
	whatLast
	whatBegin
	whatMiddle
	whatEnd

	monthThis  = 0
	monthNamed = 1
	monthAhead = 50 // a month that is so far from this one: 49 is the last one
	monthBase  = 100
)

// value is what the form keeps of it.
func (m monthDate) value() int { return m.what*monthBase + m.month }

func monthDateOf(value int) monthDate { return monthDate{value / monthBase, value % monthBase} }

// readInMonth reads the dates within a month.
func (g *grammar) readInMonth(t grammarTables, add func(kind, value int, texts ...string)) error {
	for _, key := range slices.Sorted(maps.Keys(t.InMonth)) {
		what, month, _ := strings.Cut(key, " ")
		m := monthDate{slices.Index(monthDates, what), slices.Index(monthNames, month)}
		if n, err := strconv.Atoi(month); err == nil {
			m.month = monthAhead + n
		}
		if m.what < 0 || m.month < 0 {
			return fmt.Errorf("in_month: %q is no date of a month", key)
		}
		add(dateInMonth, m.value(), t.InMonth[key]...)
	}
	return nil
}

// inMonth is the date within a month that is meant; none where the month has no such
// day.
func (d dateReading) inMonth(today content.Date) []content.Date {
	m := monthDateOf(d.form.value)
	first := content.Date{Year: today.Year, Month: today.Month, Day: 1}
	ahead := []int{m.month - monthAhead}
	switch m.month {
	case monthThis:
		ahead = []int{0, 1}
	case monthNamed:
		next := (d.month - int(today.Month) + 12) % 12
		ahead = []int{next, next + 12}
	}
	for i, n := range ahead {
		date := m.date(monthsAway(first, n), d)
		if passed := len(ahead) > 1 && i == 0 && date.Before(today); date.Valid() && !passed {
			return []content.Date{date}
		}
	}
	return nil
}

// date is the date of the month that begins with first.
func (m monthDate) date(first content.Date, d dateReading) content.Date {
	last := monthsAway(first, 1).Add(-1)
	switch m.what {
	case whatDay:
		return content.Date{Year: first.Year, Month: first.Month, Day: d.day}
	case whatNth:
		date := first.Add((d.weekday-int(first.Weekday())+7)%7 + 7*(d.day-1))
		if date.Month != first.Month {
			return content.Date{}
		}
		return date
	case whatLast:
		return last.Add(-((int(last.Weekday()) - d.weekday + 7) % 7))
	case whatMiddle:
		return first.Add(middleOfMonth - 1)
	case whatEnd:
		return last
	}
	return first
}

// middleOfMonth is the day that the middle of a month is taken for.
const middleOfMonth = 15

// besideFeast is a day of the week behind or before the next feast, or so many days
// from it.
func (d dateReading) besideFeast(c Calendar) []content.Date {
	kind, n := d.form.kind, d.number*d.form.value
	d.form.kind = dateFeast
	dates := d.feastOn(c)
	if len(dates) == 0 {
		return nil
	}
	on := dates[0]
	switch kind {
	case dateFeastDays:
		return []content.Date{on.Add(n)}
	case dateWeekdayBeforeFeast:
		return []content.Date{on.Add(-daysTo(time.Weekday(d.weekday), on.Weekday()))}
	}
	return []content.Date{on.Add(daysTo(on.Weekday(), time.Weekday(d.weekday)))}
}

// daysTo is how many days after one day of the week the other one comes, at least one.
func daysTo(from, to time.Weekday) int {
	if n := (int(to-from) + 7) % 7; n > 0 {
		return n
	}
	return 7
}
