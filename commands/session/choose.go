package session

import (
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// ParseSelection reads what a subscription is for: names of countries, regions
// and lists parted by commas or "and". "" is the whole world.
func (s *Session) ParseSelection(text string) (content.Selection, error) {
	sel, unclear, found := search.ParseSelection(s.Library, text)
	if unclear != "" {
		return sel, s.noPlace(unclear, found)
	}
	return sel, nil
}

// noPlace says what a name may have meant.
func (s *Session) noPlace(text string, found search.Result) error {
	with := words.With{"Text": Quote(text)}
	name, countries := "problem.ambiguous_place", found.Countries
	if len(countries) == 0 {
		name, countries = "problem.near_place", found.Near
	}
	if len(countries) == 0 {
		return s.Problem("problem.unknown_place", with)
	}
	var names []string
	for _, c := range countries {
		names = append(names, s.CountryName(c))
	}
	with["Names"] = s.List(names)
	return s.Problem(name, with)
}
