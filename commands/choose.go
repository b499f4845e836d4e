package commands

import (
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// parseSelection reads what a subscription is for: names of countries, regions
// and lists parted by commas or "and". "" is the whole world.
func (a *ask) parseSelection(text string) (content.Selection, error) {
	s, unclear, found := search.ParseSelection(a.lib, text)
	if unclear != "" {
		return s, a.noPlace(unclear, found)
	}
	return s, nil
}

// noPlace says what a name may have meant.
func (a *ask) noPlace(text string, found search.Result) error {
	with := words.With{"Text": quote(text)}
	name, countries := "problem.ambiguous_place", found.Countries
	if len(countries) == 0 {
		name, countries = "problem.near_place", found.Near
	}
	if len(countries) == 0 {
		return a.problem("problem.unknown_place", with)
	}
	var names []string
	for _, c := range countries {
		names = append(names, a.name(c))
	}
	with["Names"] = a.voice.List(names)
	return a.problem(name, with)
}
