package words

import (
	"strconv"
	"strings"
	"time"

	"prayerbot/content"
)

// A Calendar is the day on which a date is read.
type Calendar struct {
	Today content.Date
	Zone  *time.Location // where an instant has its date; nil is UTC
	// Begins lists when an occasion begins in a year; nil knows none.
	Begins func(key string, year int) []content.Date
}

// A dateMatcher reads the dates of a text.
type dateMatcher struct{ matcher }

// A dateReading is a date as it was written, which is a date only on some day.
type dateReading struct {
	reading
	form    form
	instant time.Time
}

// ReadDate reads a text that is a date and nothing else: one, or two of which
// either can be meant. Without a year it is the next such date, today too.
func (l Listener) ReadDate(text string, c Calendar) []content.Date {
	for _, g := range l.grammars() {
		m := dateMatcher{g.matcher(Plain(text))}
		if dates := m.wholeDate(c); len(dates) > 0 {
			return dates
		}
	}
	return nil
}

// wholeDate is the date that all tokens are.
func (m dateMatcher) wholeDate(c Calendar) []content.Date {
	for begin := 0; begin < len(m.tokens); {
		var dates []content.Date
		fits := func(end int, d dateReading) {
			if m.skip(m.dateAfter, m.skip(m.partForms, end)) == len(m.tokens) && (len(dates) == 0 || d.form.plain) { // "2day" is a word
				dates = d.on(c)
			}
		}
		m.date(begin, fits)
		m.dateOf(m.datesAlone, begin, fits)
		next := m.skip(m.dateBefore, begin)
		if len(dates) > 0 || next == begin {
			return dates
		}
		begin = next
	}
	return nil
}

// CutDate takes a date off the end or the beginning of a text; nil where there is
// none.
func (l Listener) CutDate(text string, c Calendar) (rest, date string, dates []content.Date) {
	text = Plain(text)
	for _, g := range l.grammars() {
		m := g.matcher(text)
		for n := len(m.tokens); n > 0; n-- {
			for _, from := range []int{len(m.tokens) - n, 0} {
				part := dateMatcher{matcher{g, m.tokens[from : from+n]}}
				if dates := part.wholeDate(c); len(dates) > 0 {
					begin, end := m.tokens[from].from, m.tokens[from+n-1].to
					return strings.TrimSpace(text[:begin] + text[end:]), text[begin:end], dates
				}
			}
		}
	}
	return text, "", nil
}

// date reads the dates that begin at a token.
func (m dateMatcher) date(at int, fits func(end int, d dateReading)) {
	if t, is := m.tokens[at].instant(); is {
		fits(at+1, dateReading{instant: t})
		return
	}
	m.dateOf(m.dates, at, fits)
}

// dateOf reads the dates of a table that begin at a token.
func (m dateMatcher) dateOf(dates table, at int, fits func(end int, d dateReading)) {
	if !m.mayBegin(at) {
		return
	}
	m.walk(dates, at, func(f form, end int, r reading) {
		if end >= len(m.tokens) || !m.tokens[end].joined || m.beginsWord(end) || kindOf(firstRune(m.tokens[end].text)) == signRune && m.tokens[end].text != "/" {
			fits(end, dateReading{reading: r, form: f})
		}
	})
}

// on is the date that a reading means on a day; several where either can be meant.
func (d dateReading) on(c Calendar) []content.Date {
	if !d.instant.IsZero() {
		zone := c.Zone
		if zone == nil {
			zone = time.UTC
		}
		return []content.Date{content.DateOf(d.instant.In(zone))}
	}
	today := c.Today
	count := d.number
	if count < 0 {
		count = 1 // "in a month", where no word counts it: "через месяц"
	}
	switch n := count * d.form.value; d.form.kind {
	case dateWritten:
		return onDates(c, d.year, time.Month(d.month), d.day)
	case dateEither:
		dates := onDates(c, d.year, time.Month(d.month), d.day)
		if d.day <= 12 && d.day != d.month {
			dates = append(dates, onDates(c, d.year, time.Month(d.day), d.month)...)
		}
		return dates
	case dateDay:
		return nextDay(today, d.day, d.weekday)
	case dateAway:
		return []content.Date{today.Add(d.form.value)}
	case dateAwayN:
		return []content.Date{today.Add(n)}
	case dateAwayMonths:
		return []content.Date{monthsAway(today, n)}
	case dateNextMonth:
		return []content.Date{monthsAway(content.Date{Year: today.Year, Month: today.Month, Day: 1}, d.form.value)}
	case dateFeast, dateFeastLast:
		return d.feastOn(c)
	case dateInMonth:
		return d.inMonth(today)
	case dateFeastDays, dateWeekdayAfterFeast, dateWeekdayBeforeFeast:
		return d.besideFeast(c)
	case dateSwapped:
		if d.day <= 12 {
			return nil // it is read the other way round
		}
		return onDates(c, d.year, time.Month(d.month), d.day)
	}
	return []content.Date{d.weekdayOn(today)}
}

