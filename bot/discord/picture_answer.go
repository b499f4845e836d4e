package discord

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
)

// This file shows the pictures of answers. An answer has three seconds, which a
// picture may take on its way: so the words go first, and the picture comes to
// them.

// drawAnswer puts the picture of an answer into it. Where that fails, the answer
// stays as it is.
func (a *answerer) drawAnswer(i *discordgo.Interaction, m message) {
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	where := discordgo.EndpointWebhookMessage(i.AppID, url.PathEscape(i.Token), "@original")
	a.tryPicture(ctx, i, m, func(m message, picture []byte) error {
		return a.sendAnswer(ctx, http.MethodPatch, where, m.instead(), picture)
	})
}

// followWithPicture sends one more message behind an answer with its picture;
// false where it is to go without.
func (a *answerer) followWithPicture(ctx context.Context, i *discordgo.Interaction, where string, m message) bool {
	return a.tryPicture(ctx, i, m, func(m message, picture []byte) error {
		return a.sendAnswer(ctx, http.MethodPost, where, m.fresh(), picture)
	})
}

// tryPicture makes a request with the picture of a message; whatever goes wrong
// is a reason to go without.
func (a *answerer) tryPicture(ctx context.Context, i *discordgo.Interaction, m message, request func(m message, picture []byte) error) bool {
	shown, err := a.illustrate(ctx, i.ChannelID, m, func(m message, picture []byte) error {
		a.commands.link([]message{m})
		err := request(m, picture)
		var refused *refusedAnswer
		if errors.As(err, &refused) && refusesPart(refused.status) {
			return &pictureError{err}
		}
		return err
	})
	if err != nil {
		a.log.Warn("an answer goes without its picture", "error", a.redact(err))
	}
	return shown
}
