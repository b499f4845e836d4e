package schedule

import (
	"strconv"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// daysKey names a set of days where no language matters.
func daysKey(days record.Days) string { return reply.Keyed(strconv.Itoa(int(days))) }

// keyedDays reads what daysKey writes.
func keyedDays(text string) (record.Days, bool) {
	key, is := reply.ReadKeyed(text)
	n, err := strconv.ParseUint(key, 10, 7)
	return record.Days(n), is && err == nil
}

// parseDays reads a set of weekdays; "" and "every day" are all of them.
func parseDays(s *session.Session, typed string) (record.Days, error) {
	if days, is := keyedDays(typed); is {
		return days, nil
	}
	text := strings.ToLower(strings.TrimSpace(typed))
	switch text {
	case "", "daily", "every day", "everyday", "all", "all days":
		return 0, nil
	case "weekdays", "weekday", "working days":
		return record.Weekdays, nil
	case "weekends", "weekend", "the weekend":
		return record.Weekends, nil
	}
	var days record.Days
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		if word == "and" {
			continue
		}
		set, ok := words.ParseDayRange(word)
		if !ok {
			return 0, s.Problem("problem.days", words.With{"Text": session.Quote(typed)})
		}
		days |= set
	}
	if days == record.Weekdays|record.Weekends {
		days = 0
	}
	return days, nil
}

// parseDate reads the date until which something is paused: after today, and
// within a year.
func parseDate(s *session.Session, typed string, today content.Date) (content.Date, error) {
	date, ok := words.ReadDate(strings.TrimSpace(typed), today)
	switch {
	case !ok:
		return date, s.Problem("problem.date", words.With{"Text": session.Quote(typed)})
	case !today.Before(date):
		return date, s.Problem("problem.date_past", words.With{"Date": s.Date(date), "Example": today.Add(7).String()})
	case today.Add(366).Before(date):
		return date, s.Problem("problem.date_far", words.With{"Date": s.Date(date)})
	}
	return date, nil
}
