package announce

import (
	"context"
	"fmt"
	"slices"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// commonTimes are offered when something is to be sent later.
var commonTimes = []record.Wall{7 * 60, 12 * 60, 19 * 60}

// farthest is how far ahead something can be scheduled, in days: within
// AuditLife, whatever the clocks do, because the audit log says at its time who
// agreed to it.
const farthest = 88

// zoneOf is the zone whose clock a draft's times are told by: that of the chat
// where it was drafted.
func zoneOf(ctx context.Context, env *session.Env, draft record.Announcement) (*time.Location, error) {
	chat, err := env.Store().Chat(ctx, draft.From)
	if err != nil {
		return nil, fmt.Errorf("read the chat: %w", err)
	}
	return chat.Location(), nil
}

// askWhen offers the next common times.
func askWhen(ctx context.Context, s *session.Session, draft record.Announcement) (reply.Reply, error) {
	zone, err := zoneOf(ctx, s.Env, draft)
	if err != nil {
		return reply.Reply{}, err
	}
	var times []time.Time
	for _, wall := range commonTimes {
		if at, ok := nextAt(s, wall, zone); ok {
			times = append(times, at)
		}
	}
	slices.SortFunc(times, time.Time.Compare)
	var row []reply.Button
	for _, at := range times {
		row = append(row, reply.Button{Label: briefMoment(s, at, zone), Do: pressLine(draft, pressAt, at.UTC().Format(buttonTime))})
	}
	answer := reply.Reply{
		Title: s.Say("announce.when"),
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: s.Say("announce.when_zone", words.With{"Zone": session.ZoneText(zone), "Time": s.ClockIn(zone)})},
		},
		Buttons:    [][]reply.Button{row, {{Label: s.Say("button.every"), Do: pressLine(draft, pressEvery)}}, {{Label: s.Say("button.preview"), Do: pressLine(draft, pressShow)}}},
		Visibility: reply.InPlace,
	}
	if !s.Request.Private || !s.Request.Hears {
		answer.Blocks = append(answer.Blocks,
			reply.Block{Kind: reply.Paragraph, Text: s.Say("announce.when_typed")},
			reply.Block{Kind: reply.Paragraph, Text: "/announce schedule " + draft.ID + " 19:00"})
		return answer, nil
	}
	q := record.Question{Command: "announce", Param: argWhen, Args: reply.Args{session.Do: "schedule", argWhich: draft.ID}}
	return s.GoOn(ctx, answer, q, s.Say("announce.when_example")), nil
}

// buttonTime is how a button names a moment, in UTC.
const buttonTime = "2006-01-02T15:04"

// nextAt is when the clocks of a zone show a wall time next.
func nextAt(s *session.Session, wall record.Wall, zone *time.Location) (time.Time, bool) {
	today := content.DateOf(s.Request.Now.In(zone))
	for days := range 3 {
		at, ok := record.Instant(today.Add(days), wall, zone)
		if ok && at.After(s.Request.Now) {
			return at, true
		}
	}
	return time.Time{}, false
}

// briefMoment writes a moment of the next days: "Friday 19:00".
func briefMoment(s *session.Session, at time.Time, zone *time.Location) string {
	at = at.In(zone)
	return s.Say("date.brief", s.DateParts(content.DateOf(at)), words.With{"Time": s.ClockOf(at)})
}

// scheduled is /announce schedule.
func scheduled(ctx context.Context, s *session.Session) (reply.Reply, error) {
	id := s.Arg(argWhich)
	return newest(ctx, s, id, reply.Private, func() (reply.Reply, error) { return scheduleDraft(ctx, s, id, s.Arg(argWhen)) })
}

// scheduleDraft schedules a draft for a time, and perhaps a date.
func scheduleDraft(ctx context.Context, s *session.Session, id, when string) (reply.Reply, error) {
	draft, err := found(ctx, s, id)
	if err != nil {
		return reply.Reply{}, err
	}
	if err := mayDecide(ctx, s, draft); err != nil {
		return reply.Reply{}, err
	}
	switch {
	case s.User().String() != draft.Person:
		return reply.Reply{}, s.Problem("problem.not_yours")
	case draft.Sent():
		return reply.Reply{}, s.Problem("announce.sent_before")
	case draft.State == record.StateCancelled || draft.State == record.StateEnded || draft.Corrects != "":
		return reply.Reply{}, s.Problem("announce.gone")
	}
	all, err := setTimes(ctx, s, draft, when)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(all) > 1 {
		return askTimes(ctx, s, draft, all)
	}
	return s.Privately(scheduleFor(ctx, s, draft, all[0]))
}

// parseMoment reads "19:00", "tomorrow at 7 in the evening" or "24/12 19:00" as the
// clocks of a zone show it. There are several moments where each can be meant.
func parseMoment(s *session.Session, text string, zone *time.Location) ([]time.Time, error) {
	today := content.DateOf(s.Request.Now.In(zone))
	said, ok := s.Own.ReadMoment(text, s.Calendar(today, zone), s.Request.Now)
	all := momentsOf(s, said, today, zone)
	if !ok || len(all) == 0 {
		return nil, s.Problem("problem.when", words.With{"Text": session.Quote(text)})
	}
	latest := today.Add(farthest)
	open := slices.DeleteFunc(slices.Clone(all), func(at time.Time) bool {
		return !at.After(s.Request.Now) || latest.Before(content.DateOf(at.In(zone)))
	})
	switch {
	case len(open) > 0:
		return open, nil
	case !all[0].After(s.Request.Now):
		return nil, s.Problem("problem.when_past", words.With{"When": fullMoment(s, all[0], zone)})
	}
	return nil, s.Problem("problem.when_far", words.With{"Days": farthest})
}

