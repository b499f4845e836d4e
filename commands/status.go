package commands

import (
	"context"
	"fmt"
	"time"

	"prayerbot/commands/words"
)

func (c *Core) statusRow() entry {
	return entry{Row: Row{Name: "status", Role: Anyone}, run: c.status}
}

// status tells what was delivered, what comes next, and what is wrong in words
// that say what to do.
func (c *Core) status(ctx context.Context, a *ask) (Reply, error) {
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	log, err := c.Store.Log(ctx, a.req.Chat)
	if err != nil {
		return Reply{}, fmt.Errorf("read the ledger: %w", err)
	}
	next, at := a.nextDelivery(chat)
	blocks := []Block{{Kind: List, Items: []Item{{Text: next, At: at}}}}
	if chat.Stopped != "" {
		blocks = []Block{{Kind: Paragraph, Text: a.say("status.stopped_" + string(chat.Stopped))}}
	}
	blocks = append(blocks, Block{Kind: Heading, Text: a.say("status.last")}, a.ledger(chat, log))
	if len(chat.Subscriptions) > 0 || len(log) > 0 {
		blocks = append(blocks, Block{Kind: Note, Text: a.say("status.zone", words.With{"Zone": chat.zone().String()})})
	}
	return Reply{
		Title:   a.say("status.title"),
		Blocks:  blocks,
		Buttons: [][]Button{{{Label: a.say("button.schedule"), Do: "schedule"}}},
	}, nil
}

// nextDelivery says when the earliest of the chat's subscriptions comes.
func (a *ask) nextDelivery(chat Chat) (string, time.Time) {
	var first time.Time
	for _, s := range chat.Subscriptions {
		if slot, ok := s.Next(a.req.Now); ok && (first.IsZero() || slot.Due.Before(first)) {
			first = slot.Due
		}
	}
	switch {
	case !first.IsZero():
		return a.say("status.next", words.With{"When": a.moment(first, chat.zone())}), first
	case len(chat.Subscriptions) > 0:
		return a.say("status.next_paused"), first
	}
	return a.say("status.next_none"), first
}

// ledger lists the last deliveries with their outcomes.
func (a *ask) ledger(chat Chat, log []Entry) Block {
	if len(log) == 0 {
		return Block{Kind: Paragraph, Text: a.say("status.none_yet")}
	}
	block := Block{Kind: List}
	for _, e := range log {
		what := "status.daily"
		if s := chat.Subscription(e.Subscription); s != nil {
			what = s.either("status.daily", "status.news")
		}
		if e.Subscription == 0 {
			what = "status.announcement"
		}
		text := a.moment(e.At, chat.zone()) + ": " + a.say(what) + " " + a.say("status."+string(e.Outcome))
		note := ""
		if e.Reason != "" && e.Outcome != OutcomeMissed {
			note = a.say("reason." + e.Reason)
		}
		block.Items = append(block.Items, Item{Text: text, Note: note})
	}
	return block
}
