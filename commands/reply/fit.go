package reply

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fit parts a reply into replies that each measure at most limit. The first
// keeps the title, the last the buttons. It parts between blocks where it can,
// then between items, then at the end of a sentence, then between words; only
// a word longer than the limit is cut. Nothing is left out. size measures a
// whole reply as the platform will count it.
func Fit(r Reply, limit int, size func(Reply) int) []Reply {
	if size(r) <= limit {
		return []Reply{r}
	}
	f := &fitter{limit: limit, size: size, part: r}
	f.part.Blocks, f.part.Buttons = nil, nil
	for _, b := range r.Blocks {
		f.add(b)
	}
	f.part.Buttons = r.Buttons
	if size(f.part) > limit && len(f.part.Blocks) > 1 {
		f.part.Buttons = nil
		last := f.part.Blocks[len(f.part.Blocks)-1]
		f.part.Blocks = f.part.Blocks[:len(f.part.Blocks)-1]
		f.turn()
		f.part.Blocks, f.part.Buttons = []Block{last}, r.Buttons
	}
	return append(f.done, f.part)
}

// A fitter fills one part after the other.
type fitter struct {
	limit int
	size  func(Reply) int
	done  []Reply
	part  Reply
}

// fits tells whether the part still measures up with one block more.
func (f *fitter) fits(b Block) bool {
	try := f.part
	try.Blocks = append(slices.Clip(f.part.Blocks), b)
	return f.size(try) <= f.limit
}

// turn ends the part and begins the next one, which has no title.
func (f *fitter) turn() {
	f.done = append(f.done, f.part)
	f.part.Title, f.part.Blocks = "", nil
}

// add puts a block into the part, or as much of it as fits and the rest into
// the parts that follow.
func (f *fitter) add(b Block) {
	for {
		if f.fits(b) {
			f.part.Blocks = append(f.part.Blocks, b)
			return
		}
		if len(f.part.Blocks) > 0 && f.alone(b) {
			f.turn()
			continue
		}
		head, rest, ok := f.cut(b)
		if !ok && (len(f.part.Blocks) > 0 || f.part.Title != "") {
			f.turn()
			continue
		}
		f.part.Blocks = append(f.part.Blocks, head)
		if !ok {
			return
		}
		f.turn()
		b = rest
	}
}

// alone tells whether a block would fit into a part of its own.
func (f *fitter) alone(b Block) bool {
	empty := f.part
	empty.Title, empty.Blocks = "", []Block{b}
	return f.size(empty) <= f.limit
}

// cut takes as much of a block as fits into the part; false where nothing does.
func (f *fitter) cut(b Block) (head, rest Block, ok bool) {
	switch {
	case b.Kind == Verse:
		return f.cutVerse(b)
	case b.Kind == Sample:
		return f.cutSample(b)
	}
	if len(b.Items) > 1 {
		n := len(b.Items) - 1
		for n > 0 && !f.fits(withItems(b, b.Items[:n])) {
			n--
		}
		return withItems(b, b.Items[:n]), withItems(b, b.Items[n:]), n > 0
	}
	if len(b.Items) == 1 {
		item := b.Items[0]
		text, more := f.cutText(item.Text, func(s string) Block { return withItems(b, []Item{{Label: item.Label, Text: s}}) })
		first, last := Item{Label: item.Label, Text: text}, item
		last.Label, last.Text = "", more
		return withItems(b, []Item{first}), withItems(b, []Item{last}), text != ""
	}
	text, more := f.cutText(b.Text, func(s string) Block { return Block{Kind: b.Kind, Text: s} })
	return Block{Kind: b.Kind, Text: text}, Block{Kind: b.Kind, Text: more}, text != ""
}

// cutVerse parts the words of a verse; where they are from stands under the last
// of them.
func (f *fitter) cutVerse(b Block) (head, rest Block, ok bool) {
	text, more := f.cutText(b.Text, func(s string) Block { return Block{Kind: Verse, Text: s} })
	rest = b
	rest.Text = more
	return Block{Kind: Verse, Text: text}, rest, text != ""
}

// cutSample parts the message that a sample shows: its title stands in the
// first, its buttons in the last.
func (f *fitter) cutSample(b Block) (head, rest Block, ok bool) {
	if b.Reply == nil {
		return b, b, false
	}
	of := func(r Reply) Block { return Block{Kind: Sample, Reply: &r} }
	parts := Fit(*b.Reply, f.limit, func(r Reply) int {
		try := f.part
		try.Blocks = append(slices.Clip(f.part.Blocks), of(r))
		return f.size(try)
	})
	first := parts[0]
	if len(parts) == 1 || len(first.Blocks) == 0 && first.Title == "" || !f.fits(of(first)) {
		return b, b, false
	}
	left := parts[len(parts)-1]
	left.Blocks = nil
	for _, p := range parts[1:] {
		left.Blocks = append(left.Blocks, p.Blocks...)
	}
	return of(first), of(left), true
}

// withItems is a part of a block, which is no whole fact.
func withItems(b Block, items []Item) Block {
	b.Items, b.Brief = items, nil
	return b
}

// cutText finds the longest beginning of a text that fits, by halving, and
// ends it at a sentence, else at a word.
func (f *fitter) cutText(text string, block func(string) Block) (head, rest string) {
	low, high := 0, len(text)
	for low < high {
		mid := (low + high + 1) / 2
		if f.fits(block(text[:mid])) {
			low = mid
		} else {
			high = mid - 1
		}
	}
	for low > 0 && !utf8.RuneStart(byteAt(text, low)) {
		low--
	}
	at := breakBefore(text, low)
	return strings.TrimRightFunc(text[:at], unicode.IsSpace), strings.TrimLeftFunc(text[at:], unicode.IsSpace)
}

func byteAt(s string, i int) byte {
	if i >= len(s) {
		return 0
	}
	return s[i]
}

// breakBefore is the best place to break a text at or before most: after the
// end of a sentence in its second half, else after a space, else most itself.
func breakBefore(text string, most int) int {
	space, sentence := 0, 0
	var last rune
	for i, r := range text {
		if i > most {
			break
		}
		if unicode.IsSpace(r) {
			space = i
			if strings.ContainsRune(".?!:;\u3002\u061F\u0964\"\u201D", last) || r == '\n' {
				sentence = i
			}
		}
		last = r
	}
	switch {
	case sentence > most/2:
		return sentence
	case space > 0:
		return space
	}
	return most
}
