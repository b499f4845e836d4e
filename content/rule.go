package content

import "time"

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
