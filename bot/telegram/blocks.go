package telegram

import (
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/reply"
)

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
