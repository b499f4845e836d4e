package telegram

import (
	"context"
	"errors"
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
	ctx, trace := adapter.WithTrace(ctx)
	leads, err := r.leads(ctx, chat, user)
	if err != nil {
		return reply.Anyone, r.sort(err, trace, chat)
	}
	if leads {
		return reply.Moderator, nil
	}
	r.denials.Keep(place, person, nil, r.clock.Now())
	return reply.Anyone, nil
}

// Nature is what Telegram says of a chat. A topic is part of a group.
func (r *rights) Nature(ctx context.Context, id record.ChatID) (reply.Nature, error) {
	number, thread, err := parseKey(id.Key)
	nature := reply.Nature{GroupID: key(number, 0)}
	if err != nil || thread != 0 {
		return nature, err
	}
	if err := r.pacer.Question(ctx); err != nil {
		return nature, err
	}
	found, err := r.api.GetChat(ctx, &bot.GetChatParams{ChatID: number})
	if err != nil {
		return nature, r.redact(err)
	}
	r.layout.kinds.note(chat{ID: found.ID, Type: string(found.Type)})
	if nature.Channel = string(found.Type) == channelType; found.LinkedChatID != 0 {
		nature.Linked = key(found.LinkedChatID, 0)
	}
	return nature, nil
}

// mayPost tells whether an administrator may speak for a chat: in a channel only who may
// post there. Where Telegram does not say what the chat is, that is an error.
func (r *rights) mayPost(ctx context.Context, chat int64, admin *models.ChatMemberAdministrator) (bool, error) {
	if admin.CanPostMessages {
		return true, nil
	}
	channel, err := r.layout.askKind(ctx, chat)
	return err == nil && !channel, err
}

// leads tells whether a person is an administrator of a chat. Where its members are
// hidden Telegram may say nothing of one of them, but always who its administrators
// are (https://core.telegram.org/bots/api#getchatmember).
func (r *rights) leads(ctx context.Context, chat, user int64) (bool, error) {
	if err := r.pacer.Question(ctx); err != nil {
		return false, err
	}
	member, err := r.api.GetChatMember(ctx, &bot.GetChatMemberParams{ChatID: chat, UserID: user})
	if err == nil {
		return r.isLeader(ctx, chat, *member)
	}
	if !errors.Is(err, bot.ErrorBadRequest) {
		return false, err
	}
	if err := r.pacer.Question(ctx); err != nil {
		return false, err
	}
	all, err := r.api.GetChatAdministrators(ctx, &bot.GetChatAdministratorsParams{ChatID: chat})
	if err != nil {
		return false, err
	}
	for _, m := range all {
		if idOfMember(m) == user {
			return r.isLeader(ctx, chat, m)
		}
	}
	return false, nil
}

// isLeader tells whether a member of a chat leads it.
func (r *rights) isLeader(ctx context.Context, chat int64, m models.ChatMember) (bool, error) {
	if m.Type == models.ChatMemberTypeAdministrator && m.Administrator != nil {
		return r.mayPost(ctx, chat, m.Administrator)
	}
	return m.Type == models.ChatMemberTypeOwner, nil
}

// idOfMember is the person who leads a chat; 0 is another member, or nobody.
func idOfMember(m models.ChatMember) int64 {
	switch {
	case m.Owner != nil && m.Owner.User != nil:
		return m.Owner.User.ID
	case m.Administrator != nil:
		return m.Administrator.User.ID
	}
	return 0
}
