package words

import (
	"fmt"
	"strconv"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// Date writes a date with its weekday.
func (v Voice) Date(d content.Date) string {
	return v.Say("date.full", v.DateParts(d))
}

// DateParts are the parts of a date as the sentences of dates name them.
func (v Voice) DateParts(d content.Date) With {
	day := strconv.Itoa(d.Day)
	if d.Day == 1 {
		day = v.Say("date.first")
	}
	return With{
		"Weekday": v.Weekday(d.Weekday()),
		"Day":     day,
		"Month":   v.Say("month." + strconv.Itoa(int(d.Month))),
		"Year":    d.Year,
	}
}

// PlainDate writes what a source gives as its date: a date without weekday,
// a month, or a year.
func (v Voice) PlainDate(text string) string {
	if d, err := content.ParseDate(text); err == nil {
		return v.Say("date.plain", v.DateParts(d))
	}
	if d, err := content.ParseDate(text + "-01"); err == nil {
		parts := v.DateParts(d)
		parts["Month"] = v.formOf("month", "alone", int(d.Month))
		return v.Say("date.month", parts)
	}
	return text
}

// formOf is one of a numbered group of names in another form, such as month_alone for a
// month without its day, where the language has one; else the name itself.
func (v Voice) formOf(group, form string, n int) string {
	name := "." + strconv.Itoa(n)
	if text := v.find(&i18n.LocalizeConfig{MessageID: group + "_" + form + name}); text != "" {
		return text
	}
	return v.Say(group + name)
}

// Moment writes an instant as the clocks of a zone show it.
func (v Voice) Moment(t time.Time, zone *time.Location) string {
	t = t.In(zone)
	return v.Say("date.time", v.DateParts(content.DateOf(t)), With{"Time": v.ClockOf(t)})
}

// Clock writes a time of day.
func (v Voice) Clock(w record.Wall) string {
	two := func(n record.Wall) string { return fmt.Sprintf("%02d", int(n)) }
	return v.Say("date.clock", With{"Hour": two(w / 60), "Minute": two(w % 60)})
}

// ClockOf writes the time of day of an instant, in its own zone.
func (v Voice) ClockOf(t time.Time) string {
	return v.Clock(record.Wall(t.Hour()*60 + t.Minute()))
}

// Weekday is the name of a day of the week.
func (v Voice) Weekday(w time.Weekday) string { return v.Say("weekday." + strconv.Itoa(int(w))) }

// Days writes a set of days.
func (v Voice) Days(d record.Days) string {
	switch d {
	case 0, record.Weekdays | record.Weekends:
		return v.Say("days.every")
	case record.Weekdays:
		return v.Say("days.weekdays")
	case record.Weekends:
		return v.Say("days.weekends")
	}
	var names []string
	declined := false // "по средам и пятницам": one word stands before all of them
	for i := range 7 {
		if w := time.Weekday((i + 1) % 7); d.Has(w) {
			names = append(names, v.formOf("weekday", "each", int(w)))
			declined = names[len(names)-1] != v.Weekday(w)
		}
	}
	if len(names) == 1 || declined {
		return v.Say("days.single", With{"Weekday": v.List(names)})
	}
	return v.List(names)
}
