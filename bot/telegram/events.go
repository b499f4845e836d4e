package telegram

import (
	"context"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// moved follows a group that has become a supergroup. Its topics come only
// with the new form, so the group's own name is all that moves.
func (p *Platform) moved(ctx context.Context, m *message) {
	from := record.ChatID{Platform: name, Key: key(m.Chat.ID, 0)}
	to := record.ChatID{Platform: name, Key: key(m.MigrateTo, 0)}
	if err := p.Core.Move(ctx, from, to); err != nil {
		p.Log.Error("a group that moved could not be followed", "error", err)
	}
}

// membership notes that the bot was shut out, and greets where it was let in.
func (p *Platform) membership(ctx context.Context, m *memberUpdate) {
	p.kinds.note(m.Chat)
	id := record.ChatID{Platform: name, Key: key(m.Chat.ID, 0)}
	var cause record.StopCause
	switch {
	case m.New.Status == "kicked" || m.New.Status == "left":
		cause = record.StopBlocked
	case m.New.Status == "restricted" && m.New.CanSend != nil && !*m.New.CanSend:
		cause = record.StopForbidden
	}
	if cause != "" {
		if err := p.Core.Stop(ctx, id, cause, p.Clock.Now()); err != nil {
			p.Log.Error("a chat that shut the bot out could not be noted", "error", err)
		}
		return
	}
	wasOut := m.Old.Status == "left" || m.Old.Status == "kicked" || m.Old.Status == ""
	if wasOut && (m.Chat.Type == "group" || m.Chat.Type == "supergroup") {
		p.greet(ctx, m)
	}
}

// greet says who the bot is in a group that has just added it.
func (p *Platform) greet(ctx context.Context, m *memberUpdate) {
	req := reply.Request{
		Chat: record.ChatID{Platform: name, Key: key(m.Chat.ID, 0)}, GroupID: key(m.Chat.ID, 0),
		Person: key(m.From.ID, 0), Language: m.From.Language, Now: p.Clock.Now(), Command: "start",
	}
	p.answer(ctx, seat{chat: m.Chat.ID}, p.ask(ctx, req))
}
