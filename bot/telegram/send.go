package telegram

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// key names a chat: its number, and for a topic of a forum the topic's too.
func key(chat int64, thread int) string {
	if thread == 0 {
		return strconv.FormatInt(chat, 10)
	}
	return fmt.Sprintf("%d/%d", chat, thread)
}

// parseKey reads what key wrote.
func parseKey(k string) (chat int64, thread int, err error) {
	number, topic, isTopic := strings.Cut(k, "/")
	if chat, err = strconv.ParseInt(number, 10, 64); err == nil && isTopic {
		thread, err = strconv.Atoi(topic)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("a Telegram chat is named by its number")
	}
	return chat, thread, nil
}

// Send makes one try to bring a delivery.
func (p *Platform) Send(ctx context.Context, m outbox.Message) (ids []string, err error) {
	chat, thread, err := parseKey(m.Chat.Key)
	if err != nil {
		return nil, &outbox.RefusedError{Err: err}
	}
	for i, part := range p.renderFor(ctx, chat, thread, m.Reply) {
		if i < m.Skip {
			continue
		}
		if i > m.Skip {
			if err := p.pacer.Part(ctx, m.Chat); err != nil {
				return ids, &outbox.PartialError{Sent: i, Err: err}
			}
		}
		id, err := p.sendPart(ctx, chat, thread, part, 0)
		switch {
		case err != nil && i > 0:
			return ids, &outbox.PartialError{Sent: i, Err: err}
		case err != nil:
			return ids, err
		}
		ids = append(ids, strconv.Itoa(id))
	}
	return ids, nil
}

// sendPart sends one message and returns its number; reply 0 answers nobody's
// message. The error is sorted.
func (p *Platform) sendPart(ctx context.Context, chat int64, thread int, part part, reply int) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	ctx, course := follow(ctx)
	m := sending{
		Chat: chat, Thread: thread, Text: part.html, ParseMode: string(models.ParseModeHTML), Preview: preview{Disabled: true}, Keyboard: part.keyboard,
	}
	if reply != 0 {
		m.ReplyTo = &replyTo{ID: reply, Without: true}
	}
	id, err := p.sendMessage(ctx, m)
	return id, p.sort(err, course, chat)
}

// Role asks Telegram what a person may do in a chat.
func (p *Platform) Role(ctx context.Context, id record.ChatID, _, person string) (reply.Role, error) {
	chat, _, err := parseKey(id.Key)
	if err != nil {
		return reply.Anyone, err
	}
	user, err := strconv.ParseInt(person, 10, 64)
	if err != nil {
		return reply.Anyone, nil
	}
	member, err := p.api.GetChatMember(ctx, &bot.GetChatMemberParams{ChatID: chat, UserID: user})
	if err != nil {
		return reply.Anyone, p.redact(err)
	}
	if member.Type == models.ChatMemberTypeOwner || member.Type == models.ChatMemberTypeAdministrator {
		return reply.Moderator, nil
	}
	return reply.Anyone, nil
}
