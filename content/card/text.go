package card

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// A typesetter makes lines of text.
type typesetter struct {
	fonts   *fonts
	shaper  shaping.HarfbuzzShaper
	parts   shaping.Segmenter
	wrapper shaping.LineWrapper
	breaks  segmenter.Segmenter
}

func newTypesetter() *typesetter { return &typesetter{fonts: &fonts{}} }

// A style is how a text is set.
type style struct {
	weight   weight
	size     float64 // pixels
	language string
	rtl      bool
}

func (s style) direction() di.Direction {
	if s.rtl {
		return di.DirectionRTL
	}
	return di.DirectionLTR
}

// A line is one line of text, its runs from left to right.
type line struct {
	runs  []shaping.Output
	width float64
}

// plain is a text as it is set: one line, without signs that cannot be seen.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\u200C' || r == '\u200D':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// set makes one line of a text, however long it gets.
func (t *typesetter) set(text string, s style) line {
	runes := []rune(text)
	if len(runes) == 0 {
		return line{}
	}
	t.fonts.weight = s.weight
	input := shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: s.direction(), Size: fixed.Int26_6(math.Round(s.size * 64)), Language: language.NewLanguage(s.language),
	}
	var runs []shaping.Output
	for _, part := range t.parts.Split(input, t.fonts) {
		if part.Face != nil {
			runs = append(runs, t.shaper.Shape(part))
			t.fonts.check(runs[len(runs)-1])
		}
	}
	return t.inOrder(runes, runs, s)
}

// inOrder puts runs in the order in which they are seen.
func (t *typesetter) inOrder(runes []rune, runs []shaping.Output, s style) line {
	lines, _ := t.wrapper.WrapParagraph(shaping.WrapConfig{Direction: s.direction(), DisableTrailingWhitespaceTrim: true, BreakPolicy: shaping.Never}, math.MaxInt32, runes, shaping.NewSliceIterator(runs))
	var l line
	for _, wrapped := range lines {
		l.runs = append(l.runs, wrapped...)
	}
	slices.SortStableFunc(l.runs, func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
	for _, run := range l.runs {
		l.width += float64(run.Advance) / 64
	}
	return l
}

// pieces are the parts of a text between which a line may end.
func (t *typesetter) pieces(text string) []string {
	runes := []rune(text)
	t.breaks.Init(runes)
	var all []string
	for lines := t.breaks.LineIterator(); lines.Next(); {
		piece := string(lines.Line().Text)
		if n := len(all); n > 0 && together(all[n-1], piece) {
			all[n-1] += piece
			continue
		}
		all = append(all, piece)
	}
	return all
}

// together tells whether two parts stay in one line: words of Hangul are not
// parted.
func together(before, behind string) bool {
	last, first := []rune(before), []rune(behind)
	return unicode.Is(unicode.Hangul, last[len(last)-1]) && unicode.Is(unicode.Hangul, first[0])
}

// wrap makes lines of a text that are no wider than width; false where a word is.
func (t *typesetter) wrap(text string, s style, width float64) (lines []line, fits bool) {
	now := ""
	fits = true
	for _, piece := range t.pieces(text) {
		if next := now + piece; now != "" && t.set(strings.TrimRight(next, " "), s).width > width {
			lines, now = append(lines, t.set(strings.TrimRight(now, " "), s)), piece
			continue
		}
		now += piece
	}
	if now != "" {
		lines = append(lines, t.set(strings.TrimRight(now, " "), s))
	}
	for _, l := range lines {
		fits = fits && l.width <= width
	}
	return lines, fits
}

// A paragraph is a text that has been set.
type paragraph struct {
	lines []line
	style style
}

// A space is what a text has: its width, and how many lines of each size.
type space struct {
	width, height float64
	most          int       // lines
	sizes         []float64 // the largest first
}

// fit sets a text as large as it can be: where it is too long for the smallest
// size, it ends in an ellipsis.
func (t *typesetter) fit(text string, s style, in space) paragraph {
	text = plain(text)
	if text == "" {
		return paragraph{style: s}
	}
	for _, size := range in.sizes {
		s.size = size
		lines, fits := t.wrap(text, s, in.width)
		if fits && len(lines) <= in.lines(text, size) {
			return paragraph{t.balanced(text, s, in.width, lines), s}
		}
	}
	return paragraph{t.cut(text, s, in), s}
}

// lines is how many lines of a size there is room for.
func (in space) lines(text string, size float64) int {
	return max(1, min(in.most, int(in.height/(size*leadingOf(text)))))
}

// balanced are the same number of lines, as narrow as they can be.
func (t *typesetter) balanced(text string, s style, width float64, lines []line) []line {
	low, high := width*0.4, width
	for range 7 {
		middle := (low + high) / 2
		narrow, fits := t.wrap(text, s, middle)
		if fits && len(narrow) == len(lines) {
			lines, high = narrow, middle
			continue
		}
		low = middle
	}
	return lines
}

// cut are as many lines as there is room for, the last with an ellipsis behind a
// word; behind a part of one only where not even the first has room.
func (t *typesetter) cut(text string, s style, in space) []line {
	pieces, most := t.pieces(text), in.lines(text, s.size)
	n := sort.Search(len(pieces), func(n int) bool {
		lines, fits := t.wrap(ended(pieces[:n+1]), s, in.width)
		return !fits || len(lines) > most
	})
	if n > 0 {
		lines, _ := t.wrap(ended(pieces[:n]), s, in.width)
		return lines
	}
	letters := strings.Split(text, "")
	n = sort.Search(len(letters), func(n int) bool { return len(t.hack(ended(letters[:n+1]), s, in.width)) > most })
	return t.hack(ended(letters[:n]), s, in.width)
}

// ended is a part of a text with an ellipsis.
func ended(parts []string) string {
	return strings.TrimRight(strings.Join(parts, ""), " ,;:.،。，") + "…"
}

// hack parts a text wherever a line is full.
func (t *typesetter) hack(text string, s style, width float64) []line {
	var lines []line
	now := ""
	for _, r := range text {
		if t.set(now+string(r), s).width > width && now != "" {
			lines, now = append(lines, t.set(strings.TrimSpace(now), s)), ""
		}
		now += string(r)
	}
	return append(lines, t.set(strings.TrimSpace(now), s))
}

// leadingOf is the distance of two lines of a text, by its script, in sizes.
func leadingOf(text string) float64 {
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Arabic, r):
			return 1.42
		case unicode.In(r, unicode.Han, unicode.Hangul):
			return 1.28
		}
	}
	return 1.14
}

// ascentOf is how far the first line of a text stands below its top, in sizes.
func ascentOf(text string) float64 {
	switch leadingOf(text) {
	case 1.42:
		return 0.98
	case 1.28:
		return 0.88
	}
	return 0.76
}
