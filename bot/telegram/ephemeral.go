package telegram

import (
	"context"
	"errors"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
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

// An ephemeralSender makes the requests for what one person alone sees.
type ephemeralSender struct {
	editor
	layout *layout
}

// ephemeral tells whether the bot may still answer somebody so that they alone see it:
// in a supergroup, to a press or to a command that the bot alone has read.
func (a *ephemeralSender) ephemeral(s destination) bool {
	return s.supergroup && s.person != 0 && (s.callback != "" || s.unseen != 0) && a.clock.Now().Sub(s.asked) < ephemeralTime
}

// patienceAlone is how long an answer to one person waits for its chat: as long as it
// still may be one.
func (a *ephemeralSender) patienceAlone(s destination) time.Duration {
	return min(s.patience(), ephemeralTime-a.clock.Now().Sub(s.asked))
}

// errNotAlone says that nobody may be answered so that they alone see it any more.
var errNotAlone = errors.New("it is too late or not the place to answer one person alone")

// showAlone shows a reply to its asker alone, in the group, and returns how many of its
// messages are shown: all of them, or an error.
func (a *ephemeralSender) showAlone(ctx context.Context, s destination, r reply.Reply) (shown int, err error) {
	for _, part := range a.layout.render(ctx, s, r) {
		if !a.ephemeral(s) {
			return shown, errNotAlone
		}
		if err := a.sendAlone(ctx, s, part); err != nil {
			return shown, err
		}
		shown++
	}
	return shown, nil
}

// answerUnseen answers what the bot alone has read: so that its asker alone sees it,
// as long as that may be, and the rest in private. The chat never reads it.
func (a *answerer) answerUnseen(ctx context.Context, s destination, r reply.Reply) {
	r = adapter.WithPictureTexts(r)
	shown, err := a.showAlone(ctx, s, r)
	var gone *delivery.GoneError
	switch {
	case err == nil:
	case errors.As(err, &gone) && gone.Cause == record.StopClosed:
		a.unheard(ctx, s, gone.Cause)
	default:
		a.sendAway(ctx, s, r, shown, err)
	}
}

// answerAlone shows the answer to a press to its presser alone, in the group; false
// where nothing of it is shown, or where another way is better: a long one is read in
// private. What comes in the place of a message that they alone see removes that.
func (a *answerer) answerAlone(ctx context.Context, s destination, r reply.Reply) bool {
	r = adapter.WithPictureTexts(r)
	if r.Start != "" && len(a.layout.render(ctx, s, r)) > 1 {
		return false
	}
	shown, err := a.showAlone(ctx, s, r)
	switch {
	case err != nil && shown == 0:
		a.log.Debug("an answer could not be shown to one person alone", "error", err)
		return false
	case err != nil:
		a.sendAway(ctx, s, r, shown, err)
	case r.Visibility == reply.InPlace && s.unseen != 0:
		a.deleteAlone(ctx, s)
	}
	return true
}

// sendAway sends an answer in private, but for as many messages as are shown, where
// something kept it from being shown to its asker in the group.
func (a *answerer) sendAway(ctx context.Context, s destination, r reply.Reply, shown int, why error) {
	err := why
	if s.person != 0 {
		err = a.sendAll(ctx, destination{chat: s.person, private: true}, a.layout.renderAway(ctx, r)[shown:])
	}
	if err != nil {
		a.log.Warn("an answer for one person could not be given", "alone", why, "private", err)
	}
}

// sendAlone sends a message that one person sees, in the chat's turn.
func (a *ephemeralSender) sendAlone(ctx context.Context, s destination, part part) error {
	if err := a.pacer.Turn(ctx, placeOf(s.chat), a.patienceAlone(s)); err != nil {
		return err
	}
	return a.inPlainerForms(ctx, s.chat, s.thread, part, func(part form) error { return a.postAlone(ctx, s, part) })
}

// postAlone makes one request. The error is sorted.
func (a *ephemeralSender) postAlone(ctx context.Context, s destination, part form) error {
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	ctx, trace := adapter.WithTrace(ctx)
	m := sending{
		Chat: s.chat, Thread: s.thread, Text: part.text, ParseMode: string(part.mode), Preview: previewOf(part.page), Markup: part.markup(),
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
func (a *ephemeralSender) replaceAlone(ctx context.Context, s destination, r reply.Reply) bool {
	parts := a.layout.render(ctx, s, adapter.WithPictureTexts(r))
	return len(parts) == 1 && parts[0].size <= maxEphemeralEdit && a.editAlone(ctx, s, parts[0]) == nil
}

// editAlone puts a text into a message that one person sees.
func (a *ephemeralSender) editAlone(ctx context.Context, s destination, part part) error {
	if err := a.pacer.Turn(ctx, placeOf(s.chat), s.patience()); err != nil {
		return err
	}
	err := a.inPlainerForms(ctx, s.chat, s.thread, part, func(part form) error {
		return modified(a.askAlone(ctx, s, "editEphemeralMessageText", aloneEdit{
			alone: s.alone(), Text: part.text, ParseMode: string(part.mode), Preview: previewOf(part.page), Markup: part.keyboard,
		}))
	})
	a.pacer.Landed(placeOf(s.chat))
	if err != nil {
		a.log.Debug("what one person sees could not be changed", "error", err)
	}
	return err
}

// deleteAlone removes a message that one person sees.
func (a *ephemeralSender) deleteAlone(ctx context.Context, s destination) {
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
func (a *ephemeralSender) askAlone(ctx context.Context, s destination, method string, what any) error {
	ctx, trace := adapter.WithTrace(ctx)
	return a.sort(a.call(ctx, method, what, nil), trace, s.chat)
}
