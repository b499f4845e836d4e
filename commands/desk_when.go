package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// commonTimes are offered when something is to be sent later.
var commonTimes = []Wall{7 * 60, 12 * 60, 19 * 60}

// farthest is how far ahead something can be scheduled, in days: within
// TrailLife, whatever the clocks do, because the trail says at its time who
// agreed to it.
const farthest = 88

// zoneOf is the zone whose clock a draft's times are told by: that of the chat
// where it was drafted.
func (c *Core) zoneOf(ctx context.Context, draft Announcement) (*time.Location, error) {
	chat, err := c.Store.Chat(ctx, draft.From)
	if err != nil {
		return nil, fmt.Errorf("read the chat: %w", err)
	}
	return chat.zone(), nil
}

// askWhen offers the next common times.
func (c *Core) askWhen(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	zone, err := c.zoneOf(ctx, draft)
	if err != nil {
		return Reply{}, err
	}
	var times []time.Time
	for _, wall := range commonTimes {
		if at, ok := a.nextAt(wall, zone); ok {
			times = append(times, at)
		}
	}
	slices.SortFunc(times, time.Time.Compare)
	var row []Button
	for _, at := range times {
		row = append(row, Button{Label: a.briefMoment(at, zone), Do: draft.do("at", at.UTC().Format(buttonTime))})
	}
	return Reply{
		Title: a.say("announce.when"),
		Blocks: []Block{
			{Kind: Paragraph, Text: a.say("announce.when_zone", words.With{"Zone": zone.String(), "Time": a.clock(zone)})},
			{Kind: Paragraph, Text: a.say("announce.when_typed")},
			{Kind: Paragraph, Text: "/announce schedule " + draft.ID + " 19:00"},
		},
		Buttons: [][]Button{row, {{Label: a.say("button.preview"), Do: draft.do("show")}}},
		Show:    InPlace,
	}, nil
}

// buttonTime is how a button names a moment, in UTC.
const buttonTime = "2006-01-02T15:04"

// nextAt is when the clocks of a zone show a wall time next.
func (a *ask) nextAt(wall Wall, zone *time.Location) (time.Time, bool) {
	today := content.DateOf(a.req.Now.In(zone))
	for days := range 3 {
		at, ok := Instant(today.Add(days), wall, zone)
		if ok && at.After(a.req.Now) {
			return at, true
		}
	}
	return time.Time{}, false
}

// briefMoment writes a moment of the next days: "Friday 19:00".
func (a *ask) briefMoment(at time.Time, zone *time.Location) string {
	at = at.In(zone)
	parts := a.dateParts(content.DateOf(at))
	return fmt.Sprint(parts["Weekday"]) + " " + at.Format("15:04")
}

// scheduleDraft is /announce schedule: a time, and perhaps a date.
func (c *Core) scheduleDraft(ctx context.Context, a *ask, id, when string) (Reply, error) {
	draft, err := c.found(ctx, a, id)
	if err != nil {
		return Reply{}, err
	}
	if err := c.mayDecide(ctx, a, draft); err != nil {
		return Reply{}, err
	}
	switch {
	case a.person().String() != draft.Person:
		return Reply{}, a.problem("problem.not_yours")
	case draft.Sent():
		return Reply{}, a.problem("announce.sent_before")
	case draft.State == StateCancelled || draft.Corrects != "":
		return Reply{}, a.problem("announce.gone")
	}
	zone, err := c.zoneOf(ctx, draft)
	if err != nil {
		return Reply{}, err
	}
	at, err := a.parseMoment(when, zone)
	if err != nil {
		return Reply{}, err
	}
	return a.secretly(c.scheduleFor(ctx, a, draft, at))
}

