package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/content"
)

// wholeWorld are the words that mean no choice at all.
var wholeWorld = []string{"", "all", "everything", "everyone", "the world", "the whole world", "whole world", "world", "all countries"}

// A Wanted is a selection as somebody typed it.
type Wanted struct {
	Selection content.Selection // what is clear of it
	Clear     []Piece           // the names that it was read of
	Unclear   []Piece           // the names that mean several places, or none
}

// A Piece is one name of several, and what it may mean.
type Piece struct {
	Text  string
	Found Result
}

// ParseSelection reads a selection as people type it: names of countries,
// regions and lists, parted by commas or "and", or by the word that the fillers name for
// it. Fillers may stand around each name.
func ParseSelection(l *content.Library, text string, f Fillers) Wanted {
	w := Wanted{}
	if f.meansWhole(text) {
		return w
	}
	for _, piece := range strings.FieldsFunc(text, isComma) {
		if piece = strings.TrimSpace(piece); piece != "" {
			w.add(l, piece, f)
		}
	}
	for _, keys := range []*[]string{&w.Selection.Countries, &w.Selection.Regions, &w.Selection.Lists} {
		slices.Sort(*keys)
		*keys = slices.Compact(*keys)
	}
	return w
}

// meansWhole tells whether a text, with or without the fillers around it, means no choice.
func (f Fillers) meansWhole(text string) bool {
	if slices.Contains(wholeWorld, strings.ToLower(strings.TrimSpace(text))) {
		return true
	}
	for _, bare := range []string{text, f.Strip(text)} {
		p := content.FoldName(bare)
		if p != "" && slices.ContainsFunc(f.Whole, func(whole string) bool { return content.FoldName(whole) == p }) {
			return true
		}
	}
	return false
}

// mostNames is how many names are read of a selection, which are more than there are:
// what stands behind them is taken for one that is not clear.
const mostNames = 250

// isComma tells whether a sign parts names, in Arabic and Chinese too.
func isComma(r rune) bool { return strings.ContainsRune(",،，、", r) }

// add adds a name, or several joined by "and" or its like in another language where no
// single one is called so ("Bosnia and Herzegovina" is).
func (w *Wanted) add(l *content.Library, text string, f Fillers) {
	found := FindAmong(l, text, f)
	if found.named() && w.take(text, found) {
		return
	}
	var first, rest string
	several := len(w.Clear)+len(w.Unclear) < mostNames
	if several {
		first, rest, several = f.cut(l, text)
	}
	if !several {
		if !w.take(text, found) {
			w.Unclear = append(w.Unclear, Piece{text, found})
		}
		return
	}
	if first != "" {
		w.add(l, first, f)
	}
	w.add(l, rest, f)
}

// cut parts the first of several names from the rest, of which it is "" where only an
// "and" stood before it; false where a text is one name.
func (f Fillers) cut(l *content.Library, text string) (first, rest string, ok bool) {
	for _, cut := range []func(*content.Library, string) (string, string, bool){f.cutAtAnd, f.cutAtPrefix, f.cutAtEnding} {
		if first, rest, ok = cut(l, text); ok {
			return first, rest, true
		}
	}
	return "", "", false
}

// cutAtAnd parts names between which a word stands that joins them, in a script without
// spaces without those too.
func (f Fillers) cutAtAnd(_ *content.Library, text string) (first, rest string, ok bool) {
	bare := text
	for _, and := range append([]string{"and", "&"}, f.And...) {
		bare = strings.TrimPrefix(bare, and+" ")
		first, rest, ok = strings.Cut(bare, " "+and+" ")
		if !ok && unspaced(and) {
			first, rest, ok = strings.Cut(bare, and)
		}
		if first, rest = strings.TrimSpace(first), strings.TrimSpace(rest); ok && first != "" && rest != "" {
			return first, rest, true
		}
	}
	return "", bare, bare != text
}

// cutAtPrefix parts names of which the last one stands in one word with what joins it
// to the others; false where nothing is called like what would be the last one.
func (f Fillers) cutAtPrefix(l *content.Library, text string) (first, rest string, ok bool) {
	for _, and := range f.And {
		prefix, _, is := strings.Cut(and, prefixMark)
		for at := len(text); is && at > 0; {
			at = strings.LastIndex(text[:at], " "+prefix)
			if at <= 0 || len(text)-at > longestName*utf8.UTFMax {
				break
			}
			first, rest = text[:at], text[at+1+len(prefix):]
			if found := FindAmong(l, rest, f); rest != "" && found.one() && found.named() {
				return first, rest, true
			}
		}
	}
	return "", "", false
}

// cutAtEnding parts a name with an ending from the rest of a text: "이란과 시리아" is Iran
// and Syria.
func (f Fillers) cutAtEnding(l *content.Library, text string) (first, rest string, ok bool) {
	fields := strings.Fields(text)
	for n := min(len(fields)-1, mostNameWords); n > 0; n-- {
		if first = strings.Join(fields[:n], " "); firstNamed(l, f.withoutEnding(first)).one() {
			return first, strings.Join(fields[n:], " "), true
		}
	}
	return "", "", false
}

// take adds what a name means for sure; false where it is not sure.
func (w *Wanted) take(text string, found Result) bool {
	if !found.addTo(&w.Selection) {
		return false
	}
	w.Clear = append(w.Clear, Piece{text, found})
	return true
}

// named tells whether a name was found as it stands, and not for a slip.
func (r Result) named() bool { return r.Of.How != Slip }

// addTo adds what is found for sure to a selection; false where it is not
// sure.
func (r Result) addTo(s *content.Selection) bool {
	switch {
	case len(r.Countries) == 1:
		s.Countries = append(s.Countries, r.Countries[0].Key)
	case r.Region != nil:
		s.Regions = append(s.Regions, r.Region.Key)
	case r.List != nil:
		s.Lists = append(s.Lists, r.List.Key)
	default:
		return false
	}
	return true
}

// Selection is what was found for sure, as a selection; false where it is not
// sure.
func (r Result) Selection() (content.Selection, bool) {
	var s content.Selection
	return s, r.addTo(&s)
}
