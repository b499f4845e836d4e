package words

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// timeForm is a time of day as people type it: 07:00, 7.30, 19h30, 7am, 7 pm.
var timeForm = regexp.MustCompile(`(?i)^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$`)

// ParseTime reads a time of day. A bare hour is no time: "7" may be morning
// or evening.
func ParseTime(s string) (record.Wall, bool) {
	m := timeForm.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil || m[2] == "" && m[3] == "" {
		return 0, false
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi("0" + m[2])
	if half := strings.ToLower(m[3]); half != "" {
		if hour < 1 || hour > 12 {
			return 0, false
		}
		hour %= 12
		if half[0] == 'p' {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return 0, false
	}
	return record.Wall(hour*60 + minute), true
}

// LooksLikeTime tells whether a word was meant as a time, so that a wrong one
// is named as such: it begins with a digit and is no zone.
func LooksLikeTime(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

// dayNames are the beginnings by which a weekday is known.
var dayNames = map[string]time.Weekday{
	"su": time.Sunday, "mo": time.Monday, "tu": time.Tuesday, "we": time.Wednesday,
	"th": time.Thursday, "fr": time.Friday, "sa": time.Saturday,
}

// ParseDayRange reads "mon", "Mondays" or "mon-fri".
func ParseDayRange(word string) (record.Days, bool) {
	from, to, ranged := strings.Cut(word, "-")
	first, ok := day(from)
	if !ok {
		return 0, false
	}
	last := first
	if ranged {
		if last, ok = day(to); !ok {
			return 0, false
		}
	}
	days := record.Days(0).With(first)
	for w := first; w != last; {
		w = (w + 1) % 7
		days = days.With(w)
	}
	return days, true
}

func day(word string) (time.Weekday, bool) {
	if len(word) < 2 {
		return 0, false
	}
	w, ok := dayNames[word[:2]]
	full := strings.ToLower(w.String())
	whole := strings.HasPrefix(full, strings.TrimSuffix(word, "s")) || word == full+"s" || word == "thurs" || word == "tues"
	return w, ok && whole
}

// dateForms are the forms in which people write a date; those without a year
// mean the next such date.
var dateForms = []string{"2006-01-02", "2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006", "2 January", "2 Jan", "January 2", "Jan 2", "02.01.2006", "2.1.2006"}

// ReadDate reads a date as people write it; one without a year is the next such date
// after today.
func ReadDate(s string, today content.Date) (content.Date, bool) {
	if strings.EqualFold(s, "tomorrow") {
		return today.Add(1), true
	}
	if w, ok := day(strings.ToLower(s)); ok {
		return today.Add((int(w-today.Weekday())+6)%7 + 1), true
	}
	s = strings.NewReplacer(",", "", "  ", " ").Replace(s)
	for _, form := range dateForms {
		t, err := time.Parse(form, s)
		if err != nil {
			continue
		}
		date := content.DateOf(t)
		if date.Year == 0 {
			date.Year = today.Year
			if !today.Before(date) {
				date.Year++
			}
		}
		return date, true
	}
	return content.Date{}, false
}