// parseMoment reads "19:00", "tomorrow 19:00" or "2026-12-24 19:00" as the
// clocks of a zone show it.
func (a *ask) parseMoment(text string, zone *time.Location) (time.Time, error) {
	wall, rest, found := momentWall(text)
	if !found {
		return time.Time{}, a.problem("problem.when", words.With{"Text": quote(text)})
	}
	if rest == "" {
		if at, ok := a.nextAt(wall, zone); ok {
			return at, nil
		}
	}
	today := content.DateOf(a.req.Now.In(zone))
	date, ok := today, true
	if !strings.EqualFold(rest, "today") {
		date, ok = readDate(rest, today)
	}
	at, exists := Instant(date, wall, zone)
	switch {
	case !ok || !exists:
		return time.Time{}, a.problem("problem.when", words.With{"Text": quote(text)})
	case !at.After(a.req.Now):
		return time.Time{}, a.problem("problem.when_past", words.With{"When": a.fullMoment(at, zone)})
	case today.Add(farthest).Before(date):
		return time.Time{}, a.problem("problem.when_far", words.With{"Days": farthest})
	}
	return at, nil
}

// momentWall takes the time of day off the end, or the beginning, of a text.
func momentWall(text string) (at Wall, rest string, found bool) {
	fields := strings.Fields(text)
	for n := min(2, len(fields)); n > 0; n-- {
		if w, ok := parseTime(strings.Join(fields[len(fields)-n:], " ")); ok {
			return w, strings.Join(fields[:len(fields)-n], " "), true
		}
		if w, ok := parseTime(strings.Join(fields[:n], " ")); ok {
			return w, strings.Join(fields[n:], " "), true
		}
	}
	return 0, "", false
}

// fullMoment writes a moment with its date and zone.
func (a *ask) fullMoment(at time.Time, zone *time.Location) string {
	at = at.In(zone)
	return a.say("date.moment", words.With{"Date": a.date(content.DateOf(at)), "Time": at.Format("15:04"), "Zone": zone.String()})
}

// scheduleAt is the button of a common time.
func (c *Core) scheduleAt(ctx context.Context, a *ask, draft Announcement, when string) (Reply, error) {
	at, err := time.Parse(buttonTime, when)
	if err != nil || !at.After(a.req.Now) || at.After(a.req.Now.AddDate(0, 0, farthest)) {
		return Reply{}, a.problem("problem.button")
	}
	return c.scheduleFor(ctx, a, draft, at)
}

// scheduleFor schedules a draft, as its author asks; where somebody else has to
// agree, once they have.
func (c *Core) scheduleFor(ctx context.Context, a *ask, draft Announcement, at time.Time) (Reply, error) {
	next := draft
	next.At = at.UTC()
	v, err := c.cleared(ctx, a, next)
	switch {
	case err != nil:
		return Reply{}, err
	case v != goes:
		return c.askAgreement(ctx, a, draft, next, v)
	}
	return c.book(ctx, a, draft, next)
}

// book schedules what became of a draft. The trail has it first: Release asks
// it who agreed.
func (c *Core) book(ctx context.Context, a *ask, was, next Announcement) (Reply, error) {
	n, err := c.Store.Audience(ctx, next)
	if err != nil {
		return Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	if n == 0 {
		return Reply{}, a.problem("announce.preview_none")
	}
	next = next.edition(EventSchedule, a.req.Now)
	next.Reach, next.Agreed = n, a.person().String() != next.Person
	if err := c.record(ctx, next, DeedScheduled, a.person().String(), a.req.Now); err != nil {
		return Reply{}, err
	}
	if next, err = c.keep(ctx, a, was, next); err != nil {
		return Reply{}, err
	}
	return c.scheduledReply(ctx, a, next)
}

// scheduledReply says when something will be sent, and to how many by now.
func (c *Core) scheduledReply(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	zone, err := c.zoneOf(ctx, draft)
	if err != nil {
		return Reply{}, err
	}
	n, err := c.Store.Audience(ctx, draft)
	if err != nil {
		return Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	buttons := []Button{{Label: a.say("button.cancel"), Do: draft.do("cancel")}}
	if a.person().String() == draft.Person {
		buttons = append([]Button{{Label: a.say("button.now_instead"), Do: draft.do("now")}, {Label: a.say("button.when"), Do: draft.do("when")}}, buttons...)
	}
	text := a.count("announce.scheduled", n, words.With{"When": a.fullMoment(draft.At, zone)})
	return Reply{
		Blocks: []Block{
			{Kind: Paragraph, Text: text},
			{Kind: Foreign, Text: draft.Text},
			{Kind: Note, Text: a.say("announce.scheduled_how")},
		},
		Buttons: [][]Button{buttons},
		Show:    InPlace,
	}, nil
}
