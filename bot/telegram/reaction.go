package telegram

import (
	"context"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// react marks a message with an emoji. A group may have turned that off: then
// nothing takes its place.
func (a *answerer) react(ctx context.Context, chat int64, message int, emoji string) {
	if err := a.pacer.Answer(ctx); err != nil {
		return
	}
	_, err := a.api.SetMessageReaction(ctx, &bot.SetMessageReactionParams{
		ChatID: chat, MessageID: message,
		Reaction: []models.ReactionType{{Type: models.ReactionTypeTypeEmoji, ReactionTypeEmoji: &models.ReactionTypeEmoji{Emoji: emoji}}},
	})
	if err != nil {
		a.log.Debug("a message could not be marked", "error", a.redact(err))
	}
}
