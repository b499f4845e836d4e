package search

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/content"
)

// The most words of a name that a text is looked through for, or letters in a script
// without spaces, and the most words whose cases in Russian are tried.
const (
	mostWords    = 5
	mostUnspaced = 12
	mostInCase   = 2
)

// Mentioned lists the countries that a text names, in any language, in the order in which
// it does, at most most. What is written small is no name, where a script has capitals, and
// a name in another language than English that is an ordinary word too is none. Names that
// belong to several countries name all of them. Fillers of the language that stand in one
// word with a name are taken off it.
func Mentioned(l *content.Library, text string, most int, f Fillers) []*content.Country {
	x, words := indexOf(l), wordsOf(text)
	var found []*content.Country
	for at := 0; at < len(words) && len(found) < most; {
		named, taken := x.namedAt(words[at:], f)
		for _, c := range named {
			if !slices.Contains(found, c) && len(found) < most {
				found = append(found, c)
			}
		}
		at += max(taken, 1)
	}
	return found
}

// wordsOf are the words of a text, each with the space before it; a letter is one in a
// script without spaces.
func wordsOf(text string) []string {
	var words []string
	alone := true // what comes next begins a word
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			alone = true
		case content.Unspaced(r):
			words, alone = append(words, string(r)), true
		case alone:
			words, alone = append(words, " "+string(r)), false
		default:
			words[len(words)-1] += string(r)
		}
	}
	return words
}

// namedAt is what the first words name, by the longest name that they begin with, and how
// many words that has; 0 is no name.
func (x *index) namedAt(words []string, f Fillers) (named []*content.Country, taken int) {
	if !capital(words[0]) {
		return nil, 0
	}
	most := mostWords
	if unspaced(words[0]) {
		most = mostUnspaced
	}
	for n := min(most, len(words)); n > 0; n-- {
		for name := range f.mayName(strings.TrimSpace(strings.Join(words[:n], "")), n) {
			if named := x.called(content.FoldName(name)); named != nil {
				return named, n
			}
		}
	}
	return nil, 0
}

// mayName are the names that some words may be: as they stand, without what belongs to
// them or is joined to them, and in the nominative.
func (f Fillers) mayName(text string, words int) iter.Seq[string] {
	bare := strings.TrimFunc(text, unicode.IsPunct)
	all := []iter.Seq[string]{slices.Values([]string{text, possessed(text)}), f.withoutEnding(bare), f.withoutPrefix(bare)}
	if words <= mostInCase {
		all = append(all, content.Nominatives(bare))
	}
	return func(yield func(string) bool) {
		for _, names := range all {
			for name := range names {
				if !yield(name) {
					return
				}
			}
		}
	}
}

// shortest is how many letters a name has at least that is looked for in a text: shorter
// ones are words of some language.
const shortest = 4

// called is what a folded name is the name of, in English first.
func (x *index) called(p string) []*content.Country {
	switch {
	case utf8.RuneCountInString(p) < shortest && isLatin(p):
		return nil
	case x.ambiguous[p] != nil:
		return x.ambiguous[p]
	case x.names[p] != nil:
		return []*content.Country{x.names[p]}
	case words()[p]:
		return nil
	}
	return x.foreign[p]
}

// possessed is a name without the ending of what belongs to it: "Nigeria's".
func possessed(name string) string {
	name = strings.TrimRightFunc(strings.ReplaceAll(name, "\u2019", "'"), unicode.IsPunct)
	return strings.TrimSuffix(name, "'s")
}

// capital tells whether a word begins with a capital, or with a letter that has none.
func capital(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) {
			return !unicode.IsLower(r)
		}
	}
	return false
}

// isLatin tells whether a text is written in letters of which few say little.
func isLatin(p string) bool { return p != "" && p[0] < utf8.RuneSelf }
