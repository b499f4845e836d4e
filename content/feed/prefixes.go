package feed

import "strings"

// prefixes are what some languages write in one word with a name: "and", "in" and "for"
// of Arabic.
var prefixes = map[string][]string{"ar": {"و", "ب", "ل", "وب", "ول"}}

// The article of Arabic, and what it is behind "for".
const (
	theArabic    = "ال"
	forTheArabic = "ل"
)

// addInLanguage adds a term of a language in each of its forms, and with each of its
// prefixes.
func (x lexiconReader) addInLanguage(lang, text string, t term) {
	x.add(lang, text, t)
	for _, form := range inflected(lang, text, t.kind) {
		x.add(lang, form, t)
	}
	for _, prefix := range prefixes[lang] {
		x.add(lang, withPrefix(prefix, text), t)
	}
}

// withPrefix is a name in one word with a prefix.
func withPrefix(prefix, text string) string {
	if rest, is := strings.CutPrefix(text, theArabic); is && strings.HasSuffix(prefix, forTheArabic) {
		return prefix + forTheArabic + rest
	}
	return prefix + text
}
