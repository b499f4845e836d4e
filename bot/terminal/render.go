package terminal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/bot/adapter"
	"prayerbot/commands/reply"
)

// A style is how text is shown: in a pipe nothing is added to it.
type style struct {
	width int  // columns to wrap at; 0 does not wrap
	bold  bool // titles stand out
	links bool // links are OSC 8 hyperlinks; else their address follows in brackets
}

// render writes a reply as text and lists its buttons in the order of their
// numbers. It is pure: the same reply and style give the same text.
func render(r reply.Reply, s style) (string, []reply.Button) {
	w := &writer{style: s}
	r = adapter.WithPictureTexts(r)
	if r.Discreet != "" { // a terminal covers nothing, and notifies nobody
		w.line(clean(r.Discreet))
		w.line("")
	}
	if r.Title != "" {
		w.line(s.strong(clean(r.Title)))
		w.line("")
	}
	adapter.Walk(r.Blocks, w)
	buttons := w.buttons(r.Buttons)
	return strings.TrimRight(w.String(), "\n") + "\n", buttons
}

// A writer gathers lines, wrapped at the style's width.
type writer struct {
	strings.Builder
	style style
}

func (w *writer) line(s string) {
	for _, line := range wrap(s, w.style.width) {
		w.WriteString(line + "\n")
	}
}

// Break leaves a line empty; the one before is ended as it is.
func (w *writer) Break(lines int) {
	if lines > 1 {
		w.line("")
	}
}

func (w *writer) Heading(text string) { w.line(w.style.strong(clean(text))) }
func (w *writer) Story(text string)   { w.Paragraph(text) }
func (w *writer) Note(b reply.Block)  { w.Links(b) }

func (w *writer) Item(i reply.Item, kind reply.BlockKind) { w.line(w.style.item(i, kind)) }

func (w *writer) Links(b reply.Block) {
	w.line(strings.TrimSpace(clean(b.Text) + " " + w.style.inline(b.Items)))
}

func (w *writer) Foreign(text string) {
	for line := range strings.SplitSeq(clean(text), "\n") {
		w.line("| " + line)
	}
}

// Copy writes lines as they are.
func (w *writer) Copy(text string) {
	for line := range strings.SplitSeq(clean(text), "\n") {
		w.line(line)
	}
}

// indent stands before each line of a verse.
const indent = "    "

func (w *writer) Verse(b reply.Block) {
	narrow := w.style
	narrow.width = max(0, narrow.width-len(indent))
	inner := &writer{style: narrow}
	if b.Text != "" {
		for line := range strings.SplitSeq(clean(b.Text), "\n") {
			inner.line(line)
		}
	}
	for _, i := range b.Items {
		from := clean(i.Text)
		if i.Note != "" {
			from += " (" + clean(i.Note) + ")"
		}
		inner.line("— " + w.style.link(from, i.Link))
	}
	for line := range strings.Lines(inner.String()) {
		w.WriteString(indent + line)
	}
}

func (w *writer) Paragraph(text string) {
	for i, p := range strings.Split(clean(text), "\n\n") {
		if i > 0 {
			w.line("")
		}
		w.line(p)
	}
}

// rule parts a sample from what is said about it.
const rule = "----------"

// Sample writes a message as it is shown elsewhere; its buttons are only named.
func (w *writer) Sample(r reply.Reply) {
	w.line(rule)
	inner := r
	inner.Buttons = nil
	text, _ := render(inner, w.style)
	w.WriteString(text)
	for _, row := range r.Buttons {
		for _, b := range row {
			w.line("[" + clean(b.Text()) + "]")
		}
	}
	w.line(rule)
}

// item writes an entry of a list or a fact: "- Label: text (note)".
func (s style) item(i reply.Item, kind reply.BlockKind) string {
	label, text := clean(i.Label), clean(i.Text)
	switch {
	case label != "" && kind == reply.Facts:
		text = s.strong(label+":") + " " + text
	case label != "":
		if text != "" {
			text = " — " + text
		}
		text = s.link(s.strong(label), i.Link) + text
	default:
		text = s.link(text, i.Link)
	}
	if i.Note != "" {
		text = strings.TrimSpace(text) + " (" + clean(i.Note) + ")"
	}
	if kind == reply.List {
		text = "- " + text
	}
	return strings.TrimRight(text, " ")
}

// inline writes links in one line.
func (s style) inline(items []reply.Item) string {
	var parts []string
	for _, i := range items {
		parts = append(parts, s.link(clean(i.Text), i.Link))
	}
	return strings.Join(parts, ", ")
}

// link writes a text that leads to a page of the web, or just the text.
func (s style) link(text, address string) string {
	switch {
	case !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://"):
		return text
	case s.links:
		return "\x1b]8;;" + clean(address) + "\x1b\\" + text + "\x1b]8;;\x1b\\"
	}
	return text + " (" + clean(address) + ")"
}

func (s style) strong(text string) string {
	if !s.bold {
		return text
	}
	return "\x1b[1m" + text + "\x1b[0m"
}

// buttons writes the buttons with their numbers.
func (w *writer) buttons(rows [][]reply.Button) []reply.Button {
	var all []reply.Button
	var parts []string
	for _, row := range rows {
		for _, b := range row {
			if b.Link != "" {
				parts = append(parts, w.style.link(clean(b.Text()), b.Link))
				continue
			}
			all = append(all, b)
			parts = append(parts, fmt.Sprintf("[%d] %s", len(all), clean(b.Text())))
		}
	}
	if len(parts) > 0 {
		w.line("")
		w.line(strings.Join(parts, "   "))
	}
	return all
}

// clean takes control characters out of a text, all but line breaks.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, s)
}

// wrap breaks a line between words so that no line is wider than width; marks
// of the terminal take no room.
func wrap(s string, width int) []string {
	if width <= 0 || columns(s) <= width {
		return []string{s}
	}
	var lines []string
	line := ""
	for _, word := range strings.Split(s, " ") {
		if line != "" && columns(line)+1+columns(word) > width {
			lines = append(lines, line)
			line = word
			continue
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

// columns counts what is seen of a text: its characters without escape
// sequences.
func columns(s string) int {
	n := 0
	for len(s) > 0 {
		if rest, ok := strings.CutPrefix(s, "\x1b]8;;"); ok {
			_, s, _ = strings.Cut(rest, "\x1b\\")
			continue
		}
		if rest, ok := strings.CutPrefix(s, "\x1b["); ok {
			_, s, _ = strings.Cut(rest, "m")
			continue
		}
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		n++
	}
	return n
}
