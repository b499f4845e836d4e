package discord

import (
	"context"
	"errors"
	"net/url"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/reply"
)

// A response is the answer to an interaction, in Discord's form.
type response struct {
	Type int `json:"type"` // 4 a new message, 7 instead of the pressed one, 8 suggestions, 9 a form
	Data any `json:"data"`
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
func (p *Platform) answer(i *discordgo.Interaction, r reply.Reply) {
	if r.Empty() {
		return
	}
	if r.Form != nil && i.Type != discordgo.InteractionModalSubmit {
		p.respond(i, response{9, formOf(*r.Form)})
		return
	}
	parts := render(r)
	kind, secret := where(i, r.Visibility)
	if kind == inPlace && !secret && len(parts) > 1 && !alone(i) {
		// One's own answer may change, but nothing comes behind it.
		kind, secret = fresh, true
	}
	for n := range parts {
		// What takes the place of a message is as secret as that was.
		if secret && (n > 0 || kind != inPlace) {
			parts[n].Flags = ephemeral
		}
	}
	if !p.respond(i, response{kind, parts[0]}) {
		return
	}
	for _, more := range parts[1:] {
		p.follow(i, more)
	}
}

// The kinds of answers that show a message.
const (
	fresh   = 4
	inPlace = 7
)

// where says how a reply is shown, and whether to the asker alone.
func where(i *discordgo.Interaction, show reply.Visibility) (kind int, secret bool) {
	pressed := i.Message != nil
	hidden := pressed && i.Message.Flags&ephemeral != 0
	switch {
	case show == reply.InPlace && pressed, show == reply.Private && hidden:
		return inPlace, hidden
	}
	return fresh, show == reply.ForAsker || show == reply.Private
}

// respond answers an interaction; false where that failed.
func (p *Platform) respond(i *discordgo.Interaction, r response) bool {
	ctx, cancel := context.WithTimeout(context.Background(), p.within)
	defer cancel()
	err := p.postAnswer(ctx, discordgo.EndpointInteractionResponse(i.ID, url.PathEscape(i.Token)), r)
	if err != nil {
		p.Log.Warn("an interaction could not be answered", "error", p.redact(err))
	}
	return err == nil
}

// follow sends one more message behind an answer, and once more where Discord
// asks for a little patience.
func (p *Platform) follow(i *discordgo.Interaction, m message) {
	ctx, cancel := context.WithTimeout(context.Background(), requestTime)
	defer cancel()
	where := discordgo.EndpointFollowupMessage(i.AppID, url.PathEscape(i.Token))
	err := p.postAnswer(ctx, where, m)
	var soon *retryAfterError
	if errors.As(err, &soon) && soon.after <= patience && p.Clock.Sleep(ctx, soon.after) == nil {
		err = p.postAnswer(ctx, where, m)
	}
	if err != nil {
		p.Log.Warn("the rest of an answer could not be given", "error", p.redact(err))
	}
}
