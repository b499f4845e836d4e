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
	counter  *counter
	greeted  greeted
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
	case u.Message != nil && u.Message.fromChannel() != 0:
		d.forwarded(ctx, u.Message)
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
	case u.Reaction != nil:
		d.reacted(ctx, u.Reaction)
	case u.Inline != nil:
		d.searched(ctx, u.Inline)
	}
}

// said answers a message that is meant for the bot.
func (d *dispatcher) said(ctx context.Context, m *message) {
	d.gather(ctx, m)
	req := d.request(m, m.From)
	if !d.forUs(m, &req) {
		return
	}
	if isGreeting(req) && m.From != nil && d.greeted.again(d.clock.Now(), greeting{chat: m.Chat.ID, person: m.From.ID}) {
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
	if c.Message == nil && c.Inline != "" && reply.PrayedPoint(c.Data) != "" {
		d.prayedElsewhere(ctx, c)
		return
	}
	if c.Message == nil {
		s := destination{person: c.From.ID, callback: c.ID}
		d.answerer.aside(ctx, s, func(ctx context.Context) { d.answerer.answerCallback(ctx, c.ID, "", "") })
		return
	}
	if c.Message.Date == 0 && c.Message.Thread == 0 { // Telegram says no more of it than where it stood
		c.Message.Thread = d.threads.of(c.Message.Chat.ID, c.Message.ID)
		c.Message.IsTopic = c.Message.Thread != 0
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
	r := d.ask(ctx, req)
	d.answerer.give(ctx, s, r)
	d.show(ctx, s, c, req, r)
}

// show has a pressed message show what its press has done: how many have pressed it,
// or that it is done.
func (d *dispatcher) show(ctx context.Context, s destination, c *callback, req reply.Request, r reply.Reply) {
	switch {
	case counting(c, req, r):
		d.counter.note(ctx, s.chat, count{message: s.pressed, keyboard: c.Message.Keyboard, payload: c.Data, n: r.Counted})
	case r.Done != "" && s.private && s.pressed != 0:
		d.answerer.aside(ctx, s, func(ctx context.Context) {
			d.answerer.markDone(ctx, s, c.Message.Keyboard, c.Data, r.Done)
		})
	}
}

// drain returns when nothing that was asked waits any more.
func (d *dispatcher) drain() {
	d.outgoing.drain()
	d.counter.finish()
}

// ask asks the core, within its time.
func (d *dispatcher) ask(ctx context.Context, req reply.Request) reply.Reply {
	ctx, cancel := context.WithTimeout(ctx, coreTime)
	defer cancel()
	return d.asker.Ask(ctx, req)
}
