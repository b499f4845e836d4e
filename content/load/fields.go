package load

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"prayerbot/content"
)

// number is a whole number that must be there; least where it is wrong.
func (s section) number(name string, least, most int) int {
	text := s.required(name)
	n, err := strconv.Atoi(text)
	if err == nil && n >= least && n <= most {
		return n
	}
	if text != "" {
		s.fault(s.lineOf(name), fmt.Sprintf("%q is not a number for %s.", text, name), fmt.Sprintf("Write a number from %d to %d.", least, most))
	}
	return least
}

// month is the number of a month.
func (s section) month(name string) time.Month { return time.Month(s.number(name, 1, 12)) }

// weekday is the English name of a day of the week.
func (s section) weekday(name string) time.Weekday {
	text := s.oneOf(name, "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
	for w := range time.Saturday + 1 {
		if strings.EqualFold(text, w.String()) {
			return w
		}
	}
	return time.Sunday
}

// oneOf is a text that must be one of the words.
func (s section) oneOf(name string, words ...string) string {
	text := s.required(name)
	if text != "" && !slices.Contains(words, text) {
		s.fault(s.lineOf(name), fmt.Sprintf("%q is not known as %s.", text, name), "Write one of: "+strings.Join(words, ", ")+".")
	}
	return text
}

// date is a date, the zero Date where the field is not there.
func (s section) date(name string) content.Date {
	text := s.text(name)
	if text == "" {
		return content.Date{}
	}
	d, err := content.ParseDate(text)
	if err != nil {
		s.fault(s.lineOf(name), err.Error()+".", "Write the date as 2026-11-24.")
	}
	return d
}

// dates are the dates of a list.
func (s section) dates(name string) []content.Date {
	var all []content.Date
	for i, text := range s.texts(name) {
		d, err := content.ParseDate(text)
		if err != nil {
			s.fault(s.items(name)[i].Line, err.Error()+".", "Write the date as 2026-11-24.")
			continue
		}
		all = append(all, d)
	}
	if len(all) == 0 {
		s.fault(s.lineOf(name), "The rule names no date.", "Write dates: [2026-11-24].")
	}
	return all
}

// yes is true or false, false where the field is not there.
func (s section) yes(name string) bool {
	text := s.text(name)
	if text != "" && text != "true" && text != "false" {
		s.fault(s.lineOf(name), fmt.Sprintf("%q is neither true nor false.", text), "Write true or false.")
	}
	return text == "true"
}
