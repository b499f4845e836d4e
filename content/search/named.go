package search

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/content"
)

// Named lists what a text names, wherever in it and however written: countries, regions and
// lists, with what surely leads to them. What may as well be an ordinary word, what was
// mistyped and what stands for several countries is none.
func Named(l *content.Library, text string, f Fillers) []Piece {
	var all []Piece
	words := wordsOf(text)
	for at := 0; at < len(words); {
		piece, taken := f.pieceAt(l, words[at:])
		if taken > 0 {
			all = append(all, piece)
		}
		at += max(taken, 1)
	}
	return all
}

// pieceAt is the longest name that the first words are, and how many words that has; 0 is no
// name.
func (f Fillers) pieceAt(l *content.Library, words []string) (Piece, int) {
	most := mostWords
	if unspaced(words[0]) {
		most = mostUnspaced
	}
	for n := min(most, len(words)); n > 0; n-- {
		text := strings.TrimFunc(strings.Join(words[:n], ""), notInName)
		if strings.ContainsFunc(text, isPause) || unspaced(text) && utf8.RuneCountInString(text) < 2 {
			continue
		}
		for name := range f.spelled(text, n) {
			if found := newQuery(l, name).exact(); found.sure(name) {
				return Piece{text, found}, n
			}
		}
	}
	return Piece{}, 0
}

// notInName tells whether a sign stands around names and not in them.
func notInName(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }

// isPause tells whether a sign parts what stands beside it.
func isPause(r rune) bool { return isComma(r) || strings.ContainsRune(";:!?。！？；：", r) }

// spelled are the names that some words may be: see mayName. An article that an apostrophe
// joins to the first of them is none of it.
func (f Fillers) spelled(text string, words int) iter.Seq[string] {
	first, rest, _ := strings.Cut(text, " ")
	bare := strings.TrimSpace(withoutElided(slices.Concat(f.Before, f.Open), first) + " " + rest)
	return func(yield func(string) bool) {
		for name := range f.mayName(text, words) {
			if !yield(name) {
				return
			}
		}
		if bare != text {
			yield(bare)
		}
	}
}

// sure tells whether a name within a sentence surely leads to one place: few letters do
// where they are a code in capitals, or what a country is called in English.
func (r Result) sure(name string) bool {
	if !r.one() || r.Doubt || r.Of.How == Slip || len(r.Countries) > 1 {
		return false
	}
	p := content.FoldName(name)
	if !isLatin(p) || utf8.RuneCountInString(p) >= shortest {
		return !words()[p]
	}
	return name == strings.ToUpper(name) && name != strings.ToLower(name)
}
