package content

import (
	"time"
)

// A Rule says on which dates an occasion begins. It is one of the kinds below;
// what a kind does not use is zero.
type Rule struct {
	Kind     RuleKind
	Month    time.Month
	Day      int
	Last     Date // the last day of a range; its year does not count
	Weekday  time.Weekday
	Nth      int  // of the month: 1 is the first
	Orthodox bool // counts from the Orthodox Easter Day instead of the Western one
	Offset   int  // days from Easter Day or the first Sunday of Advent, negative before
	Dates    []Date
}

// RuleKind names how a Rule finds its dates.
type RuleKind string

// The kinds of rules.
const (
	RuleFixed   RuleKind = "fixed"         // Month and Day, every year
	RuleRange   RuleKind = "range"         // from Month and Day to Last, every year
	RuleWeekday RuleKind = "nth_weekday"   // the Nth Weekday of Month
	RuleEaster  RuleKind = "easter_offset" // Offset from Easter Day
	RuleAdvent  RuleKind = "advent_offset" // Offset from the first Sunday of Advent
	RuleDates   RuleKind = "dates"         // the Dates alone: a day that is announced each year
)

// Begins lists the days of a year on which the rule begins; one for most
// rules.
func (r Rule) Begins(year int) []Date {
	switch r.Kind {
	case RuleFixed, RuleRange:
		return []Date{{year, r.Month, r.Day}}
	case RuleWeekday:
		first := Date{year, r.Month, 1}
		ahead := (int(r.Weekday) - int(first.Weekday()) + 7) % 7
		return []Date{first.Add(ahead + 7*(r.Nth-1))}
	case RuleEaster:
		if r.Orthodox {
			return []Date{OrthodoxEaster(year).Add(r.Offset)}
		}
		return []Date{Easter(year).Add(r.Offset)}
	case RuleAdvent:
		return []Date{Advent(year).Add(r.Offset)}
	}
	var dates []Date
	for _, d := range r.Dates {
		if d.Year == year {
			dates = append(dates, d)
		}
	}
	return dates
}

// length is how many days the rule itself lasts from one of its beginnings.
func (r Rule) length(first Date) int {
	if r.Kind != RuleRange {
		return 1
	}
	last := Date{first.Year, r.Last.Month, r.Last.Day}
	if last.Before(first) {
		last.Year++
	}
	return last.Days() - first.Days() + 1
}

// rule reads a rule; a wrong one is a fault.
func (f file) rule(s section) Rule {
	s = f.section(s.fields["rule"], "type", "month", "day", "end_month", "end_day", "weekday", "n", "calendar", "days", "dates")
	r := Rule{Kind: RuleKind(s.oneOf("type", "fixed", "range", "nth_weekday", "easter_offset", "advent_offset", "dates"))}
	switch r.Kind {
	case RuleFixed:
		r.Month, r.Day = s.month("month"), s.number("day", 1, 31)
	case RuleRange:
		r.Month, r.Day = s.month("month"), s.number("day", 1, 31)
		r.Last.Month, r.Last.Day = s.month("end_month"), s.number("end_day", 1, 31)
	case RuleWeekday:
		r.Month, r.Weekday, r.Nth = s.month("month"), s.weekday("weekday"), s.number("n", 1, 4)
	case RuleEaster:
		r.Orthodox = s.oneOf("calendar", "western", "orthodox") == "orthodox"
		r.Offset = s.number("days", -120, 120)
	case RuleAdvent:
		r.Offset = s.number("days", -120, 120)
	case RuleDates:
		r.Dates = s.dates("dates")
	}
	s.checkDay(r)
	return r
}

// checkDay refuses a day that its month does not have every year.
func (s section) checkDay(r Rule) {
	const common = 2027 // a year that is no leap year
	if r.Kind == RuleRange && !(Date{common, r.Last.Month, r.Last.Day}).Valid() {
		s.fault(s.lineOf("end_day"), "The range ends on a day that is not there every year.", "Write a day that the month has.")
	}
	if (r.Kind == RuleFixed || r.Kind == RuleRange) && !(Date{common, r.Month, r.Day}).Valid() {
		s.fault(s.lineOf("day"), "That day is not there every year.", "Write a day that the month has.")
	}
}
