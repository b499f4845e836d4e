package load

import "prayerbot/content"

// rule reads a rule; a wrong one is a fault.
func (f file) rule(s section) content.Rule {
	s = f.section(s.fields["rule"], "type", "month", "day", "end_month", "end_day", "weekday", "n", "calendar", "days", "dates")
	r := content.Rule{Kind: content.RuleKind(s.oneOf("type", "fixed", "range", "nth_weekday", "easter_offset", "advent_offset", "dates"))}
	switch r.Kind {
	case content.RuleFixed:
		r.Month, r.Day = s.month("month"), s.number("day", 1, 31)
	case content.RuleRange:
		r.Month, r.Day = s.month("month"), s.number("day", 1, 31)
		r.Last.Month, r.Last.Day = s.month("end_month"), s.number("end_day", 1, 31)
	case content.RuleWeekday:
		r.Month, r.Weekday, r.Nth = s.month("month"), s.weekday("weekday"), s.number("n", 1, 4)
	case content.RuleEaster:
		r.Orthodox = s.oneOf("calendar", "western", "orthodox") == "orthodox"
		r.Offset = s.number("days", -120, 120)
	case content.RuleAdvent:
		r.Offset = s.number("days", -120, 120)
	case content.RuleDates:
		r.Dates = s.dates("dates")
	}
	checkDay(s, r)
	return r
}

// checkDay refuses a day that its month does not have every year.
func checkDay(s section, r content.Rule) {
	const common = 2027 // a year that is no leap year
	if r.Kind == content.RuleRange && !(content.Date{Year: common, Month: r.Last.Month, Day: r.Last.Day}).Valid() {
		s.fault(s.lineOf("end_day"), "The range ends on a day that is not there every year.", "Write a day that the month has.")
	}
	if (r.Kind == content.RuleFixed || r.Kind == content.RuleRange) && !(content.Date{Year: common, Month: r.Month, Day: r.Day}).Valid() {
		s.fault(s.lineOf("day"), "That day is not there every year.", "Write a day that the month has.")
	}
}
