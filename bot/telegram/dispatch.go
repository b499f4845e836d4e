package telegram

import (
	"context"
	"strings"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/guard"
	"prayerbot/commands/reply"
)

// A dispatcher deals with updates: it says what each asks of the core.
type dispatcher struct {
	*client
	core     Core
	asker    *adapter.Asker
	layout   *layout
	answerer *answerer
	outgoing *outgoing
}

// coreTime bounds how long the core may take: people get a polite sentence
// after it.
const coreTime = 3 * time.Second

// enter deals with one update. It is the door: what panics behind it is caught
// here, once.
func (d *dispatcher) enter(ctx context.Context, u update) {
	guard.Do(func() { d.handle(ctx, u) }).Log(d.log, "an update could not be dealt with", "update", u.ID)
}

// handle deals with one update.
func (d *dispatcher) handle(ctx context.Context, u update) {
	switch {
	case u.Message != nil && u.Message.MigrateTo != 0:
		d.moved(ctx, u.Message)
	case u.Message != nil && (u.Message.Reopened != nil || u.Message.Unhidden != nil):
		d.reopened(ctx, u.Message)
	case u.Message != nil:
		d.said(ctx, u.Message)
	case u.Edited != nil && strings.HasPrefix(u.Edited.written(), "/"):
		// A command that was mistyped and then put right; all else that is edited
		// has been answered, or is not for the bot.
		d.said(ctx, u.Edited)
	case u.Post != nil:
		d.said(ctx, u.Post)
	case u.Callback != nil:
		d.pressed(ctx, u.Callback)
	case u.Member != nil:
		d.membership(ctx, u.Member)
	}
}

// said answers a message that is meant for the bot.
func (d *dispatcher) said(ctx context.Context, m *message) {
	d.gather(ctx, m)
	req := d.request(m, m.From)
	if !d.forUs(m, &req) {
		return
	}
	s := destinationOf(m, req)
	if !req.Private {
		s.command = m.ID
	}
	r := d.ask(ctx, req)
	if r.Tidy && m.ID != 0 {
		command := s
		d.answerer.aside(ctx, s, func(ctx context.Context) { d.answerer.tidy(ctx, command) })
		s.command = 0
	}
	if r.Reaction != "" && m.ID != 0 {
		d.answerer.aside(ctx, s, func(ctx context.Context) { d.answerer.react(ctx, s.chat, m.ID, r.Reaction) })
	}
	d.answerer.give(ctx, s, r)
}

// pressed answers a button.
func (d *dispatcher) pressed(ctx context.Context, c *callback) {
	if c.Message == nil {
		s := destination{person: c.From.ID, callback: c.ID}
		d.answerer.aside(ctx, s, func(ctx context.Context) { d.answerer.answerCallback(ctx, c.ID, "", "") })
		return
	}
	req := d.request(c.Message, &c.From)
	// The message is the bot's own: whoever pressed speaks, not its sender.
	req.Person, req.Language, req.Role = key(c.From.ID, 0), c.From.Language, reply.RoleUnknown
	req.Payload, req.Origin, req.Quoted = c.Data, c.Message.under(c.From), ""
	s := destinationOf(c.Message, req)
	s.callback, s.person = c.ID, c.From.ID
	if c.Message.Date != 0 && c.Message.Ephemeral == 0 {
		s.pressed = c.Message.ID
	}
	if c.Message.Quoted != nil {
		s.question = c.Message.Quoted.ID
	}
	d.answerer.give(ctx, s, d.ask(ctx, req))
}

// ask asks the core, within its time.
func (d *dispatcher) ask(ctx context.Context, req reply.Request) reply.Reply {
	ctx, cancel := context.WithTimeout(ctx, coreTime)
	defer cancel()
	return d.asker.Ask(ctx, req)
}
