package schedule

import (
	"context"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// SettingsCommand is the row of /settings.
func SettingsCommand() session.Command {
	return session.Command{
		Row:     reply.Row{Name: "settings", Role: reply.Anyone, Params: []reply.Param{{Name: argZone}}},
		Suggest: map[string]session.Suggest{argZone: suggestZones},
		Run:     settings,
	}
}

// argZone is a city, country or zone.
const argZone = "zone"

// settings shows what is set for the chat, or sets its time zone.
func settings(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if s.Arg(argZone) == "" {
		return showSettings(ctx, s)
	}
	if err := s.Require(ctx, reply.Moderator); err != nil {
		return reply.Reply{}, err
	}
	spots, country, err := spots(s, s.Arg(argZone))
	if err != nil {
		return reply.Reply{}, err
	}
	if len(spots) > 1 {
		p := zonePicker()
		return p.ask(ctx, s, p.zones(s, country, spots)), nil
	}
	return setZone(ctx, s, spots[0])
}

// zonePicker asks for the time zone of the chat.
func zonePicker() placePicker {
	return placePicker{token: tokenZone, question: func(ctx context.Context, s *session.Session, r reply.Reply) reply.Reply {
		return s.GoOn(ctx, r, record.Question{Command: "settings", Param: argZone}, exampleCity)
	}}
}

func showSettings(ctx context.Context, s *session.Session) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	zone := s.Say("settings.zone_none")
	if chat.Zone != "" {
		zone = s.Say("settings.zone_now", words.With{"Zone": chat.Zone, "Time": s.ClockIn(chat.Location())})
	}
	answer := reply.Reply{
		Title: s.Say("settings.title"),
		Blocks: []reply.Block{
			{Kind: reply.Facts, Items: []reply.Item{
				{Label: s.Say("settings.zone"), Text: zone},
				{Label: s.Say("settings.language"), Text: s.Say("settings.language_en")},
				{Label: s.Say("settings.points"), Text: s.Count("settings.points_n", len(chat.Subscriptions))},
			}},
			{Kind: reply.Note, Text: s.Say("settings.how")},
		},
		Buttons:    [][]reply.Button{{{Label: s.Say("button.zone"), Do: "place -"}, {Label: s.Say("button.schedule"), Do: "schedule"}}},
		Visibility: reply.InPlace,
	}
	return s.WithCommunity(ctx, s, chat, answer)
}

// setZone gives the chat another zone. The subscriptions that followed the old
// one move with it: somebody who travels wants all of them at the new hour.
func setZone(ctx context.Context, s *session.Session, here clockPlace) (reply.Reply, error) {
	moved := 0
	_, err := s.Change(ctx, func(chat *record.Chat) error {
		moved = 0
		old := chat.Location().String()
		for i := range chat.Subscriptions {
			sub := &chat.Subscriptions[i]
			if sub.Zone == old && old != here.zone {
				sub.Zone, sub.Since = here.zone, s.Request.Now
				moved++
			}
		}
		chat.Zone = here.zone
		return nil
	})
	if err != nil {
		return reply.Reply{}, err
	}
	text := s.Say("settings.zone_set", words.With{"Zone": here.zone, "Time": s.ClockIn(here.location())})
	if moved > 0 {
		text += " " + s.Count("settings.zone_moved", moved)
	}
	return reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: text}},
		Buttons:    [][]reply.Button{{{Label: s.Say("button.zone"), Do: "place -"}, {Label: s.Say("button.schedule"), Do: "schedule"}}},
		Visibility: reply.InPlace,
	}, nil
}
