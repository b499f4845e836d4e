package gazetteer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/content"
)

// MinNear is from how many letters on a name is looked for that is one slip
// away: shorter ones come near some name in some language by chance.
const MinNear = 5

// A Slip is a name that is one slip of the finger away from what was typed.
type Slip struct {
	Name   string // folded
	Places []Place
}

// Near lists the names that are one slip away from a text: a letter left out, put
// in, replaced, or swapped with its neighbour. Of a text shorter than MinNear
// there are none.
func Near(text string) []Slip {
	p := content.FoldName(text)
	if utf8.RuneCountInString(p) < MinNear {
		return nil
	}
	w := &slipWalk{table: names(), letters: []rune(p), from: 0, to: len(names())}
	for i := range len(w.letters) + 1 {
		if i > 0 {
			w.from, w.to = w.table.span(w.from, w.to, string(w.letters[:i]))
		}
		w.at(i)
	}
	return w.found
}

// A slipWalk looks for slips at each place of a text, among the names that begin
// as the text does before it.
type slipWalk struct {
	table    table
	letters  []rune
	from, to int // the names that begin so
	found    []Slip
}

// at tries the slips at one place.
func (w *slipWalk) at(i int) {
	begin := string(w.letters[:i])
	if w.from == w.to {
		return
	}
	if i < len(w.letters) {
		w.try(begin + string(w.letters[i+1:])) // a letter too many
	}
	if i+1 < len(w.letters) {
		w.try(begin + string([]rune{w.letters[i+1], w.letters[i]}) + string(w.letters[i+2:]))
	}
	for _, letter := range w.alphabet(begin) {
		from, to := w.table.span(w.from, w.to, begin+string(letter))
		if from == to {
			continue
		}
		inside := slipWalk{table: w.table, from: from, to: to}
		inside.try(begin + string(letter) + string(w.letters[i:]))
		if i < len(w.letters) && letter != w.letters[i] {
			inside.try(begin + string(letter) + string(w.letters[i+1:]))
		}
		w.found = append(w.found, inside.found...)
	}
}

// try adds a name, where there is one.
func (w *slipWalk) try(name string) {
	ids, is := w.table.value(w.from, w.to, name)
	if !is || slices.ContainsFunc(w.found, func(s Slip) bool { return s.Name == name }) {
		return
	}
	w.found = append(w.found, Slip{name, placesOf(ids)})
}

// latin are the letters of names in Latin script, and the space between words.
const latin = "abcdefghijklmnopqrstuvwxyz "

// mostLetters bounds the letters of other scripts that are tried in one place.
const mostLetters = 64

// alphabet are the letters that may stand behind a beginning.
func (w *slipWalk) alphabet(begin string) []rune {
	if unicode.Is(unicode.Latin, w.letters[0]) {
		return []rune(latin)
	}
	var all []rune
	for at := w.from; at < w.to && begin != "" && len(all) < mostLetters; {
		name, _, _ := w.table.line(at)
		rest := strings.TrimPrefix(name, begin)
		letter, _ := utf8.DecodeRuneInString(rest)
		if rest != "" {
			all = append(all, letter)
			begin := begin + string(letter)
			at = w.table.seek(at, w.to, begin+"\xff")
			continue
		}
		at = w.table.next(at)
	}
	return all
}
