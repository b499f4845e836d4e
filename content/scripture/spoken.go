package scripture

import "regexp"

// The words for chapter and verse as they are said aloud, and written short.
const (
	chapterSaid = `(?:chapter|chapitre|cap[ií]tulo|capitolo|kapitel|глав[аеуы]|(?:chap|ch|cap|kap|гл)\.?|(?:ال)?[أاإ]صحاح|الفصل)`
	verseSaid   = `(?:vers(?:es|e[nt]?|ets?|[ií]culos?|ett[oi])?|(?:vv|vs|v|ver)\.?|стих(?:а|и|ов)?|ст\.?|(?:ال)?[آا]ية|الآيات|(?:ال)?عدد)`
)

// said are the forms in which such words stand around the numbers of a reference, and what
// is written instead.
var said = []struct {
	form    *regexp.Regexp
	written string
}{
	{regexp.MustCompile(`第\s*(\d)`), "$1"},
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
