package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
	"prayerbot/content"
	"prayerbot/content/search"
)

// Complete suggests values for a parameter while somebody types, best first,
// at most 25.
func (c *Core) Complete(ctx context.Context, req reply.Request, command, param, typed string) []reply.Choice {
	s := c.env.Session(req)
	typed = strings.TrimSpace(typed)
	if session.HasHidden(typed, false) || len(typed) > session.MaxArgs {
		return nil
	}
	i := slices.IndexFunc(c.commands, func(e session.Command) bool { return e.Name == command && !e.Hidden })
	if i < 0 || !slices.ContainsFunc(c.commands[i].Params, func(p reply.Param) bool { return p.Name == param && p.Suggests }) {
		return nil
	}
	if c.env.AdmitTyping(ctx, s) != record.Allow {
		return nil
	}
	if param == "place" && command == "subscribe" || param == "zone" {
		return schedule.SuggestZones(s, typed)
	}
	if param == "urgent" {
		return suggestNames(s, typed, nil, nil)
	}
	return suggestNames(s, typed, s.Library.Regions, s.Library.Lists)
}

// suggestNames offers the regions, lists and countries whose name begins with
// what was typed, then those that hold it, then the countries that come near.
// What stands behind a name is its key.
func suggestNames(s *session.Session, typed string, regions []*content.Region, lists []*content.List) []reply.Choice {
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
	for _, c := range near(s, typed) {
		if choice := (reply.Choice{Label: c.Name, Value: reply.Keyed(c.Key)}); !slices.Contains(choices, choice) {
			choices = append(choices, choice)
		}
	}
	return choices[:min(len(choices), reply.MaxChoices)]
}

func near(s *session.Session, typed string) []*content.Country {
	if typed == "" {
		return nil
	}
	found := search.Find(s.Library, typed)
	return append(found.Countries, found.Near...)
}
