package telegram

import (
	"context"
	"errors"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/go-telegram/bot"

	"prayerbot/bot/adapter"
	"prayerbot/bot/outbox"
	"prayerbot/commands/reply"
)

// coreTime bounds how long the core may take: people get a polite sentence
// after it.
const coreTime = 3 * time.Second

// A seat is where an answer belongs.
type seat struct {
	chat     int64
	thread   int
	command  int    // the message with the command; 0 is none
	pressed  int    // the message whose button was pressed; 0 is none, or out of reach
	callback string // of the pressed button
	person   int64  // 0 is not known
	private  bool
	channel  bool
}

// enter deals with one update. It is the door: what panics behind it is caught
// here, once.
func (p *Platform) enter(ctx context.Context, u update) {
	if broken := adapter.Guard(func() { p.handle(ctx, u) }); broken != nil {
		p.Log.Error("an update could not be dealt with", "update", u.ID, "panic", broken.Value, "stack", broken.Stack)
	}
}

// handle deals with one update.
func (p *Platform) handle(ctx context.Context, u update) {
	switch {
	case u.Message != nil && u.Message.MigrateTo != 0:
		p.moved(ctx, u.Message)
	case u.Message != nil:
		p.said(ctx, u.Message)
	case u.Post != nil:
		p.said(ctx, u.Post)
	case u.Callback != nil:
		p.pressed(ctx, u.Callback)
	case u.Member != nil:
		p.membership(ctx, u.Member)
	}
}

// said answers a message that is meant for the bot.
func (p *Platform) said(ctx context.Context, m *message) {
	req := p.request(m, m.From)
	if !p.forUs(m, &req) {
		return
	}
	s := seatOf(m, req)
	if !req.Private {
		s.command = m.ID
	}
	p.answer(ctx, s, p.ask(ctx, req))
}

func seatOf(m *message, req reply.Request) seat {
	s := seat{chat: m.Chat.ID, private: req.Private, channel: req.Channel}
	if m.IsTopic {
		s.thread = m.Thread
	}
	if m.From != nil {
		s.person = m.From.ID
	}
	return s
}

// pressed answers a button.
func (p *Platform) pressed(ctx context.Context, c *callback) {
	if c.Message == nil {
		p.answerCallback(ctx, c.ID, "", "")
		return
	}
	req := p.request(c.Message, &c.From)
	// The message is the bot's own: whoever pressed speaks, not its sender.
	req.Person, req.Language, req.Role = key(c.From.ID, 0), c.From.Language, reply.RoleUnknown
	req.Payload, req.Origin, req.Quoted = c.Data, c.Message.under(c.From), ""
	s := seatOf(c.Message, req)
	s.callback, s.person = c.ID, c.From.ID
	if c.Message.Date != 0 {
		s.pressed = c.Message.ID
	}
	p.answer(ctx, s, p.ask(ctx, req))
}

// ask asks the core, within its time.
func (p *Platform) ask(ctx context.Context, req reply.Request) (reply reply.Reply) {
	ctx, cancel := context.WithTimeout(ctx, coreTime)
	defer cancel()
	began := time.Now()
	defer func() {
		if broken := recover(); broken != nil {
			p.Log.Error("a command panicked", "command", req.Command, "panic", broken, "stack", string(debug.Stack()))
			reply = p.Core.Sorry(req.Language)
		}
		if p.Handled != nil {
			p.Handled(req.Command, time.Since(began))
		}
	}()
	return p.Core.Handle(ctx, req)
}

// maxToast is the longest text of a callback's answer, in characters.
const maxToast = 200

// answer shows a reply where it belongs.
func (p *Platform) answer(ctx context.Context, s seat, r reply.Reply) {
	if s.callback != "" && !s.private {
		p.answerPress(ctx, s, r)
		return
	}
	if s.callback != "" {
		toast := ""
		if r.Visibility == reply.ForAsker && len(r.Buttons) == 0 {
			toast = toastOf(r)
		}
		p.answerCallback(ctx, s.callback, toast, "")
		if toast != "" {
			return
		}
	}
	if r.Empty() || r.Again {
		return
	}
	if r.Visibility == reply.Private && !s.private {
		p.answerSecret(ctx, s, r)
		return
	}
	p.answerOpen(ctx, s, r)
}

