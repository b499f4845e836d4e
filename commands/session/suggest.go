package session

import (
	"slices"
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/search"
)

// Suggest gives the values of a parameter that fit what was typed so far, best
// first.
type Suggest func(s *Session, typed string) []reply.Choice

// SuggestPlaces offers regions, lists and countries.
func SuggestPlaces(s *Session, typed string) []reply.Choice {
	return s.suggestNames(typed, s.Library.Regions, s.Library.Lists)
}

// SuggestCountries offers countries.
func SuggestCountries(s *Session, typed string) []reply.Choice {
	return s.suggestNames(typed, nil, nil)
}

// suggestNames offers the regions, lists and countries whose name begins with
// what was typed, then those that hold it, then the countries that come near.
// What stands behind a name is its key.
func (s *Session) suggestNames(typed string, regions []*content.Region, lists []*content.List) []reply.Choice {
	var first, second []reply.Choice
	add := func(name, key string) {
		low, want := strings.ToLower(name), strings.ToLower(typed)
		switch {
		case strings.HasPrefix(low, want):
			first = append(first, reply.Choice{Label: name, Value: reply.Keyed(key)})
		case strings.Contains(low, want):
			second = append(second, reply.Choice{Label: name, Value: reply.Keyed(key)})
		}
	}
	for _, r := range regions {
		add(r.Name, r.Key)
	}
	for _, list := range lists {
		add(list.Name, list.Key)
	}
	for _, c := range s.Library.Countries {
		add(c.Name, c.Key)
	}
	choices := append(first, second...)
	for _, c := range s.near(typed) {
		if choice := (reply.Choice{Label: c.Name, Value: reply.Keyed(c.Key)}); !slices.Contains(choices, choice) {
			choices = append(choices, choice)
		}
	}
	return choices[:min(len(choices), reply.MaxChoices)]
}

func (s *Session) near(typed string) []*content.Country {
	if typed == "" {
		return nil
	}
	found := search.Find(s.Library, typed)
	return append(found.Countries, found.Near...)
}
