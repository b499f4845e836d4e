package commands

import (
	"context"
	"time"

	"prayerbot/commands/announce"
	"prayerbot/commands/pray"
	"prayerbot/commands/recall"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// Daily is what a subscription receives for a slot: see pray.Daily.
func (c *Core) Daily(ctx context.Context, chat record.Chat, s record.Subscription, slot record.Slot, now time.Time) (reply.Reply, error) {
	if err := c.env.Refresh(ctx, now); err != nil {
		return reply.Reply{}, err
	}
	r, err := pray.Daily(ctx, c.env, &c.cache, chat, s, slot, now)
	return accented(r, "pray"), err
}

// Digest is what a subscription to the news receives for a slot: see
// pray.Digest.
func (c *Core) Digest(ctx context.Context, chat record.Chat, s record.Subscription, slot record.Slot, now time.Time) (reply.Reply, time.Time, error) {
	if err := c.env.Refresh(ctx, now); err != nil {
		return reply.Reply{}, time.Time{}, err
	}
	r, told, err := pray.Digest(ctx, c.env, chat, s, slot, now)
	return accented(r, "news"), told, err
}

// Announced is how an announcement looks in a chat of the language.
func (c *Core) Announced(a record.Announcement, language string) reply.Reply {
	r := announce.Announced(c.env, a, language)
	r.Accent = accentOf(a)
	return r
}

// Retracted is what stands in the place of an announcement that was taken back.
func (c *Core) Retracted(a record.Announcement, language string) reply.Reply {
	if a.Recalls() {
		return accented(recall.Note(c.env, language), "recall")
	}
	return accented(announce.Retracted(c.env, a, language), "announce")
}

// Recallable says what an id is of and in how many chats it stands: see
// recall.Find.
func (c *Core) Recallable(ctx context.Context, id string, now time.Time) (recall.Subject, error) {
	return recall.Find(ctx, c.env, c.env.Voice(""), id, now)
}

// Recall withdraws it, in the name of the operator at the machine: see
// recall.Start.
func (c *Core) Recall(ctx context.Context, s recall.Subject, now time.Time) error {
	return recall.Start(ctx, c.env, s, "", now)
}

// EndRecall brings it back: see recall.End.
func (c *Core) EndRecall(ctx context.Context, s recall.Subject, now time.Time) error {
	return recall.End(ctx, c.env, c.env.Voice(""), s, now)
}

// Release sends what was scheduled on a platform: see announce.Release.
func (c *Core) Release(ctx context.Context, platform string, now time.Time) error {
	return announce.Release(ctx, c.env, platform, now)
}

// ComposeAnnouncement makes a draft for the operator at the machine: see announce.Compose.
func (c *Core) ComposeAnnouncement(ctx context.Context, p announce.ConsoleAnnouncement, now time.Time) (record.Announcement, int, error) {
	return announce.Compose(ctx, c.env, p, now)
}

// SendAnnouncement sends or schedules what ComposeAnnouncement has made: see announce.Send.
func (c *Core) SendAnnouncement(ctx context.Context, draft record.Announcement, reach int, now time.Time) error {
	return announce.Send(ctx, c.env, draft, reach, now)
}

// ModeratorRoles lists the platform's roles whose holders are moderators of a server or group,
// for an adapter that is asked about somebody's role.
func (c *Core) ModeratorRoles(ctx context.Context, platform, groupID string) ([]string, error) {
	return c.env.ModeratorRoles(ctx, platform, groupID)
}

// ParseAudience reads an audience as an operator writes it: see
// announce.ParseAudience.
func (c *Core) ParseAudience(text string) (record.Audience, error) {
	return announce.ParseAudience(c.env, text)
}
