package commands

import (
	"context"
	"time"

	"prayerbot/commands/announce"
	"prayerbot/commands/recall"
	"prayerbot/commands/record"
	"prayerbot/commands/session"
)

// A console is what the operator at the machine asks for, in no chat.
type console struct{ env *session.Env }

// Operators are the people who run the bot.
func (c console) Operators() []record.UserID { return c.env.Operators() }

// Recallable says what an id is of and in how many chats it stands: see
// recall.Find.
func (c console) Recallable(ctx context.Context, id string, now time.Time) (recall.Subject, error) {
	return recall.Find(ctx, c.env, c.env.VoiceIn(""), id, now)
}

// Recall withdraws it, in the name of the operator at the machine: see
// recall.Start.
func (c console) Recall(ctx context.Context, s recall.Subject, now time.Time) error {
	return recall.Start(ctx, c.env, s, "", now)
}

// EndRecall brings it back: see recall.End.
func (c console) EndRecall(ctx context.Context, s recall.Subject, now time.Time) error {
	return recall.End(ctx, c.env, c.env.VoiceIn(""), s, now)
}

// ComposeAnnouncement makes a draft for the operator at the machine: see announce.Compose.
func (c console) ComposeAnnouncement(ctx context.Context, p announce.ConsoleAnnouncement, now time.Time) (record.Announcement, int, error) {
	return announce.Compose(ctx, c.env, p, now)
}

// SendAnnouncement sends or schedules what ComposeAnnouncement has made: see announce.Send.
func (c console) SendAnnouncement(ctx context.Context, draft record.Announcement, reach int, now time.Time) error {
	return announce.Send(ctx, c.env, draft, reach, now)
}

// ParseAudience reads an audience as an operator writes it: see
// announce.ParseAudience.
func (c console) ParseAudience(text string) (record.Audience, error) {
	return announce.ParseAudience(c.env, text)
}
