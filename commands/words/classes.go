package words

import (
	"slices"
	"unicode/utf8"

	"prayerbot/content"
)

// A classSet holds parts of forms, each as a bit.
type classSet uint32

// classNames are all parts of forms, by their bits.
var classNames = []string{"h", "mm", "ss", "min", "five", "hhmm", "n", "mo", "either", "yyyy", "yy", "d", "dth", "month", "day", "part", "joined", "feast", "date"}

// setOf is the set of parts by their names.
func setOf(classes ...string) (set classSet) {
	for _, class := range classes {
		if i := slices.Index(classNames, class); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

// numberBegins is what digits may begin.
var numberBegins = setOf("h", "mm", "ss", "min", "five", "hhmm", "n", "mo", "either", "yyyy", "yy", "d", "dth", "date")

// readBeginnings notes what each word may begin, so that most forms need not be
// tried.
func (g *grammar) readBeginnings() {
	g.begins = map[string]classSet{}
	for class, names := range map[string]table{
		"h": g.numbers, "min": g.numbers, "five": g.numbers, "n": g.numbers, "d": g.ordinalNumbers, "dth": g.ordinalNumbers,
		"month": g.months, "day": g.days, "part": g.partForms, "joined": g.partsJoined, "feast": g.feastForms, "date": g.dates,
	} {
		for word := range names {
			g.begins[word] |= setOf(class)
		}
	}
	for word := range g.articles {
		g.begins[word] |= setOf("n")
	}
	var dates classSet
	for _, f := range g.dates[""] {
		dates |= f.parts[0].of
	}
	for word, set := range g.begins {
		if set&dates != 0 {
			g.begins[word] |= setOf("date")
		}
	}
}

// The letters that a word has at least that is known with a slip in it: shorter ones
// come near names, and so does August.
const (
	slipLetters      = 6
	slipMonthLetters = 7
	slipWhatLetters  = 8
)

// readWords notes all words of the forms, and those that are known with a slip: the
// names of days, sets of them, parts of the day, times and months that are one word.
func (g *grammar) readWords() {
	g.known = map[string]bool{}
	for _, t := range g.tables() {
		for _, forms := range t {
			for _, f := range forms {
				for _, p := range f.parts {
					g.known[p.text] = true
				}
			}
		}
	}
	for _, t := range []table{g.days, g.daySets, g.partForms, g.dates, g.clocks} {
		g.addLongWords(t, slipLetters)
	}
	g.addLongWords(g.months, slipMonthLetters)
	g.addLongWords(g.what, slipWhatLetters)
	slices.Sort(g.longWords)
}

// addLongWords adds the forms of a table that are one word of so many letters.
func (g *grammar) addLongWords(t table, letters int) {
	for word, forms := range t {
		alone := slices.ContainsFunc(forms, func(f form) bool { return len(f.parts) == 1 })
		if alone && utf8.RuneCountInString(word) >= letters {
			g.longWords = append(g.longWords, word)
		}
	}
}

// mended is the word that a mistyped one was meant for, where there is one; else the
// same. The first letter is typed right.
func (g *grammar) mended(word string) string {
	if utf8.RuneCountInString(word) < slipLetters-1 || g.known[word] || g.wholeNames[word] || kindOf(firstRune(word)) != letterRune {
		return word
	}
	for _, right := range g.longWords {
		if firstRune(word) == firstRune(right) && content.OneSlip(word, right) {
			return right
		}
	}
	return word
}
