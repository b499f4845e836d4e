package load

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markup is what a reader would see as stray signs: the content is plain text
// and every platform adds its own markup.
var markup = regexp.MustCompile("</?[a-zA-Z][^>]*>|&[a-z]+;|\\*\\*|__|`|\\]\\(")

// checkText refuses what must not be in any text.
func (s section) checkText(line int, name, value string) {
	if what, remedy := TextFault(fmt.Sprintf("%q", name), value); what != "" {
		s.fault(line, what, remedy)
		return
	}
	if !s.draft && strings.Contains(value, "SAMPLE:") {
		s.fault(line, fmt.Sprintf("%q is the sample of a template still.", name), "Write your own text, or draft: true at the top.")
	}
	s.checkLeads(line, name, value)
}

// TextFault is what no text of the content may hold, and what to do about it; ""
// where there is nothing.
func TextFault(name, value string) (what, remedy string) {
	switch {
	case strings.ContainsFunc(value, hiddenRune):
		return name + " holds a hidden or control character.", "Type the text again without it."
	case strings.ContainsAny(value, "<&*_`]") && markup.MatchString(value):
		return name + " holds markup.", "Write plain text."
	}
	return "", ""
}

// hiddenRune tells whether a character is invisible and may mislead.
func hiddenRune(r rune) bool {
	switch {
	case r == '\n', r == '\t':
		return false
	case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069', r == '\u200B', r == '\uFEFF':
		return true
	}
	return unicode.IsControl(r)
}

// checkLength refuses a text outside its bounds, in characters.
func (s section) checkLength(name, value string, least, most int) {
	if n := utf8.RuneCountInString(value); value != "" && (n < least || n > most) {
		s.fault(s.lineOf(name), fmt.Sprintf("%q has %d characters.", name, n), fmt.Sprintf("Write %d to %d.", least, most))
	}
}

// countSentences counts the sentences of a text: the full stops, question marks
// and the like that end a word before a space or the end.
func countSentences(text string) int {
	n := 0
	for _, word := range strings.Fields(text) {
		word = strings.TrimRight(word, "\"'”’)")
		if strings.HasSuffix(word, ".") || strings.HasSuffix(word, "?") || strings.HasSuffix(word, "!") {
			n++
		}
	}
	return n
}

// checkLink refuses an address that is not https.
func (s section) checkLink(name, link string) {
	if link != "" && (!strings.HasPrefix(link, "https://") || strings.ContainsAny(link, " \"<>")) {
		s.fault(s.lineOf(name), fmt.Sprintf("%q is not an https address.", name), "Write an address that begins with https://.")
	}
}
