package schedule

import (
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// takeTime finds the time of day at the beginning or the end of a phrase and
// returns the rest. found is false where the phrase holds no time.
func takeTime(s *session.Session, phrase string) (at record.Wall, rest string, found bool, err error) {
	fields := strings.Fields(phrase)
	for n := min(2, len(fields)); n > 0; n-- {
		if w, ok := words.ParseTime(strings.Join(fields[:n], " ")); ok {
			return w, strings.Join(fields[n:], " "), true, nil
		}
		if w, ok := words.ParseTime(strings.Join(fields[len(fields)-n:], " ")); ok {
			return w, strings.Join(fields[:len(fields)-n], " "), true, nil
		}
	}
	for _, f := range fields {
		if words.LooksLikeTime(f) {
			return 0, "", false, s.Problem("problem.time", words.With{"Text": session.Quote(f)})
		}
	}
	return 0, phrase, false, nil
}

// parseDays reads a set of weekdays; "" and "every day" are all of them.
func parseDays(s *session.Session, typed string) (record.Days, error) {
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
