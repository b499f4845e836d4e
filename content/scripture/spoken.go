package scripture

import "regexp"

// The words for chapter and verse as languages with an alphabet say them aloud.
const (
	chapterSaid = `(?:chapter|chapitre|cap[ií]tulo|capitolo|kapitel|kap\.|глав[аеуы]|гл\.)`
	verseSaid   = `(?:vers(?:e[nst]?|ets?|[ií]culos?|ett[oi])?|стих(?:а|и|ов)?|ст\.)`
)

// said are the forms in which such words stand around the numbers of a reference, and what
// is written instead.
var said = []struct {
	form    *regexp.Regexp
	written string
}{
	{regexp.MustCompile(`(?i)(\d)(?:-я)?\s*` + chapterSaid + `[\s,]*(\d)`), "$1:$2"},
	{regexp.MustCompile(`(?i)^\s*(?:послание|книга|евангелие)\s+(?:к\s+)?`), ""},
	{regexp.MustCompile(`(?i)[\s,]` + chapterSaid + `\s*(\d)`), " $1"},
	{regexp.MustCompile(`(?i)(\d)(?:-я\s*` + chapterSaid + `|\s*` + chapterSaid + `)?[\s,]+` + verseSaid + `\s*(\d)`), "$1:$2"},
	{regexp.MustCompile(`(?i)(\d)(?:-й)?\s*` + verseSaid + `\s*$`), "$1"},
}

// withoutWords writes signs instead of the words for chapter and verse: "John chapter 3 verse
// 16" is John 3:16. A text without them stays as it is.
func withoutWords(text string) string {
	for _, s := range said {
		text = s.form.ReplaceAllString(text, s.written)
	}
	return text
}
