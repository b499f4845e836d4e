package commands

import (
	"context"
	"slices"
	"time"

	"prayerbot/commands/pray"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
)

// marked counts somebody who has marked what a chat was sent today with folded
// hands, by the same mark as a press of its button. Nothing is said: the answer
// has the number, and the buttons of the message where it is to be shown under it.
// What is no delivery of today is nobody's prayer.
func (c *conversation) marked(ctx context.Context, s *session.Session) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	sub := deliveredToday(chat, s.Request.Marked, s.Request.Now)
	if sub == nil {
		return reply.Reply{}, nil
	}
	counted, err := pray.Prayed(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	silent := reply.Reply{Counted: counted.Counted, Done: counted.Done}
	if ids := sub.Delivered.IDs; ids[len(ids)-1] != s.Request.Marked {
		return silent, nil // the buttons stand under the last of them
	}
	shown, err := c.made.Daily(ctx, chat, *sub, slotOf(*sub), s.Request.Now)
	if err == nil && slices.Equal(shown.About, sub.Delivered.About) {
		shown = concealer{c.env}.Delivered(shown, chat, s.Request.Now)
		silent.Buttons, silent.Share, silent.Start = shown.Buttons, shown.Share, shown.Start
		silent.Discreet = shown.Discreet
	}
	return silent, err
}

// deliveredToday is the subscription of a chat that was sent a message with prayer
// points today; nil where the message is none.
func deliveredToday(chat record.Chat, message string, now time.Time) *record.Subscription {
	for i, s := range chat.Subscriptions {
		today := content.DateOf(now.In(s.Location()))
		if !s.News && s.Delivered.Date == today && slices.Contains(s.Delivered.IDs, message) {
			return &chat.Subscriptions[i]
		}
	}
	return nil
}

// slotOf is the slot that a subscription was sent last.
func slotOf(s record.Subscription) record.Slot {
	due, _ := record.Instant(s.Delivered.Date, s.At, s.Location())
	return record.Slot{Date: s.Delivered.Date, Due: due}
}
