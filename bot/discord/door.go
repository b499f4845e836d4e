package discord

import (
	"context"
	"encoding/json"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/commands/reply"
)

// The limits of what is answered at once. Whoever waits for the network holds no
// worker, only a place.
const (
	places  = 4096 // interactions that are inside; what comes beyond is dropped
	workers = 64   // of them are with the core at once
)

// interact deals with one interaction, from reading it to its answer. It is the
// door: what panics behind it is caught here, once.
func (p *Platform) interact(event json.RawMessage) {
	select {
	case p.inside <- struct{}{}:
	default:
		p.Log.Error("so many interactions are inside that one is dropped", "inside", places)
		return
	}
	defer func() { <-p.inside }()
	var asker *discordgo.Interaction
	broken := adapter.Guard(func() {
		i, data, err := readInteraction(event)
		asker = i
		if i != nil && p.left(i) <= 0 {
			p.Log.Info("an interaction came too late to be answered")
			return
		}
		if err == nil {
			err = p.serveInteraction(i, data)
		}
		if err != nil {
			p.Log.Warn("an interaction could not be read", "error", err)
			p.apologize(i)
		}
	})
	p.sayBroken("an interaction", broken)
	if broken != nil {
		p.sayBroken("an apology", adapter.Guard(func() { p.apologize(asker) }))
	}
}

// apologize answers an interaction that could not be dealt with; nil cannot be
// answered.
func (p *Platform) apologize(i *discordgo.Interaction) {
	switch {
	case i == nil:
	case i.Type == discordgo.InteractionApplicationCommandAutocomplete:
		p.respond(i, response{Type: 8, Data: suggestions{[]choice{}}})
	default:
		sorry := p.Core.Sorry(string(i.Locale))
		sorry.Visibility = reply.ForAsker
		p.answer(i, sorry)
	}
}

// serveInteraction reads an interaction's data, asks the core and answers. An
// error is one of reading.
func (p *Platform) serveInteraction(i *discordgo.Interaction, data json.RawMessage) (err error) {
	req := p.request(i)
	switch i.Type {
	case discordgo.InteractionApplicationCommand, discordgo.InteractionApplicationCommandAutocomplete:
		command, err := readCommand(data)
		if err != nil {
			return err
		}
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			p.work(i, func(ctx context.Context) (then func()) { return p.suggest(ctx, i, command, req) })
			return nil
		}
		p.command(&req, command)
	case discordgo.InteractionMessageComponent:
		req.Payload, err = readPress(data)
	case discordgo.InteractionModalSubmit:
		req.Payload, req.Text, err = readForm(data)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	p.work(i, func(ctx context.Context) (then func()) {
		reply := p.ask(ctx, req)
		return func() { p.answer(i, reply) }
	})
	return nil
}

// work asks the core as one of the workers, and does what comes then, which is
// the way over the network, as none of them. Where no worker is free in time,
// the interaction is dropped.
func (p *Platform) work(i *discordgo.Interaction, ask func(context.Context) (then func())) {
	left := p.left(i)
	ctx, cancel := context.WithTimeout(context.Background(), max(left-wayTime, left/2))
	defer cancel()
	select {
	case p.room <- struct{}{}:
	case <-ctx.Done():
		p.Log.Warn("no worker was free in time for an interaction")
		return
	}
	then := func() func() {
		defer func() { <-p.room }()
		return ask(ctx)
	}()
	then()
}

// drain waits until all interactions are answered, but not for ever.
func (p *Platform) drain() {
	late := time.After(settleWithin)
	for n := range places {
		select {
		case p.inside <- struct{}{}:
			defer func() { <-p.inside }()
		case <-late:
			p.Log.Warn("interactions were not answered in time", "count", places-n)
			return
		}
	}
}

// settleWithin bounds how long answers may still take once the bot has to stop.
const settleWithin = 12 * time.Second
