package search

import (
	"slices"
	"strings"

	"prayerbot/content"
)

// A Result is what a text may mean. An unambiguous text gives one country, a
// region or a list.
type Result struct {
	Countries []*content.Country // one: sure; several: the text names all of these ("Congo")
	Region    *content.Region    // the text names a region
	List      *content.List      // the text names a list
	Near      []*content.Country // nothing matched: the nearest names, best first, at most 5
}

// maxNear is how many near names are worth offering.
const maxNear = 5

// maxCountries is how many countries a picker of several can show.
const maxCountries = 24

// Find looks for a country, region or list by any name, alias, code or name in
// another language, without regard to case, accents and punctuation. An empty
// Result means that nothing comes near. A text that begins with KeyMark is a key.
func Find(l *content.Library, text string) Result {
	if key, is := strings.CutPrefix(text, KeyMark); is {
		return ByKey(l, key)
	}
	p := content.FoldName(text)
	if p == "" {
		return Result{}
	}
	x := indexOf(l)
	if several := x.ambiguous[p]; several != nil {
		return Result{Countries: several}
	}
	if c := x.names[p]; c != nil {
		return Result{Countries: []*content.Country{c}}
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
		return Result{Countries: []*content.Country{c}}
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
func joined(first, second []*content.Country) []*content.Country {
	for _, c := range second {
		if !slices.Contains(first, c) {
			first = append(first, c)
		}
	}
	return first[:min(len(first), maxNear)]
}
