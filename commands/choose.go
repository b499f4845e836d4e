package commands

import (
	"slices"
	"strings"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// parseSelection reads what a subscription is for: names of countries and
// regions parted by commas or "and". "" is the whole world.
func (a *ask) parseSelection(text string) (content.Selection, error) {
	var s content.Selection
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "", "all", "everything", "everyone", "the world", "the whole world", "world":
		return s, nil
	}
	for _, piece := range strings.Split(text, ",") {
		if strings.TrimSpace(piece) == "" {
			continue
		}
		if err := a.addPlaces(&s, strings.TrimSpace(piece)); err != nil {
			return s, err
		}
	}
	slices.Sort(s.Countries)
	slices.Sort(s.Regions)
	s.Countries, s.Regions = slices.Compact(s.Countries), slices.Compact(s.Regions)
	return s, nil
}

// addPlaces adds a name to a selection, or several joined by "and" where no
// single one is called so ("Bosnia and Herzegovina" is).
func (a *ask) addPlaces(s *content.Selection, text string) error {
	found := a.lib.Find(text)
	switch {
	case len(found.Countries) == 1:
		s.Countries = append(s.Countries, found.Countries[0].Key)
		return nil
	case found.Region != nil:
		s.Regions = append(s.Regions, found.Region.Key)
		return nil
	}
	if first, rest, ok := strings.Cut(strings.TrimPrefix(text, "and "), " and "); ok {
		if err := a.addPlaces(s, first); err != nil {
			return err
		}
		return a.addPlaces(s, rest)
	}
	if bare := strings.TrimPrefix(text, "and "); bare != text {
		return a.addPlaces(s, bare)
	}
	return a.noPlace(text, found)
}

// noPlace says what a name may have meant.
func (a *ask) noPlace(text string, found content.Found) error {
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
