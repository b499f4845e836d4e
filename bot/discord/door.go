package discord

import (
	"context"
	"encoding/json"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/commands"
)

// interact deals with one interaction, from reading it to its answer. It is the
// door: what panics behind it is caught here, once.
func (p *Platform) interact(event json.RawMessage) {
	p.room <- struct{}{}
	defer func() { <-p.room }()
	var asker *discordgo.Interaction
	broken := adapter.Guard(func() {
		i, data, err := readInteraction(event)
		asker = i
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
		sorry.Show = commands.Whisper
		p.answer(i, sorry)
	}
}

// serveInteraction reads an interaction's data, asks the core and answers. An
// error is one of reading.
func (p *Platform) serveInteraction(i *discordgo.Interaction, data json.RawMessage) (err error) {
	ctx, cancel := context.WithTimeout(context.Background(), coreTime)
	defer cancel()
	req := p.request(i)
	switch i.Type {
	case discordgo.InteractionApplicationCommand, discordgo.InteractionApplicationCommandAutocomplete:
		command, err := readCommand(data)
		if err != nil {
			return err
		}
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			p.suggest(ctx, i, command, req)
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
	p.answer(i, p.ask(ctx, req))
	return nil
}

// drain waits until all interactions are answered, but not for ever.
func (p *Platform) drain() {
	late := time.After(settleWithin)
	for n := range workers {
		select {
		case p.room <- struct{}{}:
			defer func() { <-p.room }()
		case <-late:
			p.Log.Warn("interactions were not answered in time", "count", workers-n)
			return
		}
	}
}

// settleWithin bounds how long answers may still take once the bot has to stop.
const settleWithin = 12 * time.Second
