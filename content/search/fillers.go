package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/content"
)

// Fillers are words that people put around the name of a place, in their own
// language, each as they write it: "the church in", "please".
type Fillers struct {
	// Before stand in front of it. One that ends with an apostrophe stands in the same
	// word as the name: "l’"; and so do letters with a stroke of Arabic behind them, of
	// which those behind the stroke stay: "للـال" in "للسودان".
	Before []string
	// Behind stand behind it. One that begins with a hyphen stands in the same word as the
	// name: "-에서".
	Behind []string
	Open   []string // words behind which a name may stand, whatever is before: "in"
	And    []string // words that join two names, beside "and"; one with a stroke behind it stands in one word with the second
	Whole  []string // words that mean no choice at all, beside the English ones
	// Own is the country that is called so in the asker's language, by its folded name;
	// nil where none is. A nil Own knows none.
	Own func(folded string) *content.Country
}

// FindAmong is Find for a text that may have fillers around the name. A name that
// holds such a word goes before.
func FindAmong(l *content.Library, text string, f Fillers) Result {
	found := newQuery(l, text).exact()
	if found.one() && !found.Doubt {
		return found
	}
	bare := f.Strip(text)
	if bare == "" || strings.HasPrefix(text, KeyMark) {
		bare = text
	}
	if own := f.own(text, bare); own.one() {
		return own
	}
	if bare != text {
		found = newQuery(l, bare).exact()
	}
	if !found.one() {
		if other := f.within(l, bare); other.one() {
			return other
		}
	}
	if found.Empty() && !strings.HasPrefix(text, KeyMark) {
		return slipQuery{newQuery(l, bare)}.near()
	}
	return found
}

// own is the country that the asker's language calls so: "Chine" is no slip of Chile.
func (f Fillers) own(texts ...string) Result {
	for _, text := range texts {
		if f.Own == nil {
			break
		}
		if c := f.Own(content.FoldName(text)); c != nil {
			return only(c)
		}
	}
	return Result{}
}

// within looks for a name that is not the whole of a text: it has an ending, or stands
// behind a word that opens one, or has a prefix.
func (f Fillers) within(l *content.Library, text string) Result {
	for _, found := range []func() Result{
		func() Result { return firstNamed(l, f.withoutEnding(text)) },
		func() Result { return f.opened(l, text) },
		func() Result { return firstNamed(l, f.withoutPrefix(text)) },
	} {
		if found := found(); found.one() {
			return found
		}
	}
	return Result{}
}

// one tells whether a place or a list was found, and not what comes near one.
func (r Result) one() bool { return len(r.Countries) > 0 || r.Region != nil || r.List != nil }

// opened looks for a name behind the last word that opens one: "our families in Iran".
// Somebody who only says it may mean another thing.
func (f Fillers) opened(l *content.Library, text string) Result {
	fields := strings.Fields(text)
	for at := len(fields) - 1; at >= 0; at-- {
		name, opens := f.openedBy(fields, at)
		if !opens {
			continue
		}
		found := newQuery(l, f.Strip(name)).exact()
		if found.Meant() {
			found.Doubt = true
			return found
		}
		break
	}
	return Result{}
}

// openedBy is the text behind a word that opens a name, or behind the part of it that
// does.
func (f Fillers) openedBy(fields []string, at int) (name string, opens bool) {
	if word := withoutElided(f.Open, fields[at]); word != fields[at] {
		return strings.Join(append([]string{word}, fields[at+1:]...), " "), true
	}
	if at == len(fields)-1 || longest(f.Open, fields[at:at+1], func(int) []string { return fields[at : at+1] }) == 0 {
		return "", false
	}
	return strings.Join(fields[at+1:], " "), true
}

// withoutElided is a word without a filler that an apostrophe joins to it: "Iran" of
// "l'Iran"; the same word where there is none.
func withoutElided(fillers []string, word string) string {
	begin, rest, is := strings.Cut(strings.ReplaceAll(word, "'", "’"), "’")
	if !is || rest == "" {
		return word
	}
	joined := func(filler string) bool {
		bare, is := strings.CutSuffix(filler, "’")
		return is && strings.EqualFold(bare, begin)
	}
	if !slices.ContainsFunc(fillers, joined) {
		return word
	}
	return rest
}

// Strip is a text without the fillers around it; "" where nothing is left.
func (f Fillers) Strip(text string) string {
	fields := strings.Fields(text)
	for changed := true; changed && len(fields) > 0; {
		n := longest(f.Before, fields, func(n int) []string { return fields[:n] })
		fields = fields[n:]
		m := longest(f.Behind, fields, func(n int) []string { return fields[len(fields)-n:] })
		fields = fields[:len(fields)-m]
		changed = n+m > 0
		if len(fields) > 0 {
			word := f.trimUnspaced(withoutElided(f.Before, fields[0]), len(fields) == 1)
			changed = changed || word != fields[0]
			fields[0] = word
		}
	}
	return strings.Trim(strings.Join(fields, " "), fillerSigns)
}

// fillerSigns may stand around a name.
const fillerSigns = " .,!?;:-–—\"'“”。，！？；：、（）"

// longest is how many words the longest filler has that stands there; 0 where
// none does.
func longest(fillers, fields []string, at func(n int) []string) int {
	for n := min(len(fields), mostFillerWords); n > 0; n-- {
		text := strings.Join(at(n), " ")
		if len(text) > longestName*utf8.UTFMax {
			continue
		}
		p := content.FoldName(text)
		if slices.ContainsFunc(fillers, func(filler string) bool { return is(filler, p) }) {
			return n
		}
	}
	return 0
}

// is tells whether a filler is a folded text; most fillers are written as they fold.
func is(filler, p string) bool {
	if filler == p {
		return true
	}
	written := func(r rune) bool { return r != ' ' && (r < 'a' || r > 'z') }
	return strings.ContainsFunc(filler, written) && content.FoldName(filler) == p
}

// mostFillerWords is how many words a filler may have.
const mostFillerWords = 5
