package telegram

import (
	"strings"
	"unicode/utf16"

	"prayerbot/bot/adapter"
	"prayerbot/commands/reply"
)

// A writer builds HTML and counts the text that readers see.
type writer struct {
	html strings.Builder
	size int
	// covered is what nobody reads at a glance: Telegram covers no text of equal
	// width, so there is none.
	covered bool
}

// text writes the bot's own words, which may name its commands and addresses;
// nobody is mentioned by them.
func (w *writer) text(s string) { w.raw(strings.ReplaceAll(s, "@", "@"+joiner)) }

// joiner is the invisible word joiner: behind a sign it keeps what follows from
// being a mention, a tag or a command.
const joiner = "\u2060"

// copied writes an address or a number as people copy it: whole, and leading
// nowhere by itself.
func (w *writer) copied(s string) {
	w.equal("code", s)
}

// equal writes a text of equal width, as it is.
func (w *writer) equal(tag, s string) {
	if w.covered {
		if tag == "code" { // an address leads nowhere here either
			s = strings.ReplaceAll(s, ".", "."+joiner)
		}
		w.raw(s)
		return
	}
	w.put("<", tag, ">")
	w.raw(s)
	w.put("</", tag, ">")
}

// Copy writes what people copy by one touch.
func (w *writer) Copy(text string) { w.equal("pre", text) }

// foreign writes what somebody else wrote: everything in it is inert, but for
// the links of a moderator's own text, which lead where they say.
func (w *writer) foreign(text string, links bool) {
	for _, span := range adapter.Spans(text) {
		switch {
		case span.Kind == adapter.Address && links:
			w.link(span.Text, span.Text)
		case span.Kind == adapter.Address, span.Kind == adapter.Copied:
			w.copied(span.Text)
		case span.Kind == adapter.Sign:
			w.raw(span.Text + joiner)
		default:
			w.raw(span.Text)
		}
	}
}

// raw writes characters as they are.
func (w *writer) raw(s string) {
	escape.WriteString(&w.html, s)
	for _, r := range s {
		w.size += utf16.RuneLen(r)
	}
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// in writes plain text inside a tag.
func (w *writer) in(tag, s string) {
	if s == "" {
		return
	}
	open, _, _ := strings.Cut(tag, " ")
	w.put("<", tag, ">")
	w.text(s)
	w.put("</", open, ">")
}

// put writes HTML as it is.
func (w *writer) put(html ...string) {
	for _, s := range html {
		w.html.WriteString(s)
	}
}

// link writes text that leads somewhere, or just the text.
func (w *writer) link(s, address string) {
	if s == "" || !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		w.text(s)
		return
	}
	w.put(`<a href="`)
	escape.WriteString(&w.html, address)
	w.put(`">`)
	w.raw(s)
	w.put("</a>")
}

// usual is the room for a reply, in bytes of HTML: daily points have about 850.
const usual = 1280

// write builds a whole reply.
func write(r reply.Reply) *writer {
	w := &writer{}
	w.html.Grow(usual)
	if r.Discreet == "" {
		w.reply(r)
		return w
	}
	w.text(r.Discreet)
	w.Break(2)
	w.covered = true
	w.put("<tg-spoiler>")
	w.reply(r)
	w.put("</tg-spoiler>")
	return w
}

func (w *writer) reply(r reply.Reply) {
	w.in("b", r.Title)
	if r.Title != "" && len(r.Blocks) > 0 {
		w.Break(2)
	}
	adapter.Walk(r.Blocks, w)
}
