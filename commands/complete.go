package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/content"
	"prayerbot/content/places"
	"prayerbot/content/search"
)

// MaxChoices is how many suggestions a platform shows; Discord's limit.
const MaxChoices = 25

// Complete suggests values for a parameter while somebody types, best first,
// at most 25.
func (c *Core) Complete(ctx context.Context, req Request, command, param, typed string) []Choice {
	s := c.env.Session(req)
	typed = strings.TrimSpace(typed)
	if HasHidden(typed, false) || len(typed) > MaxArgs {
		return nil
	}
	i := slices.IndexFunc(c.commands, func(e Command) bool { return e.Name == command && !e.Hidden })
	if i < 0 || !slices.ContainsFunc(c.commands[i].Params, func(p Param) bool { return p.Name == param && p.Suggests }) {
		return nil
	}
	if c.env.AdmitTyping(ctx, s) != Welcome {
		return nil
	}
	if param == "place" && command == "subscribe" || param == "zone" {
		return SuggestZones(s, typed)
	}
	if param == "urgent" {
		return suggestNames(s, typed, nil, nil)
	}
	return suggestNames(s, typed, s.Library.Regions, s.Library.Lists)
}

// SuggestZones offers the places that match, each with the time there now.
func SuggestZones(s *Session, typed string) []Choice {
	var choices []Choice
	for _, p := range places.Find(typed) {
		here := clockPlace{zone: p.Zone}
		choices = append(choices, Choice{Label: p.Name + ", " + s.Clock(here.location()) + " (" + p.Zone + ")", Value: Keyed(p.Zone)})
	}
	return choices[:min(len(choices), MaxChoices)]
}

// suggestNames offers the regions, lists and countries whose name begins with
// what was typed, then those that hold it, then the countries that come near.
// What stands behind a name is its key.
func suggestNames(s *Session, typed string, regions []*content.Region, lists []*content.List) []Choice {
	var first, second []Choice
	add := func(name, key string) {
		low, want := strings.ToLower(name), strings.ToLower(typed)
		switch {
		case strings.HasPrefix(low, want):
			first = append(first, Choice{Label: name, Value: Keyed(key)})
		case strings.Contains(low, want):
			second = append(second, Choice{Label: name, Value: Keyed(key)})
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
	for _, c := range near(s, typed) {
		if choice := (Choice{Label: c.Name, Value: Keyed(c.Key)}); !slices.Contains(choices, choice) {
			choices = append(choices, choice)
		}
	}
	return choices[:min(len(choices), MaxChoices)]
}

func near(s *Session, typed string) []*content.Country {
	if typed == "" {
		return nil
	}
	found := search.Find(s.Library, typed)
	return append(found.Countries, found.Near...)
}
