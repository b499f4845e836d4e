package content

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// EnglishNames are the names of a country that must be its own: its name, slug
// and aliases and its official name.
func (c *Country) EnglishNames() []string {
	names := append([]string{c.Name, c.Slug}, c.Aliases...)
	for _, fact := range c.Facts {
		if fact.Kind == FactOfficialName {
			names = append(names, fact.Value)
		}
	}
	return names
}

// FoldName is the form in which names are compared: lower case, without accents
// and punctuation, single spaces, no leading "the".
func FoldName(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mc, r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == '.' || unicode.Is(unicode.Mn, r):
		case r == '&':
			b.WriteString(" and")
			space = true
		default:
			space = true
		}
	}
	return strings.TrimPrefix(b.String(), "the ")
}

// Names are all by which a list is known: its name, its key and its aliases.
func (x *List) Names() []string { return append([]string{x.Name, x.Key}, x.Aliases...) }
