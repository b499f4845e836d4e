package feed

import "strings"

// joinedLetters are what some languages write in one word with a name: "and", "in" and
// "for" of Arabic.
var joinedLetters = map[string][]string{"ar": {"و", "ب", "ل", "وب", "ول"}}

// The article of Arabic, and what it is behind "for".
const (
	theArabic    = "ال"
	forTheArabic = "ل"
)

// addJoined adds a term, in a language that joins letters to it with these too.
func (x lexiconReader) addJoined(lang, text string, t term) {
	x.add(lang, text, t)
	for _, letters := range joinedLetters[lang] {
		x.add(lang, joinedTo(letters, text), t)
	}
}

// joinedTo is a name with letters joined to it.
func joinedTo(letters, text string) string {
	if rest, is := strings.CutPrefix(text, theArabic); is && strings.HasSuffix(letters, forTheArabic) {
		return letters + forTheArabic + rest
	}
	return letters + text
}
