package telegram

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"prayerbot/bot/adapter"
	"prayerbot/commands/reply"
)

// maxText is the longest text of a message, in UTF-16 units after the entities
// are parsed (https://core.telegram.org/bots/api#sendmessage).
const maxText = 4096

// A part is one message, ready to be sent.
type part struct {
	html     string
	keyboard *keyboard
	size     int  // of the text that readers see, in UTF-16 units
	silent   bool // without a sound
	protect  bool // cannot be forwarded or saved
	// photo is above the html, which is its caption then; where it cannot be shown,
	// the html is a message by itself. nil is none.
	photo *reply.Picture
	page  string // that is shown below the text; "" is none
	// ask is a button, instead of a keyboard, by which somebody tells where they are or
	// which channel they mean; nil is none.
	ask *askButton
}

// keyboard and button are Telegram's own forms, without the empty fields that
// the library's would send.
type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

type button struct {
	Text string    `json:"text"`
	Data string    `json:"callback_data,omitempty"`
	URL  string    `json:"url,omitempty"`
	Copy *copyText `json:"copy_text,omitempty"` // nil copies nothing
}

// copyText is what a button copies.
type copyText struct {
	Text string `json:"text"`
}

// render turns a reply into messages, none longer than Telegram takes.
func render(r reply.Reply) []part {
	if r.Picture != nil && r.Discreet == "" {
		return withPhoto(r)
	}
	return texts(adapter.WithPictureTexts(r))
}

// texts turns a reply into messages without a picture.
func texts(r reply.Reply) []part {
	if w := write(r); w.size <= maxText {
		return []part{partOf(w, r)}
	}
	var parts []part
	for _, piece := range reply.Fit(r, maxText, measure) {
		parts = append(parts, partOf(write(piece), piece))
	}
	for i := range parts[1:] {
		parts[1+i].page = "" // it belongs to the beginning
	}
	return parts
}

// partOf is a message of what was written of a reply.
func partOf(w *writer, r reply.Reply) part {
	return part{html: w.html.String(), size: w.size, keyboard: keys(r.Buttons), page: pageOf(r), silent: r.Silent, protect: r.Discreet != ""}
}

// measure counts what Telegram counts.
func measure(r reply.Reply) int { return write(r).size }

func keys(rows [][]reply.Button) *keyboard {
	if len(rows) == 0 {
		return nil
	}
	k := &keyboard{Rows: make([][]button, len(rows))}
	for i, row := range rows {
		k.Rows[i] = make([]button, len(row))
		for j, b := range row {
			switch {
			case b.Link != "":
				k.Rows[i][j] = button{Text: b.Text(), URL: b.Link}
			case b.Copies != "":
				k.Rows[i][j] = button{Text: b.Text(), Copy: &copyText{b.Copies}}
			default:
				k.Rows[i][j] = button{Text: b.Text(), Data: b.Payload()}
			}
		}
	}
	return k
}

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

func (w *writer) Break(lines int)       { w.text(strings.Repeat("\n", lines)) }
func (w *writer) Heading(text string)   { w.in("b", text) }
func (w *writer) Paragraph(text string) { w.text(text) }
func (w *writer) Story(text string)     { w.in("blockquote expandable", text) }

func (w *writer) Foreign(text string) {
	w.put("<blockquote>")
	w.foreign(text, true)
	w.put("</blockquote>")
}

func (w *writer) Verse(b reply.Block) {
	w.put("<blockquote>")
	w.text(b.Text)
	for i, item := range b.Items {
		if b.Text != "" || i > 0 {
			w.text("\n")
		}
		w.text("— ")
		w.link(item.Text, item.Link)
		w.note(item.Note)
	}
	w.put("</blockquote>")
}

func (w *writer) Note(b reply.Block) {
	w.in("i", b.Text)
	w.links(b)
}

func (w *writer) Links(b reply.Block) {
	w.text(b.Text)
	w.links(b)
}

// rule parts a sample from what is said about it, in one sign that nobody is read
// aloud ten times.
const rule = "—"

// Sample writes a message as it is shown elsewhere. What stands under it as
// buttons there is only named.
func (w *writer) Sample(r reply.Reply) {
	w.text(rule + "\n")
	w.reply(r)
	for _, row := range r.Buttons {
		w.text("\n")
		for _, b := range row {
			w.text("[" + b.Text() + "] ")
		}
	}
	w.text("\n" + rule)
}

// links writes the items of a block behind its text.
func (w *writer) links(b reply.Block) {
	for i, item := range b.Items {
		switch {
		case i > 0:
			w.text(", ")
		case b.Text != "":
			w.text(" ")
		}
		w.link(item.Text, item.Link)
	}
}

// Item writes a line of facts or of a list.
func (w *writer) Item(i reply.Item, kind reply.BlockKind) {
	switch {
	case kind == reply.Facts:
		w.in("b", i.Label+":")
		w.text(" " + i.Text)
	case i.Label != "":
		w.text("• ")
		w.link(i.Label, i.Link)
		if i.Text != "" {
			w.text(" — ")
			w.behind(i)
		}
	case i.Note == "" && i.Link == "":
		w.text("• ")
		w.instant(i.At, func() { w.text(i.Text) })
	default:
		w.text("• ")
		w.link(i.Text, i.Link)
	}
	w.noteAt(i.Note, i.At)
}

// instant writes what names an instant, so that each reader can see it in their own
// time. One before 1970 is none, as the zero one is.
func (w *writer) instant(at time.Time, write func()) {
	if at.Unix() <= 0 {
		write()
		return
	}
	w.put(`<tg-time unix="`, strconv.FormatInt(at.Unix(), 10), `">`)
	write()
	w.put("</tg-time>")
}

// noteAt is note where the note names an instant.
func (w *writer) noteAt(text string, at time.Time) {
	if text == "" {
		return
	}
	w.text(" ")
	w.instant(at, func() { w.in("i", "("+text+")") })
}

// behind writes the text behind a label: that of a page elsewhere is foreign.
func (w *writer) behind(i reply.Item) {
	if i.Link != "" {
		w.foreign(i.Text, false)
		return
	}
	w.text(i.Text)
}

// note writes the note of an item behind it.
func (w *writer) note(text string) {
	if text != "" {
		w.text(" ")
		w.in("i", "("+text+")")
	}
}
