package feed

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"prayerbot/content"

	"github.com/hbollon/go-edlib"
)

// The measures of sameness.
const (
	maxTerms  = 24 // words of a title that count, its first ones
	minTerms  = 3  // shorter titles ("Pray for Iran") must be equal
	minShared = 4  // words that a title and a longer one of the same story share
)

// SameTitle tells whether two titles are so near that, within a few days, they
// are one story: the same words in another order or form, a slip of the pen, or
// a few words more. Titles that differ in a number ("Five killed", "Six
// killed"), in a "not" or in any other word are two stories.
func SameTitle(a, b string) bool { return parseTitle(a).same(parseTitle(b)) }

// Akin tells whether two titles share a word that is not a common one, or most of
// their words.
func Akin(a, b string) bool {
	x, y := parseTitle(a), parseTitle(b)
	shared := 0
	for _, word := range x.terms {
		if _, both := slices.BinarySearch(y.terms, word); both {
			if commonness(word) == 0 {
				return true
			}
			shared++
		}
	}
	return shared*2 > len(x.terms)
}

// TitleKeys gives the keys of a title, about ten: titles that SameTitle takes for
// the same share at least one of them, others hardly ever. So a keeper finds the
// candidates among thousands by looking each key up. The keys are the same on
// every machine; they change when this package learns better.
func TitleKeys(title string) []uint64 {
	t := parseTitle(title)
	if len(t.terms) < minTerms {
		return []uint64{hashOf("=", t.whole)}
	}
	slices.SortFunc(t.terms, func(a, b string) int {
		return cmp.Or(cmp.Compare(commonness(a), commonness(b)), cmp.Compare(hashOf(a), hashOf(b)), cmp.Compare(a, b))
	})
	// Of two sets that share most of their members, the first few of each, in
	// one order, share two at least: every pair of those is a key.
	n := len(t.terms)
	first := t.terms[:min(n, n-most(n)+2)]
	var keys []uint64
	for i, a := range first {
		for _, b := range first[i+1:] {
			keys = append(keys, hashOf(t.marks, min(a, b), max(a, b)))
		}
	}
	return keys
}

// most is how many of n words two titles must share: seven in ten.
func most(n int) int { return (7*n + 9) / 10 }

// A parsedTitle is a title as it is compared.
type parsedTitle struct {
	whole string   // folded, for the short ones
	marks string   // numbers and the like, in order of the alphabet
	terms []string // stems of the other words, in order of the alphabet
}

func (t parsedTitle) same(o parsedTitle) bool {
	if t.whole == o.whole {
		return true
	}
	if t.marks != o.marks || len(t.terms) < minTerms || len(o.terms) < minTerms {
		return false
	}
	mine, theirs := without(t.terms, o.terms), without(o.terms, t.terms)
	shared, longer := len(t.terms)-len(mine), max(len(t.terms), len(o.terms))
	switch {
	case shared < most(longer):
		return false
	case len(mine) > 0 && len(theirs) > 0:
		return slips(mine, theirs)
	case len(mine)+len(theirs) > 0:
		return shared >= minShared
	}
	return true
}

// without lists the words of one title that another does not have.
func without(all, other []string) []string {
	var rest []string
	for _, word := range all {
		if _, found := slices.BinarySearch(other, word); !found {
			rest = append(rest, word)
		}
	}
	return rest
}

// slips tells whether each word has one on the other side that is written
// almost like it.
func slips(mine, theirs []string) bool {
	if len(mine) != len(theirs) || len(mine) > 2 {
		return false
	}
	left := slices.Clone(theirs)
	for _, word := range mine {
		i := slices.IndexFunc(left, func(other string) bool { return slip(word, other) })
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return true
}

// slip tells whether two words are one with a slip of the pen: one letter in a
// word of six, two in a word of nine, never the first.
func slip(a, b string) bool {
	length := min(len(a), len(b))
	if length < 6 || a[0] != b[0] || max(len(a), len(b)) > length+2 {
		return false
	}
	return edlib.OSADamerauLevenshteinDistance(a, b) <= 1+(length-6)/3
}

// parseTitle takes a title apart.
func parseTitle(title string) parsedTitle {
	folded := strings.FieldsFunc(fold(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) })
	t := parsedTitle{whole: strings.Join(folded, " ")}
	var marks []string
	for _, word := range folded {
		mark, marked := titleMarks[word]
		switch {
		case marked:
			marks = append(marks, mark)
		case unicode.IsDigit(firstRune(word)):
			marks = append(marks, word)
		case len(word) > 1 && !stopWords[word] && len(t.terms) < maxTerms:
			t.terms = append(t.terms, terms(word)...)
		}
	}
	t.terms = t.terms[:min(len(t.terms), maxTerms)]
	slices.Sort(t.terms)
	t.terms = slices.Compact(t.terms)
	slices.Sort(marks)
	t.marks = strings.Join(slices.Compact(marks), " ")
	return t
}

// terms are the stem of a word, or where a script puts no spaces or joins particles to
// a word, each two neighbours.
func terms(word string) []string {
	if first := firstRune(word); !content.Unspaced(first) && !unicode.Is(unicode.Hangul, first) {
		return []string{stem(word)}
	}
	letters := []rune(word)
	if len(letters) == 1 {
		return []string{word}
	}
	var pairs []string
	for i := range min(len(letters)-1, maxTerms) {
		pairs = append(pairs, string(letters[i:i+2]))
	}
	return pairs
}

// stem is a word without the endings that titles vary: attacks, attacked,
// attacking.
func stem(word string) string {
	for _, end := range []string{"ings", "ing", "ers", "ies", "ed", "es", "er", "s", "e", "y"} {
		if rest, ok := strings.CutSuffix(word, end); ok && len(rest) >= 4 {
			return rest
		}
	}
	return word
}

func hashOf(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// titleMarks are the words in which titles of two stories may differ although
// all else is the same: numbers, and what turns the sense.
var titleMarks = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"ten": "10", "eleven": "11", "twelve": "12", "dozen": "12", "dozens": "12s", "scores": "20s", "hundreds": "100s", "thousands": "1000s",
	"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
	"another": "more", "again": "more", "more": "more", "not": "not", "no": "not", "without": "not", "never": "not",
	"deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "sept": "7", "huit": "8", "neuf": "9", "dix": "10",
	"dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9", "diez": "10",
}

// stopWords carry no story.
var stopWords = set(`a an and are as at be been but by for from has have he her his in into is it its of on or over she that
the their they this to was were who will with after amid while de la le les des du et un une dans en pour par sur au aux el los
las del y una con por para que se su sus qui`)

// commonWords stand in so many titles here that they part nothing; stems.
var commonWords = set(`christian church pastor faith persecut kill attack arrest islamic muslim believ relig relig freedom famil village
prison pray polic state govern extremist convert murder jail year peopl chretien cristian eglise iglesia priest bishop cathol`)

func commonness(stem string) int {
	if commonWords[stem] {
		return 1
	}
	return 0
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}
