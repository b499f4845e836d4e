package commands

import (
	"context"

	"prayerbot/commands/words"
)

func (c *Core) settingsRow() entry {
	return entry{
		Row: Row{Name: "settings", Role: Anyone, Params: []Param{{Name: "zone", Suggests: true}}},
		run: c.settings,
	}
}

// settings shows what is set for the chat, or sets its time zone.
func (c *Core) settings(ctx context.Context, a *ask) (Reply, error) {
	if a.args == "" {
		return a.showSettings(ctx)
	}
	if err := a.require(ctx, Moderator); err != nil {
		return Reply{}, err
	}
	spots, country, err := a.spots(a.args)
	if err != nil {
		return Reply{}, err
	}
	if len(spots) > 1 {
		return a.placeZones("-", country, spots), nil
	}
	return c.setZone(ctx, a, spots[0])
}

func (a *ask) showSettings(ctx context.Context) (Reply, error) {
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	zone := a.say("settings.zone_none")
	if chat.Zone != "" {
		zone = a.say("settings.zone_now", words.With{"Zone": chat.Zone, "Time": a.clock(chat.zone())})
	}
	reply := Reply{
		Title: a.say("settings.title"),
		Blocks: []Block{
			{Kind: Facts, Items: []Item{
				{Label: a.say("settings.zone"), Text: zone},
				{Label: a.say("settings.language"), Text: a.say("settings.language_en")},
				{Label: a.say("settings.points"), Text: a.count("settings.points_n", len(chat.Subscriptions))},
			}},
			{Kind: Note, Text: a.say("settings.how")},
		},
		Buttons: [][]Button{{{Label: a.say("button.zone"), Do: "place -"}, {Label: a.say("button.schedule"), Do: "schedule"}}},
		Show:    InPlace,
	}
	return a.core.shared(ctx, a, chat, reply)
}

// setZone gives the chat another zone. The subscriptions that followed the old
// one move with it: somebody who travels wants all of them at the new hour.
func (c *Core) setZone(ctx context.Context, a *ask, here spot) (Reply, error) {
	moved := 0
	_, err := a.change(ctx, func(chat *Chat) error {
		moved = 0
		old := chat.zone().String()
		for i := range chat.Subscriptions {
			s := &chat.Subscriptions[i]
			if s.Zone == old && old != here.zone {
				s.Zone, s.Since = here.zone, a.req.Now
				moved++
			}
		}
		chat.Zone = here.zone
		return nil
	})
	if err != nil {
		return Reply{}, err
	}
	text := a.say("settings.zone_set", words.With{"Zone": here.zone, "Time": a.clock(here.location())})
	if moved > 0 {
		text += " " + a.count("settings.zone_moved", moved)
	}
	return Reply{
		Blocks:  []Block{{Kind: Paragraph, Text: text}},
		Buttons: [][]Button{{{Label: a.say("button.zone"), Do: "place -"}, {Label: a.say("button.schedule"), Do: "schedule"}}},
		Show:    InPlace,
	}, nil
}
