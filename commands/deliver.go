package commands

import (
	"context"
	"time"

	"prayerbot/commands/announce"
	"prayerbot/commands/community"
	"prayerbot/commands/pray"
	"prayerbot/commands/recall"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
	"prayerbot/content"
)

// A composer makes what the bot sends by itself.
type composer struct {
	env   *session.Env
	cache pray.ReplyCache
}

// Daily is what a subscription receives for a slot: see pray.Daily and pray.WithOffer. It
// is empty where the same comes there by itself.
func (c *composer) Daily(ctx context.Context, chat record.Chat, s record.Subscription, slot record.Slot, now time.Time) (reply.Reply, error) {
	if err := c.env.Refresh(ctx, now); err != nil {
		return reply.Reply{}, err
	}
	if c.env.Forwarded(ctx, chat, s, slot) {
		return reply.Reply{}, nil
	}
	r, err := pray.Daily(ctx, c.env, &c.cache, chat, s, slot, now)
	if err != nil {
		return reply.Reply{}, err
	}
	return accented(pray.WithOffer(ctx, c.env, r, chat, s, slot), "pray"), nil
}

// Digest is what a subscription to the news receives for a slot: see
// pray.Digest.
func (c *composer) Digest(ctx context.Context, chat record.Chat, s record.Subscription, slot record.Slot, now time.Time) (reply.Reply, time.Time, error) {
	if err := c.env.Refresh(ctx, now); err != nil {
		return reply.Reply{}, time.Time{}, err
	}
	r, told, err := pray.Digest(ctx, c.env, chat, s, slot, now)
	if err == nil && !r.Empty() && c.env.Forwarded(ctx, chat, s, slot) {
		return reply.Reply{}, told, nil
	}
	return accented(r, "news"), told, err
}

// Joined tells whether what the channel that is joined to a chat is sent comes there by
// itself, as the chat would be sent it.
func (c *composer) Joined(ctx context.Context, chat record.Chat) bool {
	return c.env.Joined(ctx, chat)
}

// Announced is how an announcement looks in a chat of the language. What goes to
// the operators is discreet: of their chats nothing else may be known.
func (c *composer) Announced(a record.Announcement, language string) reply.Reply {
	switch {
	case a.Kind.OfCommunity():
		return accented(community.Notice(c.env, a, language), "community")
	case a.Kind == record.KindStopped:
		return accented(schedule.StoppedNotice(c.env, a, language), "status")
	case a.To.Kind == record.ToOperators:
		return concealer{c.env}.conceal(pray.ConcernNotice(c.env, a, language), language)
	}
	r := announce.Announced(c.env, a, language)
	told := c.env.SessionFor(c.env.CurrentLibrary(), session.Look{Language: language}, a.Confirmed)
	r.Accent, r.Dated, r.Topics = accentOf(a), told.Date(content.DateOf(a.Confirmed)), told.Topics()
	if country := told.Library.Country(a.Country); country != nil {
		r.Topics = told.Topics(country)
	}
	return r
}

// Retracted is what stands in the place of an announcement that was taken back.
func (c *composer) Retracted(a record.Announcement, language string) reply.Reply {
	if a.Recalls() {
		return accented(recall.Note(c.env, language), "recall")
	}
	return accented(announce.Retracted(c.env, a, language), "announce")
}
