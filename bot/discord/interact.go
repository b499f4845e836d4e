package discord

import (
	"context"
	"encoding/json"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/guard"
	"prayerbot/commands/reply"
)

// The limits of what is answered at once. Whoever waits for the network holds no
// worker, only a place.
const (
	places  = 4096 // interactions that are inside; what comes beyond is dropped
	workers = 64   // of them are with the core at once
)

// take deals with one interaction beside the one who brings it; false drops it.
func (a *answerer) take(event json.RawMessage) (taken bool) {
	if !a.slots.TryTake() {
		a.log.Error("so many interactions are inside that one is dropped", "inside", places)
		return false
	}
	go func() {
		defer a.slots.Free()
		a.interact(event)
	}()
	return true
}

// interact deals with one interaction, from reading it to its answer. It is the
// door: what panics behind it is caught here, once.
func (a *answerer) interact(event json.RawMessage) {
	var asker *discordgo.Interaction
	broken := guard.Do(func() {
		i, in, err := readInteraction(event)
		asker = i
		if i != nil && a.left(i) <= 0 {
			a.log.Info("an interaction came too late to be answered")
			return
		}
		if err == nil {
			err = a.serveInteraction(i, in)
		}
		if err != nil {
			a.log.Warn("an interaction could not be read", "error", err)
			a.apologize(i)
		}
	})
	a.logPanic("an interaction", broken)
	if broken != nil {
		a.logPanic("an apology", guard.Do(func() { a.apologize(asker) }))
	}
}

// apologize answers an interaction that could not be dealt with; nil cannot be
// answered.
func (a *answerer) apologize(i *discordgo.Interaction) {
	switch {
	case i == nil:
	case i.Type == discordgo.InteractionApplicationCommandAutocomplete:
		a.respond(i, response{Type: 8, Data: suggestions{[]choice{}}})
	default:
		sorry := a.core.Sorry(string(i.Locale))
		sorry.Visibility = reply.ForAsker
		a.answer(i, sorry)
	}
}

// serveInteraction reads an interaction's data, asks the core and answers. An
// error is one of reading.
func (a *answerer) serveInteraction(i *discordgo.Interaction, in inside) (err error) {
	data := in.data
	req := a.request(i, in.kind)
	switch i.Type {
	case discordgo.InteractionApplicationCommand, discordgo.InteractionApplicationCommandAutocomplete:
		if aboutMessage(data, &req) {
			break
		}
		asked, err := readCommand(data)
		if err != nil {
			return err
		}
		req.Picked = readPicked(data, asked.Options)
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			a.work(i, func(ctx context.Context) (then func()) { return a.suggest(ctx, i, asked, req) })
			return nil
		}
		command(&req, asked)
	case discordgo.InteractionMessageComponent:
		req.Payload, err = readPress(data)
		req.Picked = readChosen(data)
	case discordgo.InteractionModalSubmit:
		var sent filled
		req.Payload, sent, err = readForm(data)
		req.Text, req.Chosen = sent.text, sent.chosen
	default:
		return nil
	}
	if err != nil {
		return err
	}
	a.work(i, func(ctx context.Context) (then func()) {
		r := a.asker.Ask(ctx, req)
		if r.Counted > 0 && i.Message != nil && req.Origin == reply.FromDelivery {
			return func() { a.answerCounting(i, r, req.Payload, in.rows) }
		}
		return func() {
			a.answer(i, r)
			if wasStopped(r, req) {
				a.returned(req.Chat, req.GroupID)
			}
		}
	})
	return nil
}

// work asks the core as one of the workers, and does what comes then, which is
// the way over the network, as none of them. Where no worker is free in time,
// the interaction is dropped.
func (a *answerer) work(i *discordgo.Interaction, ask func(context.Context) (then func())) {
	left := a.left(i)
	ctx, cancel := context.WithTimeout(context.Background(), max(left-replyMargin, left/2))
	defer cancel()
	select {
	case a.coreSlots <- struct{}{}:
	case <-ctx.Done():
		a.log.Warn("no worker was free in time for an interaction")
		return
	}
	then := func() func() {
		defer func() { <-a.coreSlots }()
		return ask(ctx)
	}()
	then()
}

// drain waits until all interactions are answered, but not for ever.
func (a *answerer) drain() {
	if busy := a.slots.Drain(adapter.SettleTimeout); busy > 0 {
		a.log.Warn("interactions were not answered in time", "count", busy)
	}
}
