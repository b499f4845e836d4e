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
// what was typed, then those that hold it, then the countries that come near. A
// country goes by its name in the asker's language, and is found by the English
// one too. What stands behind a name is its key.
func (p *Places) suggestNames(typed string, regions []*content.Region, lists []*content.List) []reply.Choice {
	var first, second []reply.Choice
	want := strings.ToLower(typed)
	add := func(key, label string, more ...string) {
		begins, holds := false, false
		for _, name := range append(more, label) {
			low := strings.ToLower(name)
			begins, holds = begins || strings.HasPrefix(low, want), holds || strings.Contains(low, want)
		}
		switch choice := (reply.Choice{Label: label, Value: reply.Keyed(key)}); {
		case begins:
			first = append(first, choice)
		case holds:
			second = append(second, choice)
		}
	}
	for _, r := range regions {
		add(r.Key, r.Name)
	}
	for _, list := range lists {
		add(list.Key, list.Name)
	}
	for _, c := range p.Library.Countries {
		add(c.Key, p.speech.CountryName(c), c.Name)
	}
	choices := append(first, second...)
	for _, c := range p.near(typed) {
		if choice := (reply.Choice{Label: p.speech.CountryName(c), Value: reply.Keyed(c.Key)}); !slices.Contains(choices, choice) {
			choices = append(choices, choice)
		}
	}
	return choices[:min(len(choices), reply.MaxChoices)]
}

func (p *Places) near(typed string) []*content.Country {
	if typed == "" {
		return nil
	}
	found := search.Find(p.Library, typed)
	return append(found.Countries, found.Near...)
}
