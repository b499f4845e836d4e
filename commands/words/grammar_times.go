package words

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
)

// The tables of the clock; see form.kind.
const (
	clockNamed = iota // its value is the time
	clockSure
	clockHour
	clockLess
)

// readClock reads the times of day.
func (g *grammar) readClock(t grammarTables) error {
	g.clocks, g.partForms, g.partsJoined = table{}, table{}, table{}
	for i, p := range t.Parts {
		from, to := parseWall(p.From), parseWall(p.To)
		if from < 0 || to < 0 {
			return fmt.Errorf("parts: %q to %q is no part of a day", p.From, p.To)
		}
		one := part{from: from, to: to, moves: p.Moves}
		for _, offer := range p.Offers {
			one.offers = append(one.offers, parseWall(offer))
		}
		g.parts = append(g.parts, one)
		g.partForms.add(newForms(p.Says, i)...)
		for letter, says := range t.PartsJoined {
			if slices.Contains(p.Says, says) {
				g.partsJoined.add(newForm(letter, i))
			}
		}
	}
	g.at = tableOf(newForms(t.At, 0))
	for time, names := range t.Times {
		g.clocks.add(newForms(names, int(parseWall(time)))...)
	}
	for kind, forms := range map[int]map[string]int{clockSure: t.Clock, clockHour: t.Hour, clockLess: t.HourLess} {
		for text, add := range forms {
			for _, whole := range []string{text, text + " {part}", text + "{joined}"} {
				if whole != text && unspacedText(text) {
					break // in such a script the part of the day stands before it
				}
				f := newForm(whole, add)
				f.kind = kind
				g.clocks.add(f)
			}
		}
	}
	return nil
}

// parseWall reads "07:00" and "24:00"; anything else is -1.
func parseWall(text string) record.Wall {
	if text == "24:00" {
		return 24 * 60
	}
	t, err := time.Parse("15:04", text)
	if err != nil {
		return -1
	}
	return record.Wall(t.Hour()*60 + t.Minute())
}

// readDays reads the days of the week.
func (g *grammar) readDays(t grammarTables) error {
	if len(t.Days) != 7 {
		return fmt.Errorf("days: there are %d of 7", len(t.Days))
	}
	g.days, g.daysBrief, g.daySets = tableOf(listed(t.Days)), tableOf(listed(t.DaysBrief)), table{}
	for name, says := range t.DaySets {
		days, err := daySet(name)
		if err != nil {
			return err
		}
		g.daySets.add(newForms(says, int(days))...)
	}
	g.between = tableOf(newForms(t.Between, 0))
	g.each, g.eachAfter = tableOf(newForms(t.Each, 0)), tableOf(newForms(t.EachAfter, 0))
	g.rangeWords, g.series, g.excepts = tableOf(newForms(t.Range, 0)), tableOf(newForms(t.Series, 0)), tableOf(newForms(t.Except, 0))
	g.exceptsAfter = tableOf(newForms(t.ExceptAfter, 0))
	g.every, g.daysPlural = tableOf(newForms(t.Every, 0)), tableOf(newForms(t.DaysPlural, 0))
	g.ends, g.counts = tableOf(newForms(t.Ends, 0)), tableOf(newForms(t.Counts, 0))
	return nil
}

// daySet is a set of days by its name in the tables, or by the numbers of its days.
func daySet(name string) (record.Days, error) {
	named := map[string]record.Days{"every": everyDay, "weekdays": record.Weekdays, "weekends": record.Weekends}
	if days, is := named[name]; is {
		return days, nil
	}
	days := record.Days(0)
	for field := range strings.FieldsSeq(name) {
		n, err := strconv.Atoi(field)
		if err != nil || n < 0 || n > 6 {
			return 0, fmt.Errorf("day_sets: %q names no days", name)
		}
		days = days.With(time.Weekday(n))
	}
	return days, nil
}
