package discord

import (
	"context"
	"errors"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// An answerer reads interactions, asks the core and answers them.
type answerer struct {
	*client
	core      Core
	asker     *adapter.Asker
	counter   *counter
	slots     adapter.Slots // bounds how many interactions are dealt with
	coreSlots chan struct{} // bounds how many of them are with the core
	names     *guildNames
	// within is how long an interaction may be answered: answerWithin.
	within time.Duration
	// returned goes on in a channel that was stopped, where the bot may write again;
	// guild is its server, "" in private.
	returned func(id record.ChatID, guild string)
}

func newAnswerer(c *client, cfg Config, counter *counter) *answerer {
	return &answerer{
		client: c, core: cfg.Core, asker: adapter.NewAsker(cfg.Core, cfg.Log, cfg.Handled),
		counter: counter, names: newGuildNames(),
		slots: adapter.NewSlots(places), coreSlots: make(chan struct{}, workers), within: answerWithin,
	}
}

// A response is the answer to an interaction, in Discord's form.
type response struct {
	Type int `json:"type"` // 4 a new message, 6 nothing yet, 7 instead of the pressed one, 8 suggestions, 9 a form
	Data any `json:"data,omitempty"`
}

type suggestions struct {
	Choices []choice `json:"choices"`
}

type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// ephemeral makes a message visible to the asker alone.
const ephemeral = 1 << 6

// answer shows a reply, the empty one not at all: directly, because a deferred
// answer would share one rate limit among all, and what does not fit one
// message behind it.
func (a *answerer) answer(i *discordgo.Interaction, r reply.Reply) {
	if r.Empty() {
		return
	}
	if r.Form != nil && i.Type != discordgo.InteractionModalSubmit {
		a.respond(i, response{9, formOf(*r.Form)})
		return
	}
	kind, forAsker := where(i, r.Visibility)
	parts := a.partsOf(i, kind, r)
	if kind == inPlace && !forAsker && len(parts) > 1 && !alone(i) {
		// One's own answer may change, but nothing comes behind it.
		kind, forAsker = fresh, true
		parts = a.partsOf(i, kind, r)
	}
	for n := range parts {
		// What takes the place of a message is ephemeral where that was.
		switch {
		case n == 0 && kind == inPlace:
			parts[n].Flags &= laidOut
		case forAsker:
			parts[n].Flags |= ephemeral
		}
	}
	if !a.respond(i, response{kind, bodyOf(kind, parts[0])}) {
		return
	}
	a.drawAnswer(i, parts[0])
	for _, more := range parts[1:] {
		a.follow(i, more)
	}
}

// partsOf is what an interaction is answered with. What takes the place of a message is
// one of components where that is, and only there: that cannot be changed.
func (a *answerer) partsOf(i *discordgo.Interaction, kind int, r reply.Reply) []message {
	is := lays(r)
	if kind == inPlace {
		is = i.Message.Flags&laidOut != 0
	}
	if !is {
		return a.render(r)
	}
	parts := layOut(r)
	a.commands.link(parts)
	return parts
}

// render is what Discord is answered with in content and embeds.
func (a *answerer) render(r reply.Reply) []message {
	parts := render(r)
	a.commands.link(parts)
	return parts
}

// bodyOf is a message as an answer of a kind shows it: one that takes the place of
// another removes its picture.
func bodyOf(kind int, m message) any {
	if kind == inPlace {
		return m.instead()
	}
	return m.fresh()
}

// The kinds of answers that show a message.
const (
	fresh    = 4
	deferred = 6 // nothing is shown as yet
	inPlace  = 7
)

// where says how a reply is shown, and whether to the asker alone.
func where(i *discordgo.Interaction, show reply.Visibility) (kind int, forAsker bool) {
	pressed := i.Message != nil
	hidden := pressed && i.Message.Flags&ephemeral != 0
	switch {
	case show == reply.InPlace && pressed, show == reply.Private && hidden:
		return inPlace, hidden
	}
	return fresh, show == reply.ForAsker || show == reply.Private
}

// respond answers an interaction; false where that failed.
func (a *answerer) respond(i *discordgo.Interaction, r response) bool {
	ctx, cancel := context.WithTimeout(context.Background(), a.within)
	defer cancel()
	err := a.postAnswer(ctx, discordgo.EndpointInteractionResponse(i.ID, url.PathEscape(i.Token)), r)
	if err != nil {
		a.log.Warn("an interaction could not be answered", "error", a.redact(err))
	}
	return err == nil
}

// follow sends one more message behind an answer, and once more where Discord
// asks for a little adapter.DefaultRetryAfter.
func (a *answerer) follow(i *discordgo.Interaction, m message) {
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	where := discordgo.EndpointFollowupMessage(i.AppID, url.PathEscape(i.Token))
	if a.followWithPicture(ctx, i, where, m) {
		return
	}
	err := a.postAnswer(ctx, where, m.fresh())
	var soon *tooSoon
	if errors.As(err, &soon) && soon.after <= adapter.DefaultRetryAfter && a.clock.Sleep(ctx, soon.after) == nil {
		err = a.postAnswer(ctx, where, m.fresh())
	}
	if err != nil {
		a.log.Warn("the rest of an answer could not be given", "error", a.redact(err))
	}
}