// toastOf is a reply as the little text over a chat; "" where it is too long.
func toastOf(r reply.Reply) string {
	var lines []string
	if r.Title != "" {
		lines = append(lines, r.Title)
	}
	for _, b := range r.Blocks {
		if len(b.Items) > 0 {
			return ""
		}
		lines = append(lines, b.Text)
	}
	text := strings.Join(lines, "\n")
	if len(utf16.Encode([]rune(text))) > maxToast {
		return ""
	}
	return text
}

// answerCallback answers a press: with a text over the chat, by opening an
// address, or with neither.
func (p *Platform) answerCallback(ctx context.Context, id, text, url string) {
	params := &bot.AnswerCallbackQueryParams{CallbackQueryID: id, Text: text, ShowAlert: text != "", URL: url}
	if _, err := p.api.AnswerCallbackQuery(ctx, params); err != nil {
		p.Log.Debug("a button's press could not be answered", "error", p.redact(err))
	}
}

// answerSecret shows a reply to the asker alone, and says aside that it did or
// could not.
func (p *Platform) answerSecret(ctx context.Context, s seat, r reply.Reply) {
	if aside := p.tellSecret(ctx, s, r); aside != "" {
		p.answerOpen(ctx, s, reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: aside}}})
	}
}

// tellSecret tells the asker in private, and returns what is to be said aside.
func (p *Platform) tellSecret(ctx context.Context, s seat, r reply.Reply) (aside string) {
	if s.person != 0 && p.sendAll(ctx, seat{chat: s.person, private: true}, render(r)) == nil {
		return r.Aside
	}
	return r.AsideFailed
}

// answerOpen shows a reply in the chat: instead of the pressed message where
// that is wanted and can be done, else as a new one.
func (p *Platform) answerOpen(ctx context.Context, s seat, r reply.Reply) {
	parts := p.render(ctx, s, r)
	if r.Visibility == reply.InPlace && s.pressed != 0 && p.edit(ctx, s, parts[0]) == nil {
		parts = parts[1:]
	}
	if err := p.sendAll(ctx, s, parts); err != nil {
		p.Log.Warn("an answer could not be given", "error", err)
	}
}

// sendAll sends an answer's messages, the first as a reply to the command, and
// the one with buttons too: by that it is known whose answer it is.
func (p *Platform) sendAll(ctx context.Context, s seat, parts []part) error {
	for i, part := range parts {
		replyTo := 0
		if i == 0 || part.keyboard != nil {
			replyTo = s.command
		}
		if err := p.sendPatiently(ctx, s, part, replyTo); err != nil {
			return err
		}
	}
	return nil
}

// maxPatience is how long a person is let wait for an answer that Telegram
// asks to hold back.
const maxPatience = 5 * time.Second

// sendPatiently sends once more after a short wait where Telegram asks for it.
func (p *Platform) sendPatiently(ctx context.Context, s seat, part part, replyTo int) error {
	if err := p.pacer.Answer(ctx); err != nil {
		return err
	}
	_, err := p.sendPart(ctx, s.chat, s.thread, part, replyTo)
	var wait *outbox.RetryAfterError
	if errors.As(err, &wait) && wait.Everyone {
		p.pacer.Pause(p.Clock.Now().Add(wait.For))
	}
	if wait != nil && wait.For <= maxPatience && p.Clock.Sleep(ctx, wait.For) == nil {
		_, err = p.sendPart(ctx, s.chat, s.thread, part, replyTo)
	}
	return err
}

// edit puts a text into the message whose button was pressed.
func (p *Platform) edit(ctx context.Context, s seat, part part) error {
	return p.redact(p.editPart(ctx, s.chat, s.pressed, part))
}
