package telegram

import (
	"context"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/commands/reply"
)

// This file shows messages in a group to one person alone
// (https://core.telegram.org/bots/api#ephemeral-messages-and-commands). Nobody says
// whether they have arrived, so nothing that matters stands there alone.

const (
	// ephemeralTime is how long after a press or a command the bot may answer it so:
	// 15 seconds, less what a request takes.
	ephemeralTime = 12 * time.Second
	// maxEphemeralEdit is the longest text that such a message was made to show, in
	// UTF-16 units: Telegram has refused longer ones.
	maxEphemeralEdit = 1024
)

// An ephemeralTo says who alone sees a message, and to which press it is the answer.
type ephemeralTo struct {
	Person   int64  `json:"receiver_user_id"`
	Callback string `json:"callback_query_id,omitempty"` // "" is to none
}

// ephemeral tells whether the bot may still answer somebody so that they alone see it:
// in a supergroup, to a press or to a command that the bot alone has read.
func (a *answerer) ephemeral(s destination) bool {
	return s.supergroup && s.person != 0 && (s.callback != "" || s.unseen != 0) && a.clock.Now().Sub(s.asked) < ephemeralTime
}

// patienceAlone is how long an answer to one person waits for its chat: as long as it
// still may be one.
func (a *answerer) patienceAlone(s destination) time.Duration {
	return min(s.patience(), ephemeralTime-a.clock.Now().Sub(s.asked))
}

// showAlone shows a reply to its asker alone, in the group; false where that may not
// be, or where another way is better: a long one is read in private.
func (a *answerer) showAlone(ctx context.Context, s destination, r reply.Reply) bool {
	if !a.ephemeral(s) {
		return false
	}
	parts := a.layout.render(ctx, s, adapter.WithPictureTexts(r))
	if len(parts) > 1 && r.Start != "" {
		return false
	}
	for i, part := range parts {
		if err := a.sendAlone(ctx, s, part); err != nil {
			a.log.Debug("an answer could not be shown to one person alone", "error", err)
			return i > 0
		}
	}
	return true
}

// sendAlone sends a message that one person sees, in the chat's turn.
func (a *answerer) sendAlone(ctx context.Context, s destination, part part) error {
	if err := a.pacer.Turn(ctx, placeOf(s.chat), a.patienceAlone(s)); err != nil {
		return err
	}
	return a.inPlainerForms(ctx, s.chat, s.thread, part, func(part form) error { return a.postAlone(ctx, s, part) })
}

// postAlone makes one request. The error is sorted.
func (a *answerer) postAlone(ctx context.Context, s destination, part form) error {
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	ctx, trace := adapter.WithTrace(ctx)
	m := sending{
		Chat: s.chat, Thread: s.thread, Text: part.text, ParseMode: string(part.mode), Preview: preview{Disabled: true}, Markup: part.markup(),
		Silent: part.silent, Protect: part.protect, Ephemeral: &ephemeralTo{Person: s.person, Callback: s.callback},
	}
	if s.callback == "" {
		m.ReplyTo = &replyTo{Ephemeral: s.unseen}
	}
	_, err := a.sendMessage(ctx, m)
	a.pacer.Landed(placeOf(s.chat))
	return a.sort(err, trace, s.chat)
}

// replaceAlone puts a reply into the message whose button was pressed and that the
// asker alone sees; false where it cannot be done.
func (a *answerer) replaceAlone(ctx context.Context, s destination, r reply.Reply) bool {
	r = adapter.WithPictureTexts(r)
	parts := a.layout.render(ctx, s, r)
	if len(parts) > 1 {
		return false
	}
	if parts[0].size <= maxEphemeralEdit && a.editAlone(ctx, s, parts[0]) == nil {
		return true
	}
	if !a.showAlone(ctx, s, r) {
		return false
	}
	a.deleteAlone(ctx, s)
	return true
}

// editAlone puts a text into a message that one person sees.
func (a *answerer) editAlone(ctx context.Context, s destination, part part) error {
	if err := a.pacer.Turn(ctx, placeOf(s.chat), s.patience()); err != nil {
		return err
	}
	err := a.inPlainerForms(ctx, s.chat, s.thread, part, func(part form) error {
		return modified(a.askAlone(ctx, s, "editEphemeralMessageText", aloneEdit{
			alone: s.alone(), Text: part.text, ParseMode: string(part.mode), Preview: preview{Disabled: true}, Markup: part.keyboard,
		}))
	})
	a.pacer.Landed(placeOf(s.chat))
	if err != nil {
		a.log.Debug("what one person sees could not be changed", "error", err)
	}
	return err
}

// deleteAlone removes a message that one person sees.
func (a *answerer) deleteAlone(ctx context.Context, s destination) {
	if err := a.askAlone(ctx, s, "deleteEphemeralMessage", s.alone()); err != nil {
		a.log.Debug("what one person sees could not be removed", "error", err)
	}
}

// An alone names a message that one person sees.
type alone struct {
	Chat   int64 `json:"chat_id"`
	Person int64 `json:"receiver_user_id"`
	ID     int   `json:"ephemeral_message_id"`
}

// An aloneEdit is what such a message is made to show.
type aloneEdit struct {
	alone
	Text      string    `json:"text"`
	ParseMode string    `json:"parse_mode,omitempty"` // "" is plain text
	Preview   preview   `json:"link_preview_options"`
	Markup    *keyboard `json:"reply_markup,omitempty"`
}

func (s destination) alone() alone { return alone{Chat: s.chat, Person: s.person, ID: s.unseen} }

// askAlone makes one request about a message that one person sees. The error is
// sorted.
func (a *answerer) askAlone(ctx context.Context, s destination, method string, what any) error {
	ctx, trace := adapter.WithTrace(ctx)
	return a.sort(a.call(ctx, method, what, nil), trace, s.chat)
}
