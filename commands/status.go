package commands

import (
	"context"
	"fmt"
	"time"

	"prayerbot/commands/words"
)

func StatusRow() Command {
	return Command{Row: Row{Name: "status", Role: Anyone}, Run: status}
}

// status tells what was delivered, what comes next, and what is wrong in words
// that say what to do.
func status(ctx context.Context, s *Session) (Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	log, err := s.Store().Log(ctx, s.Request.Chat)
	if err != nil {
		return Reply{}, fmt.Errorf("read the ledger: %w", err)
	}
	next, at := nextDelivery(s, chat)
	blocks := []Block{{Kind: List, Items: []Item{{Text: next, At: at}}}}
	if chat.Stopped != "" {
		blocks = []Block{{Kind: Paragraph, Text: s.Say("status.stopped_" + string(chat.Stopped))}}
	}
	blocks = append(blocks, Block{Kind: Heading, Text: s.Say("status.last")}, ledger(s, chat, log))
	if len(chat.Subscriptions) > 0 || len(log) > 0 {
		blocks = append(blocks, Block{Kind: Note, Text: s.Say("status.zone", words.With{"Zone": chat.Location().String()})})
	}
	return Reply{
		Title:   s.Say("status.title"),
		Blocks:  blocks,
		Buttons: [][]Button{{{Label: s.Say("button.schedule"), Do: "schedule"}}},
	}, nil
}

// nextDelivery says when the earliest of the chat's subscriptions comes.
func nextDelivery(s *Session, chat Chat) (string, time.Time) {
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
		return s.Say("status.next_paused"), first
	}
	return s.Say("status.next_none"), first
}

// ledger lists the last deliveries with their outcomes.
func ledger(s *Session, chat Chat, log []LedgerEntry) Block {
	if len(log) == 0 {
		return Block{Kind: Paragraph, Text: s.Say("status.none_yet")}
	}
	block := Block{Kind: List}
	for _, e := range log {
		what := "status.daily"
		if sub := chat.Subscription(e.Subscription); sub != nil {
			what = ByKind(*sub, "status.daily", "status.news")
		}
		if e.Subscription == 0 {
			what = "status.announcement"
		}
		text := s.Moment(e.At, chat.Location()) + ": " + s.Say(what) + " " + s.Say("status."+string(e.Outcome))
		note := ""
		if e.Reason != "" && e.Outcome != OutcomeMissed {
			note = s.Say("reason." + e.Reason)
		}
		block.Items = append(block.Items, Item{Text: text, Note: note})
	}
	return block
}
