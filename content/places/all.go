package places

import (
	"cmp"
	"iter"
	"slices"

	"prayerbot/content/gazetteer"
)

// All visits every city with its English name, most people first.
func All() iter.Seq2[string, Place] {
	return func(yield func(string, Place) bool) {
		var cities []Place
		for p := range gazetteer.All() {
			if p.Kind() == gazetteer.City && len(p.Zones) > 0 {
				cities = append(cities, placeOf(p))
			}
		}
		slices.SortStableFunc(cities, func(a, b Place) int { return cmp.Compare(b.Population, a.Population) })
		for _, p := range cities {
			if !yield(p.Name, p) {
				return
			}
		}
	}
}

// placeOf is a place of the gazetteer by its first clock.
func placeOf(p gazetteer.Place) Place {
	return Place{Name: p.Name, Country: p.Country, Zone: p.Zones[0], Population: p.People}
}
