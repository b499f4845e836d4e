package telegram

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
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

// A sender makes single tries to send, edit and delete deliveries.
type sender struct {
	editor
	layout  *layout
	counter *counter // shows numbers under what was sent
}

// Send makes one try to bring a delivery.
func (s *sender) Send(ctx context.Context, m delivery.Message) (ids []string, err error) {
	chat, thread, err := parseKey(m.Chat.Key)
	if err != nil {
		return nil, &delivery.RefusedError{Err: err}
	}
	parts := s.layout.renderFor(ctx, chat, thread, m.Reply)
	return adapter.SendParts(ctx, s.pacer, m, parts, func(_ int, part part) (string, error) {
		id, err := s.sendPart(ctx, chat, thread, part, 0)
		return strconv.Itoa(id), err
	})
}
