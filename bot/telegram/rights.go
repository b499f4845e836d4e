package telegram

import (
	"context"
	"errors"
	"slices"
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
	layout  *layout
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
	leads, err := r.leads(ctx, chat, user)
	if err != nil {
		return reply.Anyone, r.redact(err)
	}
	if leads {
		return reply.Moderator, nil
	}
	r.denials.Keep(place, person, nil, r.clock.Now())
	return reply.Anyone, nil
}

// mayPost tells whether an administrator may speak for a chat: in a channel only who may
// post there.
func (r *rights) mayPost(ctx context.Context, chat int64, admin *models.ChatMemberAdministrator) bool {
	return admin.CanPostMessages || !r.layout.isChannel(ctx, chat, 0)
}

// leads tells whether a person is an administrator of a chat. Where its members are
// hidden Telegram may say nothing of one of them, but always who its administrators
// are (https://core.telegram.org/bots/api#getchatmember).
func (r *rights) leads(ctx context.Context, chat, user int64) (bool, error) {
	member, err := r.api.GetChatMember(ctx, &bot.GetChatMemberParams{ChatID: chat, UserID: user})
	if err == nil {
		return member.Type == models.ChatMemberTypeOwner || member.Administrator != nil && r.mayPost(ctx, chat, member.Administrator), nil
	}
	if !errors.Is(err, bot.ErrorBadRequest) {
		return false, err
	}
	all, err := r.api.GetChatAdministrators(ctx, &bot.GetChatAdministratorsParams{ChatID: chat})
	return slices.ContainsFunc(all, func(m models.ChatMember) bool {
		return m.Owner != nil && m.Owner.User != nil && m.Owner.User.ID == user || m.Administrator != nil && m.Administrator.User.ID == user && r.mayPost(ctx, chat, m.Administrator)
	}), err
}
