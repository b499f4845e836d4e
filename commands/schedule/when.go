package schedule

import (
	"slices"
	"strconv"
	"time"

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

// parseDays reads a set of weekdays; every day is none of them.
func parseDays(s *session.Session, typed string) (record.Days, error) {
	if days, is := keyedDays(typed); is {
		return days, nil
	}
	days, is := s.Own.ReadDays(typed)
	if !is {
		return 0, s.Problem("problem.days", words.With{"Text": session.Quote(typed)})
	}
	return days, nil
}

// anyDay is a day on which a text is looked at for whether it is a date at all.
var anyDay = content.Date{Year: 2024, Month: time.February, Day: 29}

// parseDates reads the date until which something is paused: after today, and
// within a year. There are two where either can be meant.
func parseDates(s *session.Session, typed string, chat record.Chat) ([]content.Date, error) {
	today := chat.Today(s.Request.Now)
	dates, is := s.Dates(typed, today, chat.Location())
	if !is {
		return nil, s.Problem("problem.date", words.With{"Text": session.Quote(typed)})
	}
	first := dates[0]
	dates = slices.DeleteFunc(dates, func(d content.Date) bool { return !today.Before(d) || today.Add(366).Before(d) })
	switch {
	case len(dates) > 0:
		return dates, nil
	case !today.Before(first):
		return nil, s.Problem("problem.date_past", words.With{"Date": s.Date(first), "Example": today.Add(7).String()})
	}
	return nil, s.Problem("problem.date_far", words.With{"Date": s.Date(first)})
}
