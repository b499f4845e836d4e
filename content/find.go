package content

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A Result is what a text may mean. An unambiguous text gives one country, a
// region or a list.
type Result struct {
	Countries []*Country // one: sure; several: the text names all of these ("Congo")
	Region    *Region    // the text names a region
	List      *List      // the text names a list
	Near      []*Country // nothing matched: the nearest names, best first, at most 5
}

// maxNear is how many near names are worth offering.
const maxNear = 5

// maxBegun is how many countries a picker of several can show.
const maxBegun = 24

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

// Find looks for a country or region by any name, alias, code or name in
// another language, without regard to case, accents and punctuation. An empty
// Result means that nothing comes near.
func Find(l *Library, text string) Result {
	p := FoldName(text)
	if p == "" {
		return Result{}
	}
	x := indexOf(l)
	if several := x.ambiguous[p]; several != nil {
		return Result{Countries: several}
	}
	if c := x.names[p]; c != nil {
		return Result{Countries: []*Country{c}}
	}
	if r := x.regions[p]; r != nil {
		return Result{Region: r}
	}
	if list := x.lists[p]; list != nil {
		return Result{List: list}
	}
	if several := x.foreign[p]; len(several) > 0 {
		return Result{Countries: several}
	}
	if c := x.codes[p]; c != nil {
		return Result{Countries: []*Country{c}}
	}
	begin := x.begins(p)
	switch len(begin) {
	case 0:
		if list := x.nearList(p); list != nil {
			return Result{List: list}
		}
		return Result{Near: near(x.all, p, 2)}
	case 1: // "malt" may be Malta, or Mali mistyped
		if both := joined(begin, near(x.english, p, 1)); len(both) > 1 {
			return Result{Near: both}
		}
	}
	return Result{Countries: begin}
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
