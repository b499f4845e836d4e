package words

import (
	"unicode/utf8"

	"prayerbot/content"
)

// What a date within other words has at most and at least: a short name of a day is a word
// of some language.
const (
	mostDateWords    = 8
	leastDateLetters = 4
)

// DateWithin is the longest date that stands within a text, or several where either of them
// can be meant; nil where there is none.
func (l Listener) DateWithin(text string, c Calendar) []content.Date {
	return within(l, text, c, func(m dateMatcher, at int) int { return at })
}

// UntilWithin is the date, or the end of a span of time, before which a text says "until";
// nil where there is none.
func (l Listener) UntilWithin(text string, c Calendar) []content.Date {
	return within(l, text, c, func(m dateMatcher, at int) int {
		if end := m.skip(m.until, at); end > at {
			return end
		}
		return len(m.tokens)
	})
}

// within is the longest date that begins where opens leads to from some token.
func within(l Listener, text string, c Calendar, opens func(m dateMatcher, at int) int) []content.Date {
	for _, g := range l.grammars() {
		m := dateMatcher{g.matcher(Plain(text))}
		longest := 0
		var found []content.Date
		for at := range m.tokens {
			if dates, n := m.longestDate(opens(m, at), c); n > longest {
				found, longest = dates, n
			}
		}
		if longest > 0 {
			return found
		}
	}
	return nil
}

// longestDate is the longest date that begins at a token, and how many tokens it has; nil
// and 0 where none does.
func (m dateMatcher) longestDate(at int, c Calendar) ([]content.Date, int) {
	for end := min(len(m.tokens), at+mostDateWords); end > at; end-- {
		part := dateMatcher{matcher{m.grammar, m.tokens[at:end]}}
		if part.letters() < leastDateLetters {
			break
		}
		if dates := part.wholeDate(c); len(dates) > 0 {
			return dates, end - at
		}
	}
	return nil, 0
}

// letters counts the letters and digits of all tokens.
func (m dateMatcher) letters() (n int) {
	for _, t := range m.tokens {
		n += utf8.RuneCountInString(t.text)
	}
	return n
}
