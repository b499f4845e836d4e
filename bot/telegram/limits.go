package telegram

import (
	"strings"
	"time"

	"prayerbot/bot/pace"
	"prayerbot/bot/testhooks"
	"prayerbot/commands/record"
)

// The limits of Telegram (https://core.telegram.org/bots/faq): about 30
// messages a second in all, one a second to a chat, 20 a minute to a group.
// Deliveries leave room for answers.
const (
	perSecond  = 30
	deliveries = 25
	perChat    = time.Second
	perGroup   = 3 * time.Second // between two deliveries
	perMinute  = 20              // messages to a group, answers too
)

// DeliveriesPerSecond is how many deliveries at most go out in a second.
const DeliveriesPerSecond = deliveries

func limits() pace.Limits {
	return pace.Limits{
		PerSecond: testhooks.PerSecond(perSecond), Deliveries: testhooks.PerSecond(deliveries),
		Chat: func(id record.ChatID) time.Duration {
			if isGroup(id) {
				return perGroup
			}
			return perChat
		},
		Window: window,
		Place:  wholeChat,
	}
}

// window is what a chat takes of answers and deliveries together.
func window(id record.ChatID) pace.Window {
	w := pace.Window{Gap: time.Duration(float64(perChat) / testhooks.PerSecond(1))}
	if isGroup(id) {
		w.Most, w.Span = int(testhooks.PerSecond(perMinute)), time.Minute
	}
	return w
}

// isGroup tells whether a chat is a group or channel: their numbers are below
// zero.
func isGroup(id record.ChatID) bool { return strings.HasPrefix(id.Key, "-") }

// wholeChat is the chat that a topic belongs to: Telegram counts what goes to all of
// it.
func wholeChat(id record.ChatID) record.ChatID {
	id.Key, _, _ = strings.Cut(id.Key, "/")
	return id
}

// placeOf is a chat, with all of its topics, as the pacer knows it.
func placeOf(chat int64) record.ChatID { return record.ChatID{Platform: name, Key: key(chat, 0)} }
