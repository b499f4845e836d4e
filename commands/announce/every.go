package announce

import (
	"context"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// every is the button by which a draft comes back: it asks for the day, then for
// the time, and then shows the draft anew. Its line may hold both, and an end.
func every(ctx context.Context, s *session.Session, draft record.Announcement, more string) (reply.Reply, error) {
	zone, err := zoneOf(ctx, s.Env, draft)
	if err != nil {
		return reply.Reply{}, err
	}
	days, timed, _ := strings.Cut(more, "/")
	set, failed := strconv.ParseUint(days, 10, 7)
	switch {
	case more == "":
		return askDay(s, draft), nil
	case failed == nil && timed == "":
		return askClock(s, draft, record.Days(set), zone), nil
	}
	r, ok := readRepeatKey(more, zone)
	if !ok {
		return reply.Reply{}, s.Problem("problem.button")
	}
	return repeatDraft(ctx, s, draft, r)
}

// repeatDraft shows a draft that comes back from now on.
func repeatDraft(ctx context.Context, s *session.Session, draft record.Announcement, r record.Repeat) (reply.Reply, error) {
	next := repeated(draft, r)
	if _, comes := next.Repeat.Next(s.Request.Now); !comes {
		return reply.Reply{}, s.Problem("problem.repeat_over", words.With{"Date": s.Date(r.Until)})
	}
	return changeDraft(ctx, s, draft, next, reply.InPlace)
}

// askDay asks on which day a draft comes back.
func askDay(s *session.Session, draft record.Announcement) reply.Reply {
	sets := []record.Days{}
	for i := range 7 {
		sets = append(sets, record.Days(0).With(time.Weekday((i+1)%7)))
	}
	var buttons []reply.Button
	for _, days := range append(sets, 0) {
		label := session.Label(s.Days(days))
		if days == 0 {
			label = s.Say("button.every_day")
		}
		buttons = append(buttons, reply.Button{Label: label, Do: pressLine(draft, pressEvery, strconv.Itoa(int(days)))})
	}
	return everyReply(s, draft, s.Say("announce.every_day"), session.RowsOf(4, buttons))
}

// askClock asks at which time a draft comes back.
func askClock(s *session.Session, draft record.Announcement, days record.Days, zone *time.Location) reply.Reply {
	var row []reply.Button
	for _, wall := range commonTimes {
		r := record.Repeat{Days: days, At: wall, Zone: zone.String()}
		row = append(row, reply.Button{Label: s.Clock(wall), Do: pressLine(draft, pressEvery, repeatKey(r))})
	}
	return everyReply(s, draft, s.Say("announce.every_time", words.With{"Zone": session.ZoneText(zone), "Time": s.ClockIn(zone)}), [][]reply.Button{row})
}

// exampleDays is when what comes back ends in the line that can be typed.
const exampleDays = 28

// everyReply is a question of every, with the line that can be typed instead.
func everyReply(s *session.Session, draft record.Announcement, ask string, rows [][]reply.Button) reply.Reply {
	return reply.Reply{
		Title: s.Say("announce.every"),
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: ask},
			{Kind: reply.Paragraph, Text: s.Say("announce.every_typed")},
			{Kind: reply.Paragraph, Text: s.Say("announce.every_line", words.With{"ID": draft.ID, "Date": content.DateOf(s.Request.Now).Add(exampleDays).String()})},
		},
		Buttons:    append(rows, []reply.Button{{Label: s.Say("button.preview"), Do: pressLine(draft, pressShow)}}),
		Visibility: reply.InPlace,
	}
}

// commonCounts are how often something that comes back is offered to come.
var commonCounts = []int{4, 8, 12}

// ending is the button that says when what comes back ends: it asks how often it
// comes, and then shows the draft anew.
func ending(ctx context.Context, s *session.Session, draft record.Announcement, more string) (reply.Reply, error) {
	if !draft.Repeat.Is() {
		return reply.Reply{}, s.Problem("problem.button")
	}
	if more == "" {
		return askEnding(s, draft), nil
	}
	n, err := strconv.Atoi(more)
	if err != nil || n < 0 || n > record.MaxTimes {
		return reply.Reply{}, s.Problem("problem.button")
	}
	r := draft.Repeat
	r.Times, r.Until = n, content.Date{}
	return repeatDraft(ctx, s, draft, r)
}

// askEnding asks how often a draft comes.
func askEnding(s *session.Session, draft record.Announcement) reply.Reply {
	row := []reply.Button{{Label: s.Say("button.no_end"), Do: pressLine(draft, pressUntil, "0")}}
	for _, n := range commonCounts {
		row = append(row, reply.Button{Label: s.Count("button.times", n), Do: pressLine(draft, pressUntil, strconv.Itoa(n))})
	}
	return everyReply(s, draft, s.Say("announce.every_end"), [][]reply.Button{row})
}
