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
		buttons = append(buttons, reply.Button{Label: session.Label(s.RegionName(r)), Do: "country " + reply.Keyed(r.Key)})
	}
	return s.Picker(s.Say("country.choose"), s.Say("country.choose_intro"), session.RowsOf(2, buttons))
}

// mostButtons is how many countries a picker shows; of a larger area it shows the
// regions.
const mostButtons = 24

// region offers the countries of a part of the world, or of a large one its
// regions.
func region(s *session.Session, r *content.Region) reply.Reply {
	if len(r.Countries) > mostButtons {
		return area(s, r)
	}
	var buttons []reply.Button
	for _, c := range r.Countries {
		buttons = append(buttons, reply.Button{Label: session.Label(session.Flag(c) + " " + s.CountryName(c)), Do: "country " + reply.Keyed(c.Key)})
	}
	rows := session.RowsOf(2, buttons)
	rows = append(rows, []reply.Button{{Label: s.Say("button.back"), Do: "country"}})
	return s.Picker(s.Say("country.region", words.With{"Region": s.RegionName(r)}), s.Say("country.region_intro"), rows)
}

// area offers the regions of a large part of the world.
func area(s *session.Session, r *content.Region) reply.Reply {
	var buttons []reply.Button
	for _, part := range r.Regions {
		buttons = append(buttons, reply.Button{Label: session.Label(s.RegionName(part)), Do: "country " + reply.Keyed(part.Key)})
	}
	rows := append(session.RowsOf(2, buttons), []reply.Button{{Label: s.Say("button.back"), Do: "country"}})
	return s.Picker(s.Say("country.region", words.With{"Region": s.RegionName(r)}), s.Say("place.area_intro"), rows)
}
