package content

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An ending is one of a Russian word, and what it may be in the nominative.
type ending struct {
	declined   string
	nominative []string
}

// endings are those of names of places and their adjectives, of words as FoldName
// writes them: й is и there, and ё is е. The longest comes first; the last is that of
// plurals such as the Philippines in the genitive.
var endings = []ending{
	{"ого", []string{"ыи", "ии", "ое"}}, {"его", []string{"ии", "ее"}}, {"ому", []string{"ыи", "ии", "ое"}}, {"ему", []string{"ии", "ее"}},
	{"ыми", []string{"ые"}}, {"ими", []string{"ие"}}, {"ами", []string{"ы"}}, {"ую", []string{"ая"}}, {"юю", []string{"яя"}},
	{"ым", []string{"ыи", "ое"}}, {"им", []string{"ии", "ее"}}, {"ых", []string{"ые"}}, {"их", []string{"ие"}},
	{"ом", []string{"", "ыи", "ии", "ое", "о"}}, {"ем", []string{"и", "ь", "ии", "ее"}}, {"ои", []string{"а", "ая"}},
	{"еи", []string{"я", "а", "яя", "ая"}}, {"ах", []string{"ы", "а", "и"}}, {"ях", []string{"и", "я"}}, {"ам", []string{"ы", "а"}},
	{"ям", []string{"и", "я"}}, {"ов", []string{"ы"}}, {"у", []string{"а", ""}}, {"ю", []string{"я", "ь", "и"}}, {"ы", []string{"а", ""}},
	{"и", []string{"я", "а", "ь"}}, {"е", []string{"а", "", "я", "о", "ь", "и"}}, {"а", []string{"", "о"}}, {"я", []string{"и", "ь", "е"}},
	{"", []string{"ы"}},
}

// fleeting are stems of names that lose a vowel in other cases, with their nominative.
var fleeting = map[string]string{"египт": "египет", "орл": "орел", "ельц": "елец"}

// The words of a name of which the cases are tried, and the letters of the shortest
// word that may stand in another case, and of what is left of it without its ending.
const (
	mostDeclined  = 4
	leastDeclined = 3
	leastStem     = 2
)

// Nominatives are what a name in another case of Russian may be in the nominative, each
// folded: "северной корее" may be "северная корея". Most of them are no names; who asks
// looks for each. There are none of a text that is not written in Cyrillic, or is longer
// than a name.
func Nominatives(text string) iter.Seq[string] {
	words := strings.Fields(FoldName(text))
	return func(yield func(string) bool) {
		if len(words) == 0 || len(words) > mostDeclined || !cyrillic(words) {
			return
		}
		whole := strings.Join(words, " ")
		declined("", words, func(name string) bool { return name == whole || yield(name) })
	}
}

// declined calls yield with every way to write the words behind a text, until it says
// false.
func declined(before string, words []string, yield func(string) bool) bool {
	if len(words) == 0 {
		return yield(before)
	}
	for _, word := range nominatives(words[0]) {
		if !declined(strings.TrimSpace(before+" "+word), words[1:], yield) {
			return false
		}
	}
	return true
}

// nominatives are what a word may be in the nominative, itself first.
func nominatives(word string) []string {
	all := []string{word}
	if utf8.RuneCountInString(word) < leastDeclined {
		return all
	}
	for _, e := range endings {
		stem, is := strings.CutSuffix(word, e.declined)
		if !is || utf8.RuneCountInString(stem) < leastStem {
			continue
		}
		for _, other := range e.nominative {
			all = append(all, stem+other)
		}
		if name := fleeting[stem]; name != "" {
			all = append(all, name)
		}
	}
	return all
}

// cyrillic tells whether words are written in Cyrillic.
func cyrillic(words []string) bool {
	for _, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.Is(unicode.Cyrillic, first) {
			return false
		}
	}
	return true
}
