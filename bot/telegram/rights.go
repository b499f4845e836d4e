package telegram

import (
	"context"
	"strconv"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/bot/adapter"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// rights knows what people may do: at the moment at which it is asked.
type rights struct {
	*client
	denials adapter.Denials
}

// Role asks Telegram what a person may do in a chat. Its "no" is remembered for a
// minute.
func (r *rights) Role(ctx context.Context, id record.ChatID, _, person string) (reply.Role, error) {
	chat, _, err := parseKey(id.Key)
	if err != nil {
		return reply.Anyone, err
	}
	user, err := strconv.ParseInt(person, 10, 64)
	if err != nil {
		return reply.Anyone, nil
	}
	place := strconv.FormatInt(chat, 10)
	if _, denied := r.denials.Find(place, person, r.clock.Now()); denied {
		return reply.Anyone, nil
	}
	member, err := r.api.GetChatMember(ctx, &bot.GetChatMemberParams{ChatID: chat, UserID: user})
	if err != nil {
		return reply.Anyone, r.redact(err)
	}
	if member.Type == models.ChatMemberTypeOwner || member.Type == models.ChatMemberTypeAdministrator {
		return reply.Moderator, nil
	}
	r.denials.Keep(place, person, nil, r.clock.Now())
	return reply.Anyone, nil
}
