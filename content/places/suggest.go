package places

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
)

// The bounds of a search by the beginning of a name.
const (
	mostLooked = 400 // names that are looked at
	mostCities = 500 // that are looked through for the first letters
	fewLetters = 3   // so many letters begin few enough names
)

// Suggest lists places for what was typed so far, at most n, best first: what the
// text means as it stands, then the largest whose name begins with it.
func Suggest(text string, n int) []Place {
	if content.FoldName(text) == "" {
		return nil
	}
	all := Find(text).Places
	for _, p := range beginning(content.FoldName(text)) {
		place := placeOf(p)
		place.In = inside(p)
		if !slices.ContainsFunc(all, func(o Place) bool { return o.Name == place.Name && o.Zone == place.Zone }) {
			all = append(all, place)
		}
	}
	return all[:min(len(all), n)]
}

// beginning are the cities and states whose name begins with a text, most people
// first.
func beginning(text string) []gazetteer.Place {
	if utf8.RuneCountInString(text) < fewLetters {
		return slices.DeleteFunc(slices.Clone(largestCities()), func(p gazetteer.Place) bool { return !strings.HasPrefix(content.FoldName(p.Name), text) })
	}
	var all []gazetteer.Place
	looked := 0
	for _, p := range gazetteer.Beginning(text) {
		if looked++; looked > mostLooked {
			break
		}
		known := func(o gazetteer.Place) bool { return o.ID == p.ID }
		if (p.Kind() == gazetteer.City || p.Kind() == gazetteer.State) && len(p.Zones) == 1 && !slices.ContainsFunc(all, known) {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b gazetteer.Place) int { return cmp.Compare(b.People, a.People) })
	return all
}

// largestCities are those that are offered for a first letter.
var largestCities = sync.OnceValue(func() []gazetteer.Place {
	var all []gazetteer.Place
	for p := range gazetteer.All() {
		if p.Kind() == gazetteer.City && p.People >= known && len(p.Zones) > 0 {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b gazetteer.Place) int { return cmp.Compare(b.People, a.People) })
	return slices.Clone(all[:min(len(all), mostCities)])
})
