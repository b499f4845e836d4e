package telegram

import (
	"context"
	"strconv"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// rights knows what people may do: at the moment at which it is asked.
type rights struct{ *client }

// Role asks Telegram what a person may do in a chat.
func (r *rights) Role(ctx context.Context, id record.ChatID, _, person string) (reply.Role, error) {
	chat, _, err := parseKey(id.Key)
	if err != nil {
		return reply.Anyone, err
	}
	user, err := strconv.ParseInt(person, 10, 64)
	if err != nil {
		return reply.Anyone, nil
	}
	member, err := r.api.GetChatMember(ctx, &bot.GetChatMemberParams{ChatID: chat, UserID: user})
	if err != nil {
		return reply.Anyone, r.redact(err)
	}
	if member.Type == models.ChatMemberTypeOwner || member.Type == models.ChatMemberTypeAdministrator {
		return reply.Moderator, nil
	}
	return reply.Anyone, nil
}
