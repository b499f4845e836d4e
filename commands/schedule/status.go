package schedule

import (
	"context"
	"fmt"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// StatusCommand is the row of /status.
func StatusCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "status", Role: reply.Anyone, Params: []reply.Param{session.ChatParam()}}, Run: status, Shows: true}
}

// status tells what was delivered, what comes next, and what is wrong in words
// that say what to do.
func status(ctx context.Context, s *session.Session) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	log, err := s.Store().Log(ctx, s.Request.Chat)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("read the ledger: %w", err)
	}
	double, err := forwarded(ctx, s, chat)
	if err != nil {
		return reply.Reply{}, err
	}
	blocks := append(append(outlook(ctx, s, chat), double...), reply.Block{Kind: reply.Heading, Text: s.Say("status.last")}, ledger(s, chat, log))
	if len(chat.Subscriptions) > 0 || len(log) > 0 {
		blocks = append(blocks, reply.Block{Kind: reply.Note, Text: s.Say("status.zone", words.With{"Zone": session.ZoneText(chat.Location())})})
	}
	others, err := stoppedElsewhere(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	blocks = append(blocks, others...)
	return reply.Reply{
		Title:   s.Say(s.ByAnyPlace("status.title", "status.title_channel", "group.status")),
		Blocks:  blocks,
		Buttons: [][]reply.Button{{{Label: s.Say("button.schedule"), Do: "schedule"}}},
	}, nil
}

// outlook is what comes next, or what keeps it from coming.
func outlook(ctx context.Context, s *session.Session, chat record.Chat) (blocks []reply.Block) {
	next, at := nextDelivery(ctx, s, chat)
	blocks = []reply.Block{{Kind: reply.List, Items: []reply.Item{{Text: next, At: at}}}}
	if chat.Stopped != "" {
		blocks = []reply.Block{{Kind: reply.Paragraph, Text: s.Say("status.stopped_" + string(chat.Stopped))}}
	} else if due, is := overdue(chat, s.Request.Now); is {
		blocks = append(blocks, reply.Block{Kind: reply.List, Items: []reply.Item{{Text: s.Say("status.overdue", words.With{"When": s.Moment(due, chat.Location())}), At: due}}})
	}
	if lacks := s.Request.Bot.Lacks; lacks != 0 && len(chat.Subscriptions) > 0 {
		blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("status.lacks")}, s.MissingRights(lacks))
	}
	return blocks
}

// overdue is when the oldest slot of a chat was due that should have come by now and
// can still come; false where there is none.
func overdue(chat record.Chat, now time.Time) (oldest time.Time, is bool) {
	for _, sub := range chat.Subscriptions {
		slot, open := sub.Latest(now)
		late := now.Sub(slot.Due)
		if open && late > record.LateAfter && late <= record.CatchUp && (!is || slot.Due.Before(oldest)) {
			oldest, is = slot.Due, true
		}
	}
	return oldest, is
}

// nextDelivery says when the earliest of the chat's subscriptions comes.
func nextDelivery(ctx context.Context, s *session.Session, chat record.Chat) (string, time.Time) {
	var first time.Time
	for _, sub := range chat.Subscriptions {
		if slot, ok := sub.Next(s.Request.Now); ok && (first.IsZero() || slot.Due.Before(first)) {
			first = slot.Due
		}
	}
	switch {
	case !first.IsZero():
		return s.Say("status.next", words.With{"When": s.Moment(first, chat.Location())}), first
	case len(chat.Subscriptions) > 0:
		return toChange(ctx, s, "status.next_paused", "status.held"), first
	}
	return toChange(ctx, s, "status.next_none", "status.nothing"), first
}

// toChange is a sentence that says what a moderator types, or another one for those who are
// none, and where that would be about another chat.
func toChange(ctx context.Context, s *session.Session, typed, otherwise string, with ...words.With) string {
	if s.Moderates(ctx) {
		return s.SayTyped(typed, otherwise, with...)
	}
	return s.Say(otherwise, with...)
}

// ledger lists the last deliveries with their outcomes.
func ledger(s *session.Session, chat record.Chat, log []record.LedgerEntry) reply.Block {
	if len(log) == 0 {
		return reply.Block{Kind: reply.Paragraph, Text: s.Say("status.none_yet")}
	}
	block := reply.Block{Kind: reply.List}
	for _, e := range log {
		what := "status.daily"
		if sub := chat.Subscription(e.Subscription); sub != nil {
			what = session.ByKind(*sub, "status.daily", "status.news", "status.week")
		}
		if e.Subscription == 0 {
			what = "status.announcement"
		}
		text := s.Say("status.line", words.With{
			"When": s.Moment(e.At, chat.Location()), "What": s.Say(what), "Outcome": s.Say("status." + string(e.Outcome)),
		})
		note := ""
		if e.Reason != "" && e.Outcome != record.OutcomeMissed {
			note = s.Say("reason." + e.Reason)
		}
		block.Items = append(block.Items, reply.Item{Text: text, Note: note})
	}
	return block
}
