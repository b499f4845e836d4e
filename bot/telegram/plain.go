package telegram

import (
	"context"
	"errors"
	"html"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// A form is a message in one of the ways in which it can be sent: with its
// markup, as plain text, and as plain text without buttons.
type form struct {
	part
	text string
	mode models.ParseMode // "" is plain text
}

// inPlainerForms tries a message as it is and, as long as Telegram cannot read
// what it was given, in a plainer form, each in the chat's turn: people read a
// plain text rather than nothing. The error is that of the last form.
func (c *client) inPlainerForms(ctx context.Context, chat int64, thread int, p part, try func(form) error) error {
	f := form{p, p.html, models.ParseModeHTML}
	for {
		err := try(f)
		plainer, possible := f.plainer(err)
		if !possible {
			return err
		}
		f = plainer
		c.log.Warn("Telegram cannot read a message: it is sent in a plainer form", "buttons", f.keyboard != nil)
		if wait := c.pacer.Part(ctx, record.ChatID{Platform: name, Key: key(chat, thread)}); wait != nil {
			return wait
		}
	}
}

// plainer is the next form after a refusal; false where the refusal is about
// something else, or there is none.
func (f form) plainer(refused error) (form, bool) {
	var sorted *delivery.RefusedError
	if !errors.As(refused, &sorted) && !errors.Is(refused, bot.ErrorBadRequest) {
		return f, false
	}
	why := strings.ToLower(refused.Error())
	switch {
	case f.mode != "" && (strings.Contains(why, "entit") || strings.Contains(why, "parse_mode")):
		f.text, f.mode = plainText(f.html), ""
		return f, true
	case f.keyboard != nil && (strings.Contains(why, "button") || strings.Contains(why, "keyboard") || strings.Contains(why, "reply markup") || strings.Contains(why, "http url")):
		f.keyboard = nil
		return f, true
	}
	return f, false
}

var (
	hidden = regexp.MustCompile(`(?s)<tg-spoiler>.*</tg-spoiler>`)
	anchor = regexp.MustCompile(`(?s)<a href="([^"]*)">(.*?)</a>`)
	tag    = regexp.MustCompile(`<[^>]*>`)
)

// plainText is what readers see of HTML that a writer made, with the addresses
// of links behind them as far as there is room. What is covered is left out: a
// plain text cannot cover it.
func plainText(markup string) string {
	markup = hidden.ReplaceAllString(markup, "")
	text := func(markup string) string {
		return strings.TrimSpace(html.UnescapeString(tag.ReplaceAllString(markup, "")))
	}
	if whole := text(anchor.ReplaceAllString(markup, "$2 ($1)")); len(utf16.Encode([]rune(whole))) <= maxText {
		return whole
	}
	return text(markup)
}
