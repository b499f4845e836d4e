package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/content"
	"prayerbot/content/places"
	"prayerbot/content/search"
)

// maxChoices is how many suggestions a platform shows; Discord's limit.
const maxChoices = 25

// Complete suggests values for a parameter while somebody types, best first,
// at most 25.
func (c *Core) Complete(ctx context.Context, req Request, command, param, typed string) []Choice {
	a := c.ask(req)
	typed = strings.TrimSpace(typed)
	if hidden(typed, false) || len(typed) > maxArgs {
		return nil
	}
	i := slices.IndexFunc(c.entries, func(e entry) bool { return e.Name == command && !e.unseen })
	if i < 0 || !slices.ContainsFunc(c.entries[i].Params, func(p Param) bool { return p.Name == param && p.Suggests }) {
		return nil
	}
	if c.admitTyping(ctx, a) != Welcome {
		return nil
	}
	if param == "place" && command == "subscribe" || param == "zone" {
		return a.suggestZones(typed)
	}
	if param == "urgent" {
		return a.suggestNames(typed, nil, nil)
	}
	return a.suggestNames(typed, a.lib.Regions, a.lib.Lists)
}

// suggestZones offers the places that match, each with the time there now.
func (a *ask) suggestZones(typed string) []Choice {
	var choices []Choice
	for _, p := range places.Find(typed) {
		here := spot{zone: p.Zone}
		choices = append(choices, Choice{Label: p.Name + ", " + a.clock(here.location()) + " (" + p.Zone + ")", Value: keyed(p.Zone)})
	}
	return choices[:min(len(choices), maxChoices)]
}

// suggestNames offers the regions, lists and countries whose name begins with
// what was typed, then those that hold it, then the countries that come near.
// What stands behind a name is its key.
func (a *ask) suggestNames(typed string, regions []*content.Region, lists []*content.List) []Choice {
	var first, second []Choice
	add := func(name, key string) {
		low, want := strings.ToLower(name), strings.ToLower(typed)
		switch {
		case strings.HasPrefix(low, want):
			first = append(first, Choice{name, keyed(key)})
		case strings.Contains(low, want):
			second = append(second, Choice{name, keyed(key)})
		}
	}
	for _, r := range regions {
		add(r.Name, r.Key)
	}
	for _, list := range lists {
		add(list.Name, list.Key)
	}
	for _, c := range a.lib.Countries {
		add(c.Name, c.Key)
	}
	choices := append(first, second...)
	for _, c := range a.near(typed) {
		if choice := (Choice{c.Name, keyed(c.Key)}); !slices.Contains(choices, choice) {
			choices = append(choices, choice)
		}
	}
	return choices[:min(len(choices), maxChoices)]
}

func (a *ask) near(typed string) []*content.Country {
	if typed == "" {
		return nil
	}
	found := search.Find(a.lib, typed)
	return append(found.Countries, found.Near...)
}
