package commands

import (
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// name is a country's name in the asker's language, as CLDR gives it; the
// house's own name in English.
func (a *ask) name(c *content.Country) string {
	lang, _, _ := strings.Cut(a.voice.Language, "-")
	if name := c.Names[a.voice.Language]; name != "" {
		return name
	}
	if name := c.Names[lang]; name != "" && lang != "en" {
		return name
	}
	return c.Name
}

// flag is the two regional indicator symbols that show a country's flag.
func flag(c *content.Country) string {
	var b strings.Builder
	for _, r := range c.Key {
		b.WriteRune('\U0001F1E6' + r - 'A')
	}
	return b.String()
}

// date writes a date with its weekday.
func (a *ask) date(d content.Date) string {
	return a.say("date.full", a.dateParts(d))
}

func (a *ask) dateParts(d content.Date) words.With {
	return words.With{
		"Weekday": a.say("weekday." + strconv.Itoa(int(d.Weekday()))),
		"Day":     d.Day,
		"Month":   a.say("month." + strconv.Itoa(int(d.Month))),
		"Year":    d.Year,
	}
}

// plainDate writes what a source gives as its date: a date without weekday,
// a month, or a year.
func (a *ask) plainDate(text string) string {
	if d, err := content.ParseDate(text); err == nil {
		return a.say("date.plain", a.dateParts(d))
	}
	if d, err := content.ParseDate(text + "-01"); err == nil {
		return a.say("date.month", a.dateParts(d))
	}
	return text
}

// moment writes an instant as the clocks of a zone show it.
func (a *ask) moment(t time.Time, zone *time.Location) string {
	t = t.In(zone)
	return a.say("date.time", a.dateParts(content.DateOf(t)), words.With{"Time": t.Format("15:04")})
}

// clock writes the time of day of a zone.
func (a *ask) clock(zone *time.Location) string { return a.req.Now.In(zone).Format("15:04") }

// city makes a zone's name readable: "Lagos" for Africa/Lagos.
func city(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")
}

// selection writes what a selection holds.
func (a *ask) selection(s content.Selection) string {
	if s.Whole() {
		return a.say("selection.whole")
	}
	var names []string
	for _, key := range s.Countries {
		if c := a.lib.Country(key); c != nil {
			names = append(names, a.name(c))
		}
	}
	for _, key := range s.Regions {
		if r := a.lib.Region(key); r != nil {
			names = append(names, r.Name)
		}
	}
	for _, key := range s.Lists {
		if list := a.lib.List(key); list != nil {
			names = append(names, list.Name)
		}
	}
	return a.voice.List(names)
}

// weekdays and weekends are the two sets that have a name.
const (
	weekdays Days = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday
	weekends Days = 1<<time.Saturday | 1<<time.Sunday
)

// days writes a set of days.
func (a *ask) days(d Days) string {
	switch d {
	case 0, weekdays | weekends:
		return a.say("days.every")
	case weekdays:
		return a.say("days.weekdays")
	case weekends:
		return a.say("days.weekends")
	}
	var names []string
	for i := range 7 {
		if w := time.Weekday((i + 1) % 7); d.Has(w) {
			names = append(names, a.say("weekday."+strconv.Itoa(int(w))))
		}
	}
	return a.voice.List(names)
}

// quote shortens what somebody typed, so that it can be said back in one line.
func quote(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// label shortens a text to what a button can show.
func label(s string) string {
	if r := []rune(s); len(r) > 40 {
		return strings.TrimRight(string(r[:39]), " ") + "…"
	}
	return s
}
