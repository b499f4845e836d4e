package words

import "strings"

// rest is what no token was taken of, in front of and behind the words that open
// what it is for. What was taken softly is left out as far as least says.
func (w *wishReader) rest(least int) (place, aim string) {
	var places, aims []string
	from, inFor := 0, false
	flush := func(to int) {
		if to <= from {
			return
		}
		if inFor {
			aims = append(aims, w.trimmed(from, to, nil))
		} else {
			places = append(places, w.trimmed(from, to, w.placeBefore))
		}
	}
	for at := 0; at < len(w.tokens); at++ {
		if as := w.taken[at]; as == tokenTaken || as == tokenSoft && least == tokenFree {
			flush(at)
			if inFor && at > from && len(aims) > 0 {
				inFor = false
			}
			from = at + 1
			continue
		}
		if end := w.skip(w.forAfter, at); end > at && at > from && !inFor {
			begin := w.behindPlace(from, at)
			places, aims = append(places, w.trimmed(from, begin, w.placeBefore)), append(aims, w.trimmed(begin, at, nil))
			from = end
			at = end - 1
			continue
		}
		if end := w.opensFor(at); end > at && !inFor && end < len(w.tokens) {
			flush(at)
			from, inFor = end, true
			at = end - 1
		}
	}
	flush(len(w.tokens))
	return joinedTexts(places), joinedTexts(aims)
}

// behindPlace is where a place ends that stands before a name between two tokens: "in
// Seoul for Nigeria" with both words behind their names. It is from where there is none.
func (w *wishReader) behindPlace(from, to int) int {
	behind := from
	for at := from + 1; at < to; at++ {
		if end := w.skip(w.placeEnds, at); end > at && end < to {
			behind = end
		}
	}
	return behind
}

func joinedTexts(all []string) string {
	return strings.Join(strings.Fields(strings.Join(all, " ")), " ")
}

// trimmed is the text between two tokens without small words and signs around it.
func (w *wishReader) trimmed(from, to int, before table) string {
	for from < to {
		end := w.skip(before, from)
		if end == from && w.loneSign(from) {
			end++
		}
		if end == from || end > to {
			break
		}
		from = end
	}
	for end := to; end > from; {
		at := from
		for at < end-1 && w.skip(w.placeAfter, at) != end {
			at++
		}
		switch {
		case w.skip(w.placeAfter, at) == end:
			to, end = at, at
		case w.loneSign(end - 1):
			to, end = end-1, end-1
		default:
			end = from
		}
	}
	if from >= to || w.skip(w.series, from) == to && kindOf(firstRune(w.tokens[from].text)) != signRune { // an "and" between two times
		return ""
	}
	return w.text(from, to)
}

// loneSign tells whether a token is a sign that belongs to no name.
func (w *wishReader) loneSign(at int) bool {
	t := w.tokens[at]
	if t.number || kindOf(firstRune(t.text)) != signRune && t.text != dot {
		return false
	}
	if strings.ContainsAny(t.text, ",;:!?()[]\"'|") || t.text == dot {
		return true
	}
	return (t.text == "-" || t.text == "/") && (at+1 >= len(w.tokens) || !w.tokens[at+1].joined || w.taken[at+1] == tokenTaken || at > 0 && w.taken[at-1] == tokenTaken)
}

// leftOver names what was meant as a time or as days and is none.
func (w *wishReader) leftOver() {
	m := w.matcher.grammar.matcher(w.wish.Place)
	for i, t := range m.tokens {
		if t.number && m.mayBegin(i) && w.wish.NoTime == "" && w.wish.Clock == nil {
			word, _, _ := strings.Cut(w.wish.Place[t.from:], " ")
			w.wish.NoTime = word
		}
		if end := m.skip(m.onWords, i); end > i && end < len(m.tokens) {
			w.wish.NoDays = w.wish.Place[m.tokens[end].from:]
		}
	}
}
