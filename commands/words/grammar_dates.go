package words

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// The tables of dates; see form.kind.
const (
	dateWritten = iota
	dateEither
	dateDay
	dateAway
	dateAwayN
	dateAwayMonths
	dateNextMonth
	dateWeekdayNext
	dateWeekdayThis
	dateWeekdayAfterNext
	dateWeekdayLast
	dateWeekend
	dateWeekdayOfWeek
	dateFeast
	dateFeastLast
	dateInMonth
	dateSwapped
	dateFeastDays
	dateWeekdayAfterFeast
	dateWeekdayBeforeFeast
)

// readDates reads the dates.
func (g *grammar) readDates(t grammarTables) error {
	if len(t.Months) != 12 {
		return fmt.Errorf("months: there are %d of 12", len(t.Months))
	}
	g.months, g.ordinals, g.ordinalNumbers = tableOf(listed(t.Months)), tableOf(newForms(t.Ordinals, 0)), tableOf(numberForms(t.OrdinalWords))
	g.dateBefore, g.dates, g.minutesAway = tableOf(newForms(t.DateBefore, 0)), table{}, table{}
	g.feastForms, g.feastKeys = namedForms(t.Feasts)
	add := func(kind, value int, texts ...string) {
		for _, f := range newForms(texts, value) {
			f.kind = kind
			g.dates.add(f)
		}
	}
	add(dateWritten, 0, t.DateForms...)
	for _, text := range t.DateEither {
		add(dateEither, 0, strings.ReplaceAll(text, "{mo}", "{either}"))
	}
	add(dateDay, 0, t.DayForms...)
	g.datesAlone = table{}
	for _, f := range newForms(t.DateAlone, 0) {
		f.kind = dateDay
		g.datesAlone.add(f)
	}
	add(dateNextMonth, 1, t.NextMonth...)
	add(dateNextMonth, -1, t.LastMonth...)
	add(dateSwapped, 0, t.DateSwapped...)
	add(dateWeekdayAfterFeast, 0, t.FeastWeekday["after"]...)
	add(dateWeekdayBeforeFeast, 0, t.FeastWeekday["before"]...)
	if err := g.readInMonth(t, add); err != nil {
		return err
	}
	add(dateWeekend, 0, t.Weekend...)
	for i, name := range []string{"next", "this", "after_next", "last"} {
		add(dateWeekdayNext+i, 0, t.Weekday[name]...)
	}
	for _, before := range append(slices.Clip(t.FeastBefore), "") {
		add(dateFeast, 0, strings.TrimSpace(before+" {feast}"), strings.TrimSpace(before+" {feast} {yyyy}"))
	}
	for _, before := range t.FeastLast {
		add(dateFeastLast, 0, before+" {feast}")
	}
	for kind, forms := range map[int]map[string][]string{dateAway: t.Away, dateAwayN: t.AwayN, dateAwayMonths: t.AwayMonths, dateFeastDays: t.FeastDays, dateWeekdayOfWeek: t.OfWeek} {
		if err := eachNumber(forms, func(n int, texts []string) { add(kind, n, texts...) }); err != nil {
			return err
		}
	}
	return eachNumber(t.MinutesAway, func(n int, texts []string) { g.minutesAway.add(newForms(texts, n)...) })
}

// eachNumber walks over a table by numbers.
func eachNumber(numbered map[string][]string, do func(n int, texts []string)) error {
	for _, key := range slices.Sorted(maps.Keys(numbered)) {
		n, err := strconv.Atoi(key)
		if err != nil {
			return fmt.Errorf("%q is no number", key)
		}
		do(n, numbered[key])
	}
	return nil
}
