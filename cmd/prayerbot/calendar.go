package main

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"prayerbot/bot/clock"
	"prayerbot/content"
	"prayerbot/content/search"
)

// calendarCommand writes what there is to pray in a month.
type calendarCommand struct {
	Month  string `placeholder:"2026-12" help:"The month; this one if left out."`
	Format string `enum:"text,ics" default:"text" placeholder:"text|ics" help:"text to read or print, or ics (iCalendar) for a calendar program (default: text)."`
	For    string `placeholder:"NAMES" help:"Countries, regions or lists, such as \"Nigeria, Middle East\"; the whole world if left out."`
}

// Run writes the month to standard output.
func (c *calendarCommand) Run(world surroundings, cfg *Config) error {
	now := clock.System{}.Now()
	m := month{now: now, today: content.DateOf(now)}
	var err error
	if m.first, err = readMonth(c.Month, m.today); err != nil {
		return err
	}
	if m.library, err = loadContent(cfg.Content); err != nil {
		return err
	}
	if m.selection, err = choose(m.library, c.For); err != nil {
		return err
	}
	text := m.text()
	if c.Format == "ics" {
		text = m.ics()
	}
	_, err = fmt.Fprint(world.out, text)
	return err
}

// readMonth is the first day of a month such as 2026-12; today's where none is
// given.
func readMonth(text string, today content.Date) (content.Date, error) {
	if text == "" {
		today.Day = 1
		return today, nil
	}
	first, err := content.ParseDate(text + "-01")
	if err != nil {
		return first, configFaults{fmt.Sprintf("%q is not a month. Write --month 2026-12.", text)}
	}
	return first, nil
}

// choose reads what the month is for.
func choose(library *content.Library, text string) (content.Selection, error) {
	wanted := search.ParseSelection(library, text, search.Fillers{})
	if len(wanted.Unclear) == 0 {
		return wanted.Selection, nil
	}
	unclear, found := wanted.Unclear[0].Text, wanted.Unclear[0].Found
	var names []string
	for _, c := range append(found.Countries, found.Near...) {
		names = append(names, c.Name)
	}
	hint := "Write names such as Nigeria, Middle East."
	if len(names) > 0 {
		hint = "It may be one of: " + strings.Join(names, ", ") + "."
	}
	return wanted.Selection, configFaults{fmt.Sprintf("%q is not clear. %s", unclear, hint)}
}

// A month is a month of points, as far as they may be known today.
type month struct {
	library   *content.Library
	selection content.Selection
	first     content.Date
	today     content.Date
	now       time.Time
}

// days goes through the dates of the month and their points.
func (m month) days(yield func(content.Date, *content.Point) bool) {
	for date := m.first; date.Month == m.first.Month; date = date.Add(1) {
		if p := m.library.Daily(date, m.selection, m.today); p != nil && !yield(date, p) {
			return
		}
	}
}

// names says what the month is for.
func (m month) names() string {
	if m.selection.Whole() {
		return "the whole world"
	}
	var names []string
	for _, key := range m.selection.Countries {
		names = append(names, m.library.Country(key).Name)
	}
	for _, key := range m.selection.Regions {
		names = append(names, m.library.Region(key).Name)
	}
	for _, key := range m.selection.Lists {
		names = append(names, m.library.List(key).Name)
	}
	return strings.Join(names, ", ")
}

// title says what is prayed for on a day: the country or the occasion, and the
// point.
func title(p *content.Point) string {
	if p.Country == nil {
		return p.Occasion.Name + ": " + p.Title
	}
	return p.Country.Name + ": " + p.Title
}

// lines are a point's text and what belongs to it.
func lines(p *content.Point) []string {
	var verses []string
	for _, v := range p.Scripture {
		verses = append(verses, v.Text)
	}
	all := []string{p.Text, "To read: " + strings.Join(verses, "; ")}
	if p.Post != nil && p.Post.NamesChanged {
		all = append(all, "Names were changed.")
	}
	for _, s := range p.Sources {
		all = append(all, strings.TrimSpace("Source: "+s.Publisher+" "+s.Edition))
	}
	return all
}

// text is the month to read or print.
func (m month) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %d\nTo pray for: %s\n", m.first.Month, m.first.Year, m.names())
	m.days(func(date content.Date, p *content.Point) bool {
		fmt.Fprintf(&b, "\n%s %d %s\n%s\n%s\n", date.Weekday(), date.Day, date.Month, title(p), strings.Join(lines(p), "\n"))
		return true
	})
	return b.String()
}

// ics is the month as iCalendar (RFC 5545): an event for each day, that takes
// no time of it. A day's event keeps its UID, so that a month that is read in
// again replaces what it brought before.
func (m month) ics() string {
	cal := ics.NewCalendar()
	cal.SetProductId("-//prayerbot//prayerbot//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName("Prayer for " + m.names())
	m.days(func(date content.Date, p *content.Point) bool {
		day := time.Date(date.Year, date.Month, date.Day, 0, 0, 0, 0, time.UTC)
		e := cal.AddEvent(date.String() + "-" + m.selection.Mark() + "@prayerbot")
		e.SetDtStampTime(m.now)
		e.SetAllDayStartAt(day)
		e.SetAllDayEndAt(day.AddDate(0, 0, 1))
		e.SetSummary(title(p))
		e.SetDescription(strings.Join(lines(p), "\n\n"))
		e.SetTimeTransparency(ics.TransparencyTransparent)
		return true
	})
	return cal.Serialize(ics.WithNewLineWindows)
}
