package reply

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// runes measures a reply by its characters, as a platform would.
func runes(r Reply) int {
	n := utf8.RuneCountInString(r.Title)
	for _, b := range r.Blocks {
		n += utf8.RuneCountInString(b.Text)
		for _, i := range b.Items {
			n += utf8.RuneCountInString(i.Label + i.Text + i.Note)
		}
	}
	return n
}

func paragraph(text string) Block { return Block{Kind: Paragraph, Text: text} }

func verse(text string) Block {
	return Block{Kind: Verse, Text: text, Items: []Item{{Text: "Romans 8:28", Note: "World English Bible"}}}
}

// Where the words are from stands once, under the last of them.
func TestAVerseKeepsItsReferenceBelow(t *testing.T) {
	whole := strings.TrimSpace(strings.Repeat("All things work together. ", 20))
	parts := Fit(Reply{Title: "T", Blocks: []Block{paragraph("Pray."), verse(whole), paragraph("Amen.")}}, 120, runes)
	n := 0
	for i, p := range parts {
		for _, b := range p.Blocks {
			if b.Kind == Verse && (b.Text == "" || len(b.Items) > 1) {
				t.Errorf("part %d has the verse %+v", i, b)
			}
			if len(b.Items) == 1 {
				n++
				if !strings.HasSuffix(whole, b.Text) || b.Items[0] != verse("").Items[0] {
					t.Errorf("part %d ends %+v", i, b)
				}
			}
		}
	}
	if n != 1 || len(parts) < 4 {
		t.Errorf("the reference stands %d times in %d parts", n, len(parts))
	}
}

func TestALongReplyIsPartedAndNothingIsLost(t *testing.T) {
	sentences := strings.TrimSpace(strings.Repeat("Pray for those who wait. ", 40))
	for _, tt := range []struct {
		what  string
		reply Reply
		limit int
	}{
		{"short", Reply{Title: "T", Blocks: []Block{paragraph("a")}}, 100},
		{"between blocks", Reply{Title: "T", Blocks: []Block{paragraph(strings.Repeat("a", 60)), paragraph(strings.Repeat("b", 60))}}, 100},
		{"at a sentence", Reply{Title: "Title", Blocks: []Block{paragraph(sentences)}, Buttons: [][]Button{{{Label: "x"}}}}, 100},
		{"between items", Reply{Blocks: []Block{{Kind: List, Items: []Item{{Text: strings.Repeat("a", 60)}, {Text: strings.Repeat("b", 60)}}}}}, 100},
		{"inside an item", Reply{Blocks: []Block{{Kind: Facts, Items: []Item{{Label: "L", Text: sentences, Note: "note"}}}}}, 100},
		{"a verse", Reply{Blocks: []Block{verse(sentences)}}, 100},
		{"a verse of one word", Reply{Blocks: []Block{paragraph("a"), verse(strings.Repeat("神", 90))}}, 100},
		{"a verse behind much", Reply{Title: "T", Blocks: []Block{paragraph(strings.Repeat("a", 80)), verse("Jesus wept.")}}, 100},
		{"a word without end", Reply{Blocks: []Block{paragraph(strings.Repeat("ጸ", 350))}}, 100},
	} {
		parts := Fit(tt.reply, tt.limit, runes)
		var text strings.Builder
		for i, p := range parts {
			if n := runes(p); n > tt.limit {
				t.Errorf("%s: part %d measures %d", tt.what, i, n)
			}
			if (p.Title != "") != (i == 0 && tt.reply.Title != "") {
				t.Errorf("%s: part %d has the title %q", tt.what, i, p.Title)
			}
			if len(p.Buttons) > 0 != (i == len(parts)-1 && len(tt.reply.Buttons) > 0) {
				t.Errorf("%s: part %d has %d rows of buttons", tt.what, i, len(p.Buttons))
			}
			text.WriteString(lettersOf(p))
		}
		if got, want := text.String(), lettersOf(tt.reply); got != want {
			t.Errorf("%s: got %q, want %q", tt.what, got, want)
		}
	}
}

// lettersOf is the text of a reply without spaces.
func lettersOf(r Reply) string {
	var b strings.Builder
	for _, block := range r.Blocks {
		b.WriteString(block.Text)
		for _, i := range block.Items {
			b.WriteString(i.Label + i.Text + i.Note)
		}
	}
	return strings.Join(strings.Fields(b.String()), "")
}

func TestALongTextEndsAtASentence(t *testing.T) {
	parts := Fit(Reply{Blocks: []Block{paragraph(strings.TrimSpace(strings.Repeat("Pray for those who wait. ", 9)))}}, 110, runes)
	for _, p := range parts {
		if text := p.Blocks[0].Text; !strings.HasSuffix(text, ".") {
			t.Errorf("a part ends %q", text)
		}
	}
}
