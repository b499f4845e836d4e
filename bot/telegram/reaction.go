package telegram

import (
	"context"
	"encoding/json"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/commands/reply"
)

// react marks a message with an emoji. A group may have turned that off: then
// nothing takes its place.
func (a *answerer) react(ctx context.Context, chat int64, message int, emoji string) {
	if err := a.pacer.Answer(ctx); err != nil {
		return
	}
	_, err := a.api.SetMessageReaction(ctx, &bot.SetMessageReactionParams{
		ChatID: chat, MessageID: message,
		Reaction: []models.ReactionType{{Type: models.ReactionTypeTypeEmoji, ReactionTypeEmoji: &models.ReactionTypeEmoji{Emoji: emoji}}},
	})
	if err != nil {
		a.log.Debug("a message could not be marked", "error", a.redact(err))
	}
}

// A reaction is what somebody marks a message with. Telegram tells only of those
// whose names it shows, in private and where the bot is an administrator.
type reaction struct {
	Chat chat      `json:"chat"`
	ID   int       `json:"message_id"`
	From *user     `json:"user"` // nil is nobody whose name is known
	Old  reactions `json:"old_reaction"`
	New  reactions `json:"new_reaction"`
}

type reactions []struct {
	Emoji string `json:"emoji"`
}

// prays tells whether folded hands are among them.
func (r reactions) prays() bool {
	for _, one := range r {
		if one.Emoji == reply.FoldedHands {
			return true
		}
	}
	return false
}

// reacted counts somebody who has marked a message of the bot with folded hands.
// Nothing is said about it.
func (d *dispatcher) reacted(ctx context.Context, m *reaction) {
	if m.From == nil || m.Old.prays() || !m.New.prays() {
		return
	}
	said := &message{ID: m.ID, Chat: m.Chat, Date: 1, Thread: d.threads.of(m.Chat.ID, m.ID)}
	said.IsTopic = said.Thread != 0
	req := d.request(said, m.From)
	req.Command, req.Marked, req.Hears = "prayed", key(int64(m.ID), 0), false
	r := d.ask(ctx, req)
	keys := keys(d.layout.shared(r).Buttons)
	payload := payloadOfPrayed(r.Buttons)
	if keys == nil || payload == "" {
		return
	}
	raw, err := json.Marshal(keys)
	if err != nil {
		return
	}
	pressed := &callback{From: *m.From, Message: said, Data: payload}
	said.Keyboard = raw
	s := destinationOf(said, req)
	s.person, s.pressed = m.From.ID, m.ID
	d.show(ctx, s, pressed, req, r)
}

// payloadOfPrayed is that of the button by which people say that they have prayed;
// "" where there is none.
func payloadOfPrayed(rows [][]reply.Button) string {
	for _, row := range rows {
		for _, b := range row {
			if b.Counts() {
				return b.Payload()
			}
		}
	}
	return ""
}
