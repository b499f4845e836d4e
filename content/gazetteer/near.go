package gazetteer

import (
	"slices"
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
	w := &slipWalk{table: names(), text: p, letters: []rune(p)}
	w.from, w.to = 0, len(w.table)
	for i := 0; i+1 < len(w.letters) && w.to-w.from > fewNames; i++ {
		w.at(i)
		w.from, w.to = w.table.span(w.from, w.to, string(w.letters[:i+1]))
	}
	w.rest()
	return w.found
}

// fewNames is how many bytes of the table are so few names that each is looked
// at.
const fewNames = 4000

// A slipWalk looks for slips at each place of a text, among the names that begin
// as the text does before it.
type slipWalk struct {
	table    table
	text     string
	letters  []rune
	from, to int // the names that begin so
	found    []Slip
}

// at tries the slips at one place.
func (w *slipWalk) at(i int) {
	begin, behind := string(w.letters[:i]), string(w.letters[i+1:])
	w.try(begin + behind) // a letter too many
	w.try(begin + string([]rune{w.letters[i+1], w.letters[i]}) + string(w.letters[i+2:]))
	for _, letter := range w.alphabet() {
		with := begin + string(letter)
		w.try(with + string(w.letters[i:]))
		if letter != w.letters[i] {
			w.try(with + behind)
		}
	}
}

// try adds a name, where there is one.
func (w *slipWalk) try(name string) {
	if ids, is := w.table.value(w.from, w.to, name); is {
		w.add(name, ids)
	}
}

func (w *slipWalk) add(name, ids string) {
	if name != w.text && !slices.ContainsFunc(w.found, func(s Slip) bool { return s.Name == name }) {
		w.found = append(w.found, Slip{name, placesOf(ids)})
	}
}

// rest looks at each name that begins with the same letters.
func (w *slipWalk) rest() {
	for at := w.from; at < w.to; {
		name, ids, next := w.table.line(at)
		if content.OneSlip(w.text, name) {
			w.add(name, ids)
		}
		at = next
	}
}

// latin are the letters of names in Latin script, and the space between words.
const latin = "abcdefghijklmnopqrstuvwxyz "

// alphabet are the letters that may stand behind a beginning: in other scripts
// those of the text itself.
func (w *slipWalk) alphabet() []rune {
	if unicode.Is(unicode.Latin, w.letters[0]) {
		return []rune(latin)
	}
	return w.letters
}
