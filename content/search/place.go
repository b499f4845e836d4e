package search

import (
	"cmp"
	"slices"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
)

// The cities that are known well enough to be meant.
const (
	largeCity = 100_000 // who asks for it by a command
	knownCity = 500_000 // who only says it
)

// place looks for a country's name in any language, and for territories, states
// and large cities, whose country is the answer.
func (q query) place() Result {
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

// asDisputed is what is said of a place in a disputed division: what is said of
// that one.
func (q query) asDisputed(p gazetteer.Place, found Result) Result {
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
func (q query) how(p gazetteer.Place) How {
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
func (q query) partOfWorld(code string) *content.Region {
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
