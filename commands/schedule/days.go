package schedule

import (
	"strconv"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// argWeekdays are the days that were chosen in a form, by their numbers (1 is Monday, 7
// Sunday), as reply.JoinKeys writes them.
const argWeekdays = "weekdays"

// daysForm asks for all days at once; of the points of a week for one.
func (p panel) daysForm() *reply.Form {
	f := reply.Field{Name: argWeekdays, Label: p.s.Say("subscription.days"), Kind: reply.SomeOf}
	if p.sub.Week {
		f.Kind = reply.OneOf
	}
	for n := 1; n <= 7; n++ {
		day := time.Weekday(n % 7)
		f.Options = append(f.Options, reply.Option{Key: strconv.Itoa(n), Label: p.s.Weekday(day), Chosen: p.sub.Days.Has(day)})
	}
	return &reply.Form{Title: p.s.Say("button.change_days"), Do: p.line(stepDays), Fields: []reply.Field{f}}
}

// takeWeekdays makes the days that were chosen in a form those that are wished for. A
// Problem says that a key is no day's.
func takeWeekdays(s *session.Session) error {
	var days record.Days
	for _, key := range reply.SplitKeys(s.Arg(argWeekdays)) {
		n, err := strconv.Atoi(key)
		if err != nil || n < 1 || n > 7 {
			return s.Problem("problem.button")
		}
		days = days.With(time.Weekday(n % 7))
	}
	switch days {
	case 0:
		return nil
	case allDays:
		days = 0
	}
	s.SetArg(argOn, daysKey(days))
	return nil
}
