package telegram

import (
	"context"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// moved follows a group that has become a supergroup. Its topics come only
// with the new form, so the group's own name is all that moves.
func (d *dispatcher) moved(ctx context.Context, m *message) {
	from := record.ChatID{Platform: name, Key: key(m.Chat.ID, 0)}
	to := record.ChatID{Platform: name, Key: key(m.MigrateTo, 0)}
	if err := d.core.Move(ctx, from, to); err != nil {
		d.log.Error("a group that moved could not be followed", "error", err)
	}
}

// membership notes that the bot was shut out, and greets where it was let in.
func (d *dispatcher) membership(ctx context.Context, m *memberUpdate) {
	d.layout.kinds.note(m.Chat)
	id := record.ChatID{Platform: name, Key: key(m.Chat.ID, 0)}
	var cause record.StopCause
	switch {
	case m.New.Status == "kicked" || m.New.Status == "left":
		cause = record.StopBlocked
	case m.New.Status == "restricted" && m.New.CanSend != nil && !*m.New.CanSend:
		cause = record.StopForbidden
	}
	if cause != "" {
		if err := d.core.Stop(ctx, id, cause, d.clock.Now()); err != nil {
			d.log.Error("a chat that shut the bot out could not be noted", "error", err)
		}
		return
	}
	wasOut := m.Old.Status == "left" || m.Old.Status == "kicked" || m.Old.Status == ""
	if wasOut && (m.Chat.Type == "group" || m.Chat.Type == "supergroup") && !d.greeted.again(m.Chat.ID, d.clock.Now()) {
		d.greet(ctx, m)
	}
}

// greet says who the bot is in a group that has just added it.
func (d *dispatcher) greet(ctx context.Context, m *memberUpdate) {
	req := reply.Request{
		Chat: record.ChatID{Platform: name, Key: key(m.Chat.ID, 0)}, GroupID: key(m.Chat.ID, 0),
		Person: key(m.From.ID, 0), Language: m.From.Language, Now: d.clock.Now(), Command: "start",
	}
	d.answerer.give(ctx, destination{chat: m.Chat.ID, language: m.From.Language}, d.ask(ctx, req))
}

// gather takes what was kept of a topic of a private chat to the chat itself, which
// has no chats beside it.
func (d *dispatcher) gather(ctx context.Context, m *message) {
	if !m.IsTopic || m.Chat.Type != "private" {
		return
	}
	from := record.ChatID{Platform: name, Key: key(m.Chat.ID, m.Thread)}
	if err := d.core.Move(ctx, from, record.ChatID{Platform: name, Key: m.chatKey()}); err != nil {
		d.log.Error("what was kept of a private topic could not be gathered", "error", err)
	}
}
