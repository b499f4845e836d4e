package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/content"
)

// mostWords is how many words the longest names of countries have that a text is looked
// through for.
const mostWords = 5

// Mentioned lists the countries that a text names, in any language, in the order in which
// it does, at most most. What is written small is no name, where a script has capitals, and
// a name in another language than English that is an ordinary word too is none. Names that
// belong to several countries name all of them. A name to which a language joins other
// letters, as Arabic and Korean do, is not seen.
func Mentioned(l *content.Library, text string, most int) []*content.Country {
	x, words := indexOf(l), strings.Fields(text)
	var found []*content.Country
	for at := 0; at < len(words) && len(found) < most; {
		named, taken := x.namedAt(words[at:])
		if taken == 0 {
			named = x.inside(words[at])
		}
		for _, c := range named {
			if !slices.Contains(found, c) && len(found) < most {
				found = append(found, c)
			}
		}
		at += max(taken, 1)
	}
	return found
}

// namedAt is what the first words name, by the longest name that they begin with, and how
// many words that has; 0 is no name.
func (x *index) namedAt(words []string) (named []*content.Country, taken int) {
	if !capital(words[0]) {
		return nil, 0
	}
	for n := min(mostWords, len(words)); n > 0; n-- {
		for _, name := range []string{strings.Join(words[:n], " "), possessed(strings.Join(words[:n], " "))} {
			if named := x.called(content.FoldName(name)); named != nil {
				return named, n
			}
		}
	}
	return nil, 0
}

// mostLetters is how many letters the longest names of countries have in a script that is
// written without spaces.
const mostLetters = 10

// inside is what a text in a script without spaces names, wherever it does; nothing of
// another text.
func (x *index) inside(text string) (named []*content.Country) {
	text = strings.Trim(text, fillerSigns)
	if !unspaced(text) {
		return nil
	}
	for letters := []rune(text); len(letters) > 0; {
		n := min(mostLetters, len(letters))
		for ; n > 1; n-- {
			if found := x.called(content.FoldName(string(letters[:n]))); found != nil {
				named = append(named, found...)
				break
			}
		}
		letters = letters[n:]
	}
	return named
}

// shortest is how many letters a name has at least that is looked for in a text: shorter
// ones are words of some language.
const shortest = 4

// called is what a folded name is the name of, in English first, and in another case of
// Russian last.
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
	case x.foreign[p] != nil:
		return x.foreign[p]
	}
	for name := range content.Nominatives(p) {
		if named := x.foreign[name]; named != nil {
			return named
		}
	}
	return nil
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
