package commandstest

import (
	"strings"
	"time"

	"prayerbot/commands/reply"
)

// Fuzzed makes a reply out of any text and any bytes, for the fuzz targets of
// the renderers: the text is cut into pieces at "|", which stand wherever a
// reply holds text or a link, and the bytes say what is made of them. Titles,
// labels and notes are short, as the core keeps them; texts are not.
func Fuzzed(text string, shape []byte) reply.Reply {
	f := &fuzzed{pieces: strings.Split(text, "|"), shape: shape}
	r := f.reply(2)
	r.Buttons = f.buttons()
	return r
}

type fuzzed struct {
	pieces []string
	shape  []byte
	next   int
}

// piece is the next piece of the text, from the first again after the last.
func (f *fuzzed) piece() string {
	f.next++
	return f.pieces[f.next%len(f.pieces)]
}

// short is the next piece as a label or a title.
func (f *fuzzed) short() string { return first(f.piece(), 120) }

// number is the next byte, below a bound; 0 where there is none any more.
func (f *fuzzed) number(below int) int {
	if len(f.shape) == 0 {
		return 0
	}
	n := int(f.shape[0]) % below
	f.shape = f.shape[1:]
	return n
}

func (f *fuzzed) flag() bool { return f.number(2) == 1 }

// reply is a reply with samples in it as deep as is said.
func (f *fuzzed) reply(deep int) reply.Reply {
	r := reply.Reply{Silent: f.flag(), Accent: reply.Accent(f.number(4))}
	if f.flag() {
		r.Title = f.short()
	}
	if f.number(8) == 1 {
		r.Discreet = f.short()
	}
	if f.number(8) == 1 {
		r.Picture = &reply.Picture{Link: f.link(), Alt: f.short(), Caption: f.short(), Credit: f.short()}
	}
	for range f.number(12) {
		r.Blocks = append(r.Blocks, f.block(deep))
	}
	return r
}

// block is as reply.BlockKind says: a text, items with at most a short text
// before them, a verse with its reference, or a sample.
func (f *fuzzed) block(deep int) reply.Block {
	b := reply.Block{Kind: reply.BlockKind(f.number(int(reply.Sample) + 1))}
	switch b.Kind {
	case reply.Facts, reply.List, reply.Links, reply.Note:
		b.Text = f.short()
		for range f.number(6) {
			b.Items = append(b.Items, f.item(strings.Repeat(f.piece(), 1+f.number(2))))
		}
	case reply.Verse:
		b.Text, b.Items = strings.Repeat(f.piece(), 1+f.number(3)), []reply.Item{f.item(f.short())}
	case reply.Heading:
		b.Text = f.short()
	case reply.Sample:
		b.Reply = &reply.Reply{}
		if deep > 0 {
			*b.Reply = f.reply(deep - 1)
		}
	default:
		b.Text = strings.Repeat(f.piece(), 1+f.number(4))
	}
	return b
}

func (f *fuzzed) item(text string) reply.Item {
	i := reply.Item{Label: f.short(), Text: text, Note: f.short(), Link: f.link()}
	if f.flag() {
		i.At = time.Unix(int64(f.number(250))*86_400_000, 0)
	}
	if f.number(6) == 1 {
		i.RoleID = f.short()
	}
	return i
}

// link is none, a proper one, or any text.
func (f *fuzzed) link() string {
	switch f.number(3) {
	case 0:
		return ""
	case 1:
		return "https://example.org/" + f.short()
	}
	return f.short()
}

// buttons are within what a reply may have.
func (f *fuzzed) buttons() [][]reply.Button {
	var rows [][]reply.Button
	for range f.number(6) {
		var row []reply.Button
		for range 1 + f.number(5) {
			row = append(row, reply.Button{Label: "Label " + first(f.piece(), 30), Do: "country =NG", Count: f.number(20)})
		}
		rows = append(rows, row)
	}
	return rows
}

// first is the beginning of a text, in characters.
func first(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}