// momentsOf are the instants that a moment may mean.
func momentsOf(s *session.Session, said words.Moment, today content.Date, zone *time.Location) []time.Time {
	if !said.At.IsZero() {
		return []time.Time{said.At}
	}
	var all []time.Time
	for _, wall := range said.Clock.At {
		if len(said.Dates) == 0 {
			if at, ok := nextAt(s, wall, zone); ok {
				all = append(all, at)
			}
		}
		for _, date := range said.Dates {
			if at, exists := record.Instant(date, wall, zone); exists {
				all = append(all, at)
			}
		}
	}
	return all
}

// fullMoment writes a moment with its date and zone.
func fullMoment(s *session.Session, at time.Time, zone *time.Location) string {
	at = at.In(zone)
	return s.Say("date.moment", words.With{"Date": s.Date(content.DateOf(at)), "Time": s.ClockOf(at), "Zone": session.ZoneText(zone)})
}

// scheduleAt is the button of a common time.
func scheduleAt(ctx context.Context, s *session.Session, draft record.Announcement, when string) (reply.Reply, error) {
	at, err := time.Parse(buttonTime, when)
	if err != nil || !at.After(s.Request.Now) || at.After(s.Request.Now.AddDate(0, 0, farthest)) {
		return reply.Reply{}, s.Problem("problem.button")
	}
	next := draft
	next.At, next.Repeat = at.UTC(), record.Repeat{}
	return scheduleFor(ctx, s, draft, next)
}

// scheduleFor schedules what became of a draft, as its author asks; where somebody
// else has to agree, once they have.
func scheduleFor(ctx context.Context, s *session.Session, draft, next record.Announcement) (reply.Reply, error) {
	v, err := cleared(ctx, s, next)
	switch {
	case err != nil:
		return reply.Reply{}, err
	case v != goes:
		return askAgreement(ctx, s, draft, next, v)
	}
	return book(ctx, s, draft, next)
}

// book schedules what became of a draft. The audit log has it first: Release asks
// it who agreed.
func book(ctx context.Context, s *session.Session, was, next record.Announcement) (reply.Reply, error) {
	n, err := s.Store().Audience(ctx, next)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	if n == 0 {
		return reply.Reply{}, s.Problem("announce.preview_none")
	}
	if next, err = booked(ctx, s, next); err != nil {
		return reply.Reply{}, err
	}
	if next.Reach = n; s.User().String() != next.Person {
		next.Agreed, next.Second = true, s.User().String()
	}
	if err := appendAudit(ctx, s.Env, next, record.ActionScheduled, s.User().String(), s.Request.Now); err != nil {
		return reply.Reply{}, err
	}
	if next, err = keep(ctx, s, was, next); err != nil {
		return reply.Reply{}, err
	}
	return scheduledReply(ctx, s, next)
}

// booked is a draft once it is scheduled: for one time, or for the first of those
// at which it comes back.
func booked(ctx context.Context, s *session.Session, draft record.Announcement) (record.Announcement, error) {
	now := s.Request.Now
	if !draft.Repeat.Is() {
		return draft.NextEdition(record.EventSchedule, now), nil
	}
	next := draft.NextEdition(record.EventRepeat, now)
	next.Repeat = next.Repeat.Fixed(now)
	slot, comes := next.Repeat.Next(now)
	if !comes {
		return next, s.Problem("problem.repeat_over", words.With{"Date": s.Date(draft.Repeat.Until)})
	}
	next.At = slot.Due.UTC()
	return next, tooMany(ctx, s, next)
}

// scheduledReply says when something will be sent, and to how many by now.
func scheduledReply(ctx context.Context, s *session.Session, draft record.Announcement) (reply.Reply, error) {
	if draft.State == record.StateRecurring || draft.State == record.StateEnded {
		return seriesReply(ctx, s, draft)
	}
	zone, err := zoneOf(ctx, s.Env, draft)
	if err != nil {
		return reply.Reply{}, err
	}
	n, err := s.Store().Audience(ctx, draft)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	buttons := []reply.Button{{Label: s.Say("button.cancel"), Do: pressLine(draft, pressCancel)}}
	if s.User().String() == draft.Person {
		buttons = append([]reply.Button{{Label: s.Say("button.now_instead"), Do: pressLine(draft, pressSendNow)}, {Label: s.Say("button.when"), Do: pressLine(draft, pressAskWhen)}}, buttons...)
	}
	text := s.Count("announce.scheduled", n, words.With{"When": fullMoment(s, draft.At, zone)})
	return reply.Reply{
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: text},
			{Kind: reply.Foreign, Text: draft.Text},
			{Kind: reply.Note, Text: s.Say("announce.scheduled_how")},
		},
		Buttons:    [][]reply.Button{buttons},
		Visibility: reply.InPlace,
	}, nil
}
