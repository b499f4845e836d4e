package search

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
)

// The cities that are known well enough to be meant.
const (
	largeCity = 100_000 // who asks for it by a command
	knownCity = 500_000 // who only says it
)

// A placeQuery looks for what a text means among the places of the gazetteer.
type placeQuery struct{ query }

// place looks for a country's name in any language, and for territories, states
// and large cities, whose country is the answer.
func (q placeQuery) place() Result {
	all := likely(gazetteer.Named(q.folded))
	if len(all) == 0 {
		return Result{}
	}
	if all[0].Kind() == gazetteer.Part {
		return Result{Region: q.partOfWorld(all[0].State)}
	}
	found := Result{Of: Of{Name: all[0].Name, How: q.how(all[0])}, Doubt: all[0].Kind() == gazetteer.City && all[0].People < knownCity || q.isWord()}
	for _, p := range all {
		if c := q.library.Country(p.Country); c != nil && !slices.Contains(found.Countries, c) {
			found.Countries = append(found.Countries, c)
		}
	}
	if len(found.Countries) > 1 {
		found.Of = Of{}
	}
	if found.Of.How == Itself {
		found.Of.Name = ""
		found = q.orSlip(found)
	}
	return q.asDisputed(all[0], found)
}

// namesakes are countries of which the towns are called like persons, words and
// places elsewhere.
var namesakes = []string{"US", "GB", "CA", "AU", "NZ", "IE", "JM"}

// minTown is how many letters the name of a small town must have to mean it.
const minTown = 4

// town looks for small towns, which somebody means who asks for them by a command
// where nothing larger is called so. Where the name is a slip of a country's too, all
// are to choose from.
func (q placeQuery) town() Result {
	if q.isWord() || q.isInvented() || utf8.RuneCountInString(q.folded) < minTown {
		return Result{}
	}
	found := Result{Doubt: true}
	for _, p := range gazetteer.Named(q.folded) {
		c := q.library.Country(p.Country)
		if c == nil || p.Kind() != gazetteer.City || slices.Contains(namesakes, p.Country) || slices.Contains(found.Countries, c) {
			continue
		}
		if len(found.Countries) == 0 {
			found.Of = Of{Name: p.Name, How: q.how(p)}
			found = q.asDisputed(p, found)
		}
		found.Countries = append(found.Countries, c)
	}
	return q.orNear(found)
}

// orNear is what was found for a small town, or where it is several, or a slip of
// a country's name too, all to choose from.
func (q placeQuery) orNear(found Result) Result {
	if len(found.Countries) == 0 {
		return Result{}
	}
	if near := near(q.english, q.folded, 1)[1]; len(near) > 0 {
		return Result{Near: joined(near, found.Countries), Doubt: true}
	}
	if len(found.Countries) > 1 && found.Of.How != See {
		found.Countries, found.Of = found.Countries[:min(len(found.Countries), maxNear)], Of{}
	}
	return found
}

// asDisputed is what is said of a place in a disputed division: what is said of
// that one.
func (q placeQuery) asDisputed(p gazetteer.Place, found Result) Result {
	a := q.disputed[divisionOf(p)]
	if a == nil || found.Of.How != See {
		return found
	}
	found.Countries = slices.Clone(a.Countries)
	return found
}

// divisionOf is the division that a place lies in, or is.
func divisionOf(p gazetteer.Place) string {
	if p.Kind() == gazetteer.State {
		return p.ID[1:]
	}
	return p.State
}

// how tells what may be said of a place.
func (q placeQuery) how(p gazetteer.Place) How {
	switch {
	case p.Kind() == gazetteer.Country && p.ID[1:] == p.Country:
		return Itself
	case p.Kind() == gazetteer.Country, q.disputed[divisionOf(p)] != nil, p.Country == "PS", p.Country == "EH", p.Country == "TW":
		return See
	}
	return Within
}

// likely are the places of a name that somebody may mean who prays: countries
// and territories, or states and large cities, the likeliest first.
func likely(all []gazetteer.Place) []gazetteer.Place {
	all = slices.DeleteFunc(all, func(p gazetteer.Place) bool {
		return p.Kind() == gazetteer.Clock || p.Kind() == gazetteer.City && p.People < largeCity
	})
	if len(all) == 0 {
		return nil
	}
	if all[0].Kept() {
		return all[:1]
	}
	first := all[0].Kind()
	if first == gazetteer.Country || first == gazetteer.Part {
		return slices.DeleteFunc(all, func(p gazetteer.Place) bool { return p.Kind() != first })
	}
	slices.SortStableFunc(all, func(a, b gazetteer.Place) int { return cmp.Compare(b.People, a.People) })
	most := all[0].People // a city that is two and a half times larger than the others is meant
	all = slices.DeleteFunc(all, func(p gazetteer.Place) bool { return p.Kind() == gazetteer.Country || p.People*5 < most*2 })
	return all[:min(len(all), maxNear)]
}

// partOfWorld is the region or area of a code of the United Nations; nil where the
// content has none.
func (q placeQuery) partOfWorld(code string) *content.Region {
	for _, r := range slices.Concat(q.library.Areas, q.library.Regions) {
		if r.Code == code {
			return r
		}
	}
	return nil
}

// territory is what a code of a territory leads to.
func (q query) territory(code string) Result {
	p, is := gazetteer.ByID("c" + code)
	c := q.library.Country(p.Country)
	if !is || c == nil {
		return Result{}
	}
	return Result{Countries: []*content.Country{c}, Of: Of{p.Name, See}}
}

// Lying is where a name lies that a text has of a place: Find, but only for the
// exact names of states, territories and large cities, and for none that a part of the
// world has too. Doubt says that the name may
// as well mean something else.
func Lying(l *content.Library, name string) Result {
	q := query{index: indexOf(l), library: l, text: name, folded: content.FoldName(name)}
	if q.folded == "" || q.regions[q.folded] != nil || q.foreignRegions()[q.folded] != nil {
		return Result{}
	}
	found := placeQuery{q}.place()
	if found.Region != nil || len(found.Countries) == 1 && found.Of.How == Itself {
		return Result{}
	}
	return found
}

// IsWord tells whether a name is an ordinary word, or a person's name, too.
func IsWord(name string) bool { return words()[content.FoldName(name)] }
