package schedule

import (
	"context"
	"slices"
	"strconv"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// verbs are what /schedule can be asked for; pray answers for today. Anyone may
// look; changing needs a moderator.
func verbs(pray session.Run) session.Verbs {
	return session.Verbs{
		{Name: "show", Run: func(ctx context.Context, s *session.Session) (reply.Reply, error) { return showSchedule(ctx, s, "") }},
		{Name: "change", Params: []string{argWhich, argTime, argPlace, argWhat, argFor, argOn, argCannot, argAlso, argOpen}, Read: readChange, Run: changing(changeSubscription)},
		{Name: "pause", Params: []string{argWhich, argUntil}, Read: readPause, Run: changing(pause)},
		{Name: "resume", Params: []string{argWhich}, Run: changing(resume)},
		{Name: "now", Run: pray},
	}
}

// ScheduleCommand is the row of /schedule; pray answers its button for today.
func ScheduleCommand(pray session.Run) session.Command {
	all := verbs(pray)
	return session.Command{
		Row: reply.Row{Name: "schedule", Role: reply.Anyone, Params: []reply.Param{
			all.Param("do_"), {Name: argWhich}, {Name: argTime}, {Name: argPlace, IsPlace: true},
			{Name: argFor}, {Name: argOn}, {Name: argUntil}, session.ChatParam(),
			{Name: argWhat, Inner: true}, {Name: argCannot, Inner: true}, {Name: argAlso, Inner: true}, {Name: argOpen, Inner: true}, session.AnywayParam(),
		}},
		Suggest: suggestions, Verbs: all, Needs: session.ModeratorsBut("", "show", "now"),
	}
}

// changing lets a moderator change the subscriptions of a chat that has some.
func changing(change func(context.Context, *session.Session, record.Chat) (reply.Reply, error)) session.Run {
	return func(ctx context.Context, s *session.Session) (reply.Reply, error) {
		if err := s.Require(ctx, reply.Moderator); err != nil {
			return reply.Reply{}, err
		}
		chat, err := s.Chat(ctx)
		if err != nil {
			return reply.Reply{}, err
		}
		if len(chat.Subscriptions) == 0 {
			return reply.Reply{}, s.Problem("unsubscribe.none")
		}
		return change(ctx, s, chat)
	}
}

// showSchedule lists the subscriptions, below a sentence on what was done.
func showSchedule(ctx context.Context, s *session.Session, done string) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(chat.Subscriptions) == 0 {
		return noSchedule(s), nil
	}
	answer := reply.Reply{Title: s.Say("schedule.title"), Visibility: reply.InPlace}
	if slices.ContainsFunc(chat.Subscriptions, func(sub record.Subscription) bool { return sub.News }) {
		answer.Title = s.Say("schedule.title_news")
	}
	if done != "" {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: done})
	}
	answer.Blocks = append(answer.Blocks,
		reply.Block{Kind: reply.List, Items: scheduleLines(ctx, s, chat)})
	if !severalZones(chat) {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Note, Text: s.Say("schedule.zone", words.With{"Zone": session.ZoneText(chat.Location())})})
	}
	answer.Blocks = append(answer.Blocks, s.LineTyped("schedule.how")...)
	answer.Buttons = append(session.RowsOf(2, OpenButtons(s, chat)), pauseButtons(s, chat)...)
	answer.Buttons = append(answer.Buttons, []reply.Button{
		{Label: s.Say("button.now"), Do: "schedule now"}, {Label: s.Say("button.zone"), Do: "place -"},
	})
	return s.WithCommunity(ctx, s, chat, answer)
}

// severalZones tells whether a chat's subscriptions go by another clock than its
// own.
func severalZones(chat record.Chat) bool {
	return slices.ContainsFunc(chat.Subscriptions, func(sub record.Subscription) bool { return sub.Zone != chat.Location().String() })
}

func noSchedule(s *session.Session) reply.Reply {
	answer := reply.Reply{
		Title:   s.Say("schedule.title"),
		Blocks:  []reply.Block{{Kind: reply.Paragraph, Text: s.Say("schedule.none")}},
		Buttons: [][]reply.Button{{BeginButton(s)}},
	}
	if s.Types() {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("schedule.none_how"), How: true})
	}
	return answer
}

// scheduleLines describes each subscription with its next sending.
func scheduleLines(ctx context.Context, s *session.Session, chat record.Chat) []reply.Item {
	var items []reply.Item
	for _, sub := range chat.Subscriptions {
		line := words.With{"Number": sub.ID, "Time": s.Clock(sub.At), "Days": s.Days(sub.Days), "For": s.Selection(sub.Selection)}
		note, due := nextOf(ctx, s, chat, sub)
		text := s.Say(session.ByKind(sub, "schedule.line", "schedule.line_news", "schedule.line_week"), line)
		if severalZones(chat) {
			text = s.Say("schedule.line_zone", words.With{"Line": text, "Zone": session.ZoneText(sub.Location())})
		}
		items = append(items, reply.Item{Text: text, Note: note, At: due})
	}
	return items
}

// nextOf says when a subscription comes next, or that it waits.
func nextOf(ctx context.Context, s *session.Session, chat record.Chat, sub record.Subscription) (string, time.Time) {
	slot, ok := sub.Next(s.Request.Now)
	switch {
	case chat.Stopped != "":
		return s.Say("status.stopped_" + string(chat.Stopped)), time.Time{}
	case !ok && len(chat.Subscriptions) > 1:
		return toChange(ctx, s, "schedule.paused_one", "schedule.held", words.With{"Number": sub.ID}), time.Time{}
	case !ok:
		return toChange(ctx, s, "schedule.paused", "schedule.held"), time.Time{}
	}
	if chat.Today(s.Request.Now).Before(sub.PausedTo) {
		return s.Say("schedule.paused_to", words.With{"When": s.Moment(slot.Due, sub.Location()), "Date": s.Date(sub.PausedTo)}), slot.Due
	}
	return nextText(ctx, s, slot.Due, sub.Location()), slot.Due
}

// pauseButtons has one button for each subscription: pause it or resume it.
func pauseButtons(s *session.Session, chat record.Chat) [][]reply.Button {
	var row []reply.Button
	for _, sub := range chat.Subscriptions {
		do, name := "pause", "button.pause"
		if waits(chat, sub, s.Request.Now) {
			do, name = "resume", "button.resume"
		}
		text := s.Say(name)
		if len(chat.Subscriptions) > 1 {
			text = s.Say(name+"_one", words.With{"Which": sub.ID})
		}
		row = append(row, reply.Button{Label: text, Do: "schedule " + do + " " + strconv.Itoa(sub.ID)})
	}
	return session.RowsOf(3, row)
}
