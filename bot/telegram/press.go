package telegram

import (
	"context"
	"unicode/utf16"

	"github.com/go-telegram/bot"

	"prayerbot/bot/adapter"
	"prayerbot/commands/reply"
)

// answerPress answers a press in a chat that others read. It posts nothing
// there: the message changes where it is the asker's own answer, and all else
// is for the asker alone: as a text over the chat where that is enough, as a
// message that they alone see where that may be, or by opening the bot in private.
func (a *answerer) answerPress(ctx context.Context, s destination, r reply.Reply) {
	toast, url := "", ""
	switch {
	case r.Empty():
	case r.Visibility == reply.Private:
		toast = brief(a.tellPrivately(ctx, s, r))
	case r.Visibility == reply.InPlace && a.replace(ctx, s, r):
	case toastOf(r) != "" && len(r.Buttons) == 0:
		toast = toastOf(r)
	case a.answerAlone(ctx, s, r):
	case toastOf(r) != "" && r.Start == "":
		toast = toastOf(r)
	default:
		if url = a.startLink(ctx, r.Start); url == "" {
			toast = brief(summary(r))
		}
	}
	a.answerCallback(ctx, s.callback, toast, url)
}

// replace puts a reply into the message whose button was pressed; false where
// it cannot be done with one message.
func (a *answerer) replace(ctx context.Context, s destination, r reply.Reply) bool {
	if s.unseen != 0 {
		return a.replaceAlone(ctx, s, r)
	}
	parts := a.layout.render(ctx, s, r)
	if len(parts) > 1 { // perhaps it fits without its picture
		parts = a.layout.render(ctx, s, adapter.WithPictureTexts(r))
	}
	if s.pressed == 0 || len(parts) > 1 {
		return false
	}
	err := a.edit(ctx, s, parts[0])
	if isPhoto(err) {
		err = a.resend(ctx, s, parts[0])
	}
	if err != nil {
		a.log.Warn("an answer could not be changed", "error", err)
	}
	return err == nil
}

// resend sends an answer anew in the place of one with a picture, which cannot
// become a text: as an answer to the same question, so that it is known whose it
// is. An error says that it was not sent; a picture that cannot be removed stays.
func (a *answerer) resend(ctx context.Context, s destination, part part) error {
	if err := a.sendPatiently(ctx, s, part, s.question); err != nil {
		return err
	}
	if _, err := a.api.DeleteMessage(ctx, &bot.DeleteMessageParams{ChatID: s.chat, MessageID: s.pressed}); err != nil {
		a.log.Warn("an answer stays in the chat beside the one that takes its place", "error", a.redact(err))
	}
	return nil
}

// summary is the text of a reply in few words, line by line.
func summary(r reply.Reply) string {
	if r.Discreet != "" {
		return r.Discreet
	}
	text := r.Title
	add := func(line string) {
		if text != "" && line != "" {
			text += "\n"
		}
		text += line
	}
	for _, b := range r.Blocks {
		add(b.Text)
		for _, item := range b.Items {
			line := item.Label
			if line != "" && item.Text != "" {
				line += ": "
			}
			add(line + item.Text)
		}
	}
	return text
}

// brief shortens a text to what a toast takes.
func brief(text string) string {
	r := []rune(text)
	if len(utf16.Encode(r)) <= maxToast {
		return text
	}
	for len(utf16.Encode(r)) >= maxToast {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}
