package search

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/content"
)

// Fillers that stand in one word with a name: before it, a prefix with a stroke of Arabic
// behind it; behind it, an ending with a hyphen before it; and any in a script that is
// written without spaces.

const (
	prefixMark = "ـ"
	endingMark = "-"
)

// withoutPrefix is what a text may be without a prefix: "السودان" of "للسودان", where
// what stands behind the mark stays.
func (f Fillers) withoutPrefix(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, filler := range f.Before {
			prefix, kept, is := strings.Cut(filler, prefixMark)
			rest, begins := strings.CutPrefix(text, prefix)
			if is && begins && rest != "" && !yield(kept+rest) {
				return
			}
		}
	}
}

// withoutEnding is what a text may be without an ending: "이란" of "이란에서".
func (f Fillers) withoutEnding(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, filler := range f.Behind {
			ending, is := strings.CutPrefix(filler, endingMark)
			name, ends := strings.CutSuffix(text, ending)
			if is && ends && name != "" && !yield(f.Strip(name)) {
				return
			}
		}
	}
}

// firstNamed is what the first of some texts means that names something as it stands.
func firstNamed(l *content.Library, texts iter.Seq[string]) Result {
	for text := range texts {
		if found := newQuery(l, text).exact(); found.one() {
			return found
		}
	}
	return Result{}
}

// trimUnspaced is a word without the longest filler before the name that it holds, or
// behind it where it is the last one, in a script that is written without spaces; the
// same word where there is none or nothing would be left.
func (f Fillers) trimUnspaced(word string, last bool) string {
	word = strings.Trim(word, fillerSigns)
	for _, filler := range longestFirst(f.Before) {
		if rest, is := strings.CutPrefix(word, filler); is && rest != "" && unspaced(filler) {
			return rest
		}
	}
	for _, filler := range longestFirst(f.Behind) {
		if rest, is := strings.CutSuffix(word, filler); is && rest != "" && unspaced(filler) && last {
			return rest
		}
	}
	return word
}

// longestFirst are fillers by their length.
func longestFirst(fillers []string) []string {
	all := slices.Clone(fillers)
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

// unspaced tells whether a filler is of a script without spaces between words.
func unspaced(filler string) bool {
	r, _ := utf8.DecodeRuneInString(filler)
	return content.Unspaced(r)
}
