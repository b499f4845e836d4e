package web

import (
	"net/http"
	"time"

	ics "github.com/arran4/golang-ical"

	"prayerbot/commands/reply"
	"prayerbot/content"
)

// calendarBack is how many days back a calendar goes: what is older, a program that
// subscribed has already.
const calendarBack = 31

// calendar is a calendar to subscribe to: an event for each day of a month back and a
// month ahead, for a selection, that takes no time of the day. A day's event keeps its
// name, so that one that changes takes the place of what it was.
func (b builder) calendar() (*madePage, error) {
	sel, is := b.reader.Selection(b.place.query)
	if !is {
		return b.drawn(b.missing(), http.StatusNotFound)
	}
	changed := b.changed()
	cal := ics.NewCalendar()
	cal.SetProductId("-//prayerbot//prayerbot//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(b.reader.CalendarName(sel))
	cal.SetRefreshInterval("PT12H")
	cal.SetXPublishedTTL("PT12H")
	for ahead := -calendarBack; b.reader.Covers(b.reader.Today().Add(ahead)); ahead++ {
		date := b.reader.Today().Add(ahead)
		if answer, is := b.reader.Day(date, sel); is {
			b.event(cal, sel, date, answer, changed)
		}
	}
	return b.program("text/calendar; charset=utf-8", []byte(cal.Serialize(ics.WithNewLineWindows)), changed), nil
}

// event adds the point of a day.
func (b builder) event(cal *ics.Calendar, sel content.Selection, date content.Date, answer reply.Reply, changed time.Time) {
	e := cal.AddEvent(date.String() + "-" + sel.Mark() + "@prayerbot")
	e.SetDtStampTime(changed)
	e.SetModifiedAt(changed)
	e.SetAllDayStartAt(midnight(date))
	e.SetAllDayEndAt(midnight(date.Add(1)))
	e.SetSummary(answer.Title)
	e.SetDescription(lines(answer.Blocks))
	e.SetURL(b.eventURL(sel, date, answer))
	e.SetTimeTransparency(ics.TransparencyTransparent)
}

// eventURL is the page of a day's point: that of the day where it is everybody's, else
// that of the point itself.
func (b builder) eventURL(sel content.Selection, date content.Date, answer reply.Reply) string {
	path := "days/" + date.String()
	if !sel.Whole() && len(answer.About) > 0 {
		path = "points/" + answer.About[0]
	}
	return b.cfg.URL + address(b.place.language, path)
}

// changed is when what is told may have changed last: when its library came into force
// here, or when the day began.
func (b builder) changed() time.Time {
	b.pages.mu.Lock()
	defer b.pages.mu.Unlock()
	if b.pages.library != b.reader.Library() {
		b.pages.library, b.pages.since = b.reader.Library(), b.cfg.Clock.Now().UTC().Truncate(time.Second)
	}
	if day := midnight(b.reader.Today()); day.After(b.pages.since) {
		return day
	}
	return b.pages.since
}

// lines are the paragraphs of a reply as plain text.
func lines(blocks []reply.Block) string {
	text := ""
	for _, block := range blocks {
		switch block.Kind {
		case reply.Paragraph:
			text += block.Text + "\n\n"
		case reply.Verse, reply.Links:
			for _, i := range block.Items {
				text += i.Text + "\n"
			}
		}
	}
	return text
}