// onDates is a date of a month, in the year that is named or the next year that has
// it from today on.
func onDates(c Calendar, year int, month time.Month, day int) []content.Date {
	if year >= 0 {
		return valid(content.Date{Year: year, Month: month, Day: day})
	}
	for year := c.Today.Year; year < c.Today.Year+9; year++ { // a 29 February is at most eight years away
		if date := (content.Date{Year: year, Month: month, Day: day}); date.Valid() && !date.Before(c.Today) {
			return []content.Date{date}
		}
	}
	return nil
}

func valid(date content.Date) []content.Date {
	if !date.Valid() {
		return nil
	}
	return []content.Date{date}
}

// nextDay is the next date that is a day of its month, from today on, and a day of
// the week where that is not -1.
func nextDay(today content.Date, day, weekday int) []content.Date {
	for ahead := range 12 {
		first := monthsAway(content.Date{Year: today.Year, Month: today.Month, Day: 1}, ahead)
		date := content.Date{Year: first.Year, Month: first.Month, Day: day}
		if date.Valid() && !date.Before(today) && (weekday < 0 || int(date.Weekday()) == weekday) {
			return []content.Date{date}
		}
	}
	return nil
}

// monthsAway is the same day n months later, or the last one of a month that is
// shorter.
func monthsAway(d content.Date, n int) content.Date {
	month := int(d.Month) - 1 + n
	year := d.Year + (month+1200)/12 - 100
	for date := (content.Date{Year: year, Month: time.Month((month+1200)%12 + 1), Day: d.Day}); ; date.Day-- {
		if date.Valid() {
			return date
		}
	}
}

// weekdayOn is the day of the week that is meant.
func (d dateReading) weekdayOn(today content.Date) content.Date {
	ahead := (d.weekday - int(today.Weekday()) + 7) % 7
	switch d.form.kind {
	case dateWeekend:
		return today.Add((int(time.Saturday) - int(today.Weekday()) + 7) % 7)
	case dateWeekdayThis:
		return today.Add(ahead)
	case dateWeekdayOfWeek:
		return today.Add(7*d.form.value + sinceMonday(time.Weekday(d.weekday)) - sinceMonday(today.Weekday()))
	case dateWeekdayLast:
		return today.Add(ahead - 7)
	}
	if ahead == 0 {
		ahead = 7
	}
	if d.form.kind == dateWeekdayAfterNext {
		ahead += 7
	}
	return today.Add(ahead)
}

// sinceMonday is how many days a day of the week comes after Monday, with which a week
// begins.
func sinceMonday(w time.Weekday) int { return (int(w) + 6) % 7 }

// feastOn is when a feast is next, from today on, or was last.
func (d dateReading) feastOn(c Calendar) []content.Date {
	if d.year >= 0 {
		return c.feast(d.feast, d.year)
	}
	var last content.Date
	for year := c.Today.Year - 1; year <= c.Today.Year+2; year++ {
		for _, date := range c.feast(d.feast, year) {
			if d.form.kind == dateFeast && !date.Before(c.Today) {
				return []content.Date{date}
			}
			if date.Before(c.Today) {
				last = date
			}
		}
	}
	if d.form.kind == dateFeastLast && !last.IsZero() {
		return []content.Date{last}
	}
	return nil
}

// feast lists when a feast of the tables is in a year: "easter", "easter +1",
// "12-26".
func (c Calendar) feast(key string, year int) []content.Date {
	name, more, _ := strings.Cut(key, " ")
	offset, _ := strconv.Atoi(more)
	if date, err := content.ParseDate(strconv.Itoa(year) + "-" + name); err == nil {
		return []content.Date{date.Add(offset)}
	}
	if c.Begins == nil {
		return nil
	}
	var dates []content.Date
	for _, date := range c.Begins(name, year) {
		dates = append(dates, date.Add(offset))
	}
	return dates
}
