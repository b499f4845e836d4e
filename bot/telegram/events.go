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

// forwarded notes that the posts of a channel come to a group by themselves.
func (d *dispatcher) forwarded(ctx context.Context, m *message) {
	channel := record.ChatID{Platform: name, Key: key(m.fromChannel(), 0)}
	if err := d.core.Forwards(ctx, channel, record.ChatID{Platform: name, Key: key(m.Chat.ID, 0)}, d.clock.Now()); err != nil {
		d.log.Error("a channel that is joined to a group could not be noted", "error", err)
	}
}

// membership notes that the bot was shut out, with all the topics of a group, and goes
// on where it was let in again; a group where nothing waited is greeted.
func (d *dispatcher) membership(ctx context.Context, m *memberUpdate) {
	d.layout.kinds.note(m.Chat)
	id := record.ChatID{Platform: name, Key: key(m.Chat.ID, 0)}
	if cause := m.New.stops(m.Chat.Type); cause != "" {
		if err := d.core.StopGroup(ctx, id, cause, d.clock.Now()); err != nil {
			d.log.Error("a chat that shut the bot out could not be noted", "error", err)
		}
		return
	}
	said, err := d.core.ResumeGroup(ctx, id, m.New.ManagesTopics, d.clock.Now())
	if err != nil {
		d.log.Error("a chat that let the bot in could not be noted", "error", err)
	}
	for _, one := range said {
		d.answerer.say(ctx, one.Chat, one.Reply)
	}
	d.brought(ctx, m)
	wasOut := m.Old.Status == "left" || m.Old.Status == "kicked" || m.Old.Status == ""
	if wasOut && len(said) == 0 && (m.Chat.Type == "group" || m.Chat.Type == supergroupType) && !d.greeted.again(d.clock.Now(), greeting{m.Chat.ID, m.From.ID, true}) {
		d.greet(ctx, m)
	}
}

// stops is why nothing can be sent to somebody who has this standing in a chat; "" is
// nothing wrong.
func (m member) stops(chatType string) record.StopCause {
	denied := func(may *bool) bool { return may != nil && !*may }
	switch {
	case m.Status == "kicked" || m.Status == "left":
		return record.StopBlocked
	case m.Status == "restricted" && denied(m.CanSend), chatType == channelType && m.Status == "administrator" && denied(m.CanPost):
		return record.StopForbidden
	}
	return ""
}

// reopened goes on where a topic was opened again.
func (d *dispatcher) reopened(ctx context.Context, m *message) {
	d.answerer.returned(ctx, record.ChatID{Platform: name, Key: m.chatKey()})
}

// returned goes on in a chat where the bot may write again, and says what was missed.
func (a *answerer) returned(ctx context.Context, id record.ChatID) {
	back, err := a.core.Resume(ctx, id, a.clock.Now())
	if err != nil {
		a.log.Error("a chat that let the bot in could not be noted", "error", err)
	}
	if !back.Empty() {
		a.say(ctx, id, back)
	}
}

// say has a reply shown in a chat that did not ask for it.
func (a *answerer) say(ctx context.Context, id record.ChatID, r reply.Reply) {
	chat, thread, err := parseKey(id.Key)
	if err != nil {
		return
	}
	channel, _ := a.layout.kinds.of(chat)
	a.give(ctx, destination{chat: chat, thread: thread, private: chat > 0, channel: channel, asked: a.clock.Now()}, r)
}

// unheard notes that an answer could not be given because nothing can be said in its
// chat, and tells the asker in private, as far as they let the bot.
func (a *answerer) unheard(ctx context.Context, s destination, cause record.StopCause) {
	if err := a.core.Stop(ctx, record.ChatID{Platform: name, Key: key(s.chat, s.thread)}, cause, a.clock.Now()); err != nil {
		a.log.Error("a chat that cannot be written to could not be noted", "error", err)
	}
	if s.private || s.person == 0 {
		return
	}
	if err := a.sendAll(ctx, destination{chat: s.person, private: true}, render(a.core.Unheard(cause, s.language))); err != nil {
		a.log.Debug("somebody could not be told that nothing can be said where they asked", "error", err)
	}
}

// brought has somebody who has made the bot an administrator of a channel asked in
// private what shall come there, as far as they let the bot.
func (d *dispatcher) brought(ctx context.Context, m *memberUpdate) {
	if m.Chat.Type != channelType || m.New.Status != "administrator" || m.Old.Status == "administrator" || m.From.ID <= 0 {
		return
	}
	req := d.requestInPrivate(m.From)
	req.Command, req.Line = reply.OnChat, key(m.Chat.ID, 0)
	d.answerer.give(ctx, destination{chat: m.From.ID, private: true, language: m.From.Language, asked: req.Now}, d.ask(ctx, req))
}

// greet says who the bot is in a group that has just added it.
func (d *dispatcher) greet(ctx context.Context, m *memberUpdate) {
	req := d.request(&message{Chat: m.Chat}, &m.From)
	req.Command = "start"
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
