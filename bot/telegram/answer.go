package telegram

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/go-telegram/bot"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// An answerer shows replies where they belong.
type answerer struct {
	ephemeralSender
	core     Core
	outgoing *outgoing
}

// A destination is where an answer belongs.
type destination struct {
	chat     int64
	thread   int
	command  int    // the message with the command; 0 is none
	pressed  int    // the message whose button was pressed; 0 is none, or out of reach
	question int    // the message that the pressed one answers; 0 is none
	callback string // of the pressed button
	person   int64  // 0 is not known
	// unseen is the number of the command that the bot alone has read or, of a press,
	// of the message that the asker alone sees; 0 is neither.
	unseen     int
	supergroup bool
	asked      time.Time // when it came
	language   string    // of the person
	private    bool
	channel    bool
}

func destinationOf(m *message, req reply.Request) destination {
	s := destination{chat: m.Chat.ID, private: req.Private, channel: req.Channel, language: req.Language, asked: req.Now, unseen: m.Ephemeral, supergroup: m.Chat.Type == supergroupType}
	if m.IsTopic {
		s.thread = m.Thread
	}
	if m.From != nil {
		s.person = m.From.ID
	}
	return s
}

// maxToast is the longest text of a callback's answer, in characters.
const maxToast = 200

// tidy removes a command from a chat, where the bot may.
func (c editor) tidy(ctx context.Context, s destination) {
	if _, err := c.api.DeleteMessage(ctx, &bot.DeleteMessageParams{ChatID: s.chat, MessageID: s.command}); err != nil {
		c.log.Debug("a command could not be removed", "error", c.redact(err))
	}
}

// answer shows a reply in its chat, or where that is open and the reply is not, to
// the asker alone.
func (a *answerer) answer(ctx context.Context, s destination, r reply.Reply) {
	if r.Visibility == reply.Private && !s.private {
		a.answerPrivately(ctx, s, r)
		return
	}
	a.answerOpen(ctx, s, r)
}

// toastOf is a reply as the little text over a chat; "" where it is too long.
// Nothing in it can be covered.
func toastOf(r reply.Reply) string {
	if r.Discreet != "" {
		return r.Discreet
	}
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
func (a *answerer) answerCallback(ctx context.Context, id, text, url string) {
	params := &bot.AnswerCallbackQueryParams{CallbackQueryID: id, Text: text, URL: url}
	if _, err := a.api.AnswerCallbackQuery(ctx, params); err != nil {
		a.log.Debug("a button's press could not be answered", "error", a.redact(err))
	}
}

// answerPrivately shows a reply to the asker alone, and says in the chat that it did or
// could not.
func (a *answerer) answerPrivately(ctx context.Context, s destination, r reply.Reply) {
	if notice := a.tellPrivately(ctx, s, r); notice != "" {
		a.answerOpen(ctx, s, reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: notice}}, Discreet: r.Discreet, Silent: r.Silent})
	}
}

// tellPrivately tells the asker in private, and returns what is to be said in the chat.
func (a *answerer) tellPrivately(ctx context.Context, s destination, r reply.Reply) (notice string) {
	if s.person != 0 && a.sendAll(ctx, destination{chat: s.person, private: true}, render(r)) == nil {
		return r.Aside
	}
	return r.AsideFailed
}

// answerOpen shows a reply in the chat: instead of the pressed message where
// that is wanted and can be done, else as a new one. What was asked unseen is
// answered unseen.
func (a *answerer) answerOpen(ctx context.Context, s destination, r reply.Reply) {
	if s.unseen != 0 {
		a.answerUnseen(ctx, s, r)
		return
	}
	parts := a.layout.render(ctx, s, r)
	if r.Visibility == reply.InPlace && s.pressed != 0 && a.edit(ctx, s, parts[0]) == nil {
		parts = parts[1:]
	}
	err := a.sendAll(ctx, s, parts)
	var gone *delivery.GoneError
	switch {
	case errors.As(err, &gone):
		a.unheard(ctx, s, gone.Cause)
	case err != nil:
		a.log.Warn("an answer could not be given", "error", err)
	case r.Stopped: // it was shown all the same
		a.returned(ctx, record.ChatID{Platform: name, Key: key(s.chat, s.thread)})
	}
}

// sendAll sends an answer's messages, the first as a reply to the command, and
// the one with buttons too: by that it is known whose answer it is.
func (a *answerer) sendAll(ctx context.Context, s destination, parts []part) error {
	for i, part := range parts {
		replyTo := 0
		if i == 0 || part.keyboard != nil {
			replyTo = s.command
		}
		if err := a.sendPatiently(ctx, s, part, replyTo); err != nil {
			return err
		}
	}
	return nil
}

// How long an answer waits for its chat: one to what was typed, and one to a
// press, which has to say something soon, and can do so without a message.
const (
	maxPatience   = 2 * time.Minute
	pressPatience = 3 * time.Second
)

// maxTries is how often an answer is tried where Telegram asks to wait.
const maxTries = 3

// sendPatiently sends a message in the chat's turn, and once more in the next one
// where Telegram asks for that.
func (a *answerer) sendPatiently(ctx context.Context, s destination, part part, replyTo int) error {
	for tries := 1; ; tries++ {
		if err := a.pacer.Turn(ctx, placeOf(s.chat), s.patience()); err != nil {
			return err
		}
		_, err := a.sendPart(ctx, s.chat, s.thread, part, replyTo)
		if err == nil || tries == maxTries || !a.pacer.Holds(placeOf(s.chat)) {
			return err
		}
	}
}

// patience is how long an answer waits for its chat.
func (s destination) patience() time.Duration {
	if s.callback != "" && !s.private {
		return pressPatience
	}
	return maxPatience
}

// edit puts a text into the message whose button was pressed. In a group that
// counts as a message.
func (a *answerer) edit(ctx context.Context, s destination, part part) error {
	turn := a.pacer.Touch
	if s.chat < 0 {
		turn = a.pacer.Turn
	}
	if err := turn(ctx, placeOf(s.chat), s.patience()); err != nil {
		return err
	}
	ctx, trace := adapter.WithTrace(ctx)
	err := a.editPart(ctx, s.chat, s.pressed, part)
	a.pacer.Landed(placeOf(s.chat))
	if bot.IsTooManyRequestsError(err) {
		return a.sort(err, trace, s.chat)
	}
	return a.redact(err)
}
