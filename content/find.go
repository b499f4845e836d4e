package content

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Found is what a text may mean. An unambiguous text gives one country, a
// region or a list.
type Found struct {
	Countries []*Country // one: sure; several: the text names all of these ("Congo")
	Region    *Region    // the text names a region
	List      *List      // the text names a list
	Near      []*Country // nothing matched: the nearest names, best first, at most 5
}

// maxNear is how many near names are worth offering.
const maxNear = 5

// maxFound is how many countries a picker of several can show.
const maxFound = 24

// english are the names of a country that must be its own.
func (c *Country) english() []string {
	names := append([]string{c.Name, c.Slug}, c.Aliases...)
	for _, fact := range c.Facts {
		if fact.Kind == FactOfficialName {
			names = append(names, fact.Value)
		}
	}
	return names
}

// plain is the form in which names are compared: lower case, without accents
// and punctuation, single spaces, no leading "the".
func plain(s string) string {
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

// Find looks for a country or region by any name, alias, code or name in
// another language, without regard to case, accents and punctuation. An empty
// Found means that nothing comes near.
func (l *Library) Find(text string) Found {
	p := plain(text)
	if p == "" {
		return Found{}
	}
	f := l.finder
	if several := f.ambiguous[p]; several != nil {
		return Found{Countries: several}
	}
	if c := f.names[p]; c != nil {
		return Found{Countries: []*Country{c}}
	}
	if r := f.regions[p]; r != nil {
		return Found{Region: r}
	}
	if list := f.lists[p]; list != nil {
		return Found{List: list}
	}
	if several := f.foreign[p]; len(several) > 0 {
		return Found{Countries: several}
	}
	if c := f.codes[p]; c != nil {
		return Found{Countries: []*Country{c}}
	}
	begin := f.begins(p)
	switch len(begin) {
	case 0:
		if list := f.nearList(p); list != nil {
			return Found{List: list}
		}
		return Found{Near: near(f.all, p, 2)}
	case 1: // "malt" may be Malta, or Mali mistyped
		if both := joined(begin, near(f.english, p, 1)); len(both) > 1 {
			return Found{Near: both}
		}
	}
	return Found{Countries: begin}
}

// joined is one list behind the other, each country once, at most maxNear.
func joined(first, second []*Country) []*Country {
	for _, c := range second {
		if !slices.Contains(first, c) {
			first = append(first, c)
		}
	}
	return first[:min(len(first), maxNear)]
}
