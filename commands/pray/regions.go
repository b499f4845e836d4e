package pray

import (
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// regions offers the parts of the world.
func regions(s *session.Session) reply.Reply {
	var buttons []reply.Button
	for _, r := range s.Library.Regions {
		buttons = append(buttons, reply.Button{Label: session.Label(r.Name), Do: "country " + reply.Keyed(r.Key)})
	}
	return s.Picker(s.Say("country.choose"), s.Say("country.choose_intro"), session.RowsOf(2, buttons))
}

// region offers the countries of a part of the world.
func region(s *session.Session, r *content.Region) reply.Reply {
	var buttons []reply.Button
	for _, c := range r.Countries {
		buttons = append(buttons, reply.Button{Label: session.Label(session.Flag(c) + " " + s.CountryName(c)), Do: "country " + reply.Keyed(c.Key)})
	}
	rows := session.RowsOf(2, buttons)
	rows = append(rows, []reply.Button{{Label: s.Say("button.back"), Do: "country"}})
	return s.Picker(s.Say("country.region", words.With{"Region": r.Name}), s.Say("country.region_intro"), rows)
}
