package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/words"
	"prayerbot/content"
)

func PlaceRow() Command {
	return Command{Row: Row{Name: "place", Role: Moderator}, Run: place, Hidden: true}
}

// place leads by buttons to a time zone: "place 07:00" asks for the region,
// "place 07:00 west-africa" for the country, "place 07:00 NG" for the zone
// where there are several. It ends in /subscribe at that time, or with "-" for
// the time in /settings. "07:00+news" is for the news.
func place(ctx context.Context, s *Session) (Reply, error) {
	time, key, _ := strings.Cut(s.Args, " ")
	if key == "" {
		return placeRegions(s, time), nil
	}
	if region := s.Library.Region(key); region != nil {
		return placeCountries(s, time, region), nil
	}
	country := s.Library.Country(key)
	if country == nil {
		return Reply{}, s.Problem("problem.button")
	}
	spots := spotsOf(s, country.Key)
	switch len(spots) {
	case 0:
		return Reply{}, s.Problem("problem.unknown_zone", words.With{"Text": s.CountryName(country)})
	case 1:
		return placed(ctx, s, time, spots[0])
	}
	return placeZones(s, time, s.CountryName(country), spots), nil
}

// placed does what typing the place would have done.
func placed(ctx context.Context, s *Session, time string, here clockPlace) (Reply, error) {
	if time == "-" {
		return setZone(ctx, s, here)
	}
	w, err := parseWish(s, time)
	if err != nil {
		return Reply{}, err
	}
	return addSubscription(ctx, s, w, here)
}

func placeRegions(s *Session, time string) Reply {
	var buttons []Button
	for _, r := range s.Library.Regions {
		buttons = append(buttons, Button{Label: Label(r.Name), Do: "place " + time + " " + r.Key})
	}
	clock, news := strings.CutSuffix(time, "+news")
	line := clock
	if news {
		line = "news " + clock
	}
	intro := s.Say("subscribe.where_intro", words.With{"Time": clock, "Line": line})
	if time == "-" {
		intro = s.Say("subscribe.where_zone")
	}
	return s.Picker(s.Say("subscribe.where"), intro, RowsOf(2, buttons))
}

func placeCountries(s *Session, time string, r *content.Region) Reply {
	var buttons []Button
	for _, c := range r.Countries {
		buttons = append(buttons, Button{Label: Label(Flag(c) + " " + s.CountryName(c)), Do: "place " + time + " " + c.Key})
	}
	rows := append(RowsOf(2, buttons), []Button{{Label: s.Say("button.back"), Do: "place " + time}})
	return s.Picker(s.Say("subscribe.which_country"), s.Say("country.region_intro"), rows)
}

func placeZones(s *Session, time, country string, spots []clockPlace) Reply {
	var buttons []Button
	for _, spot := range spots {
		text := s.Say("button.this_zone", words.With{"Place": spot.name, "Time": s.Clock(spot.location())})
		do := "subscribe " + time + " " + Keyed(spot.zone)
		if time == "-" {
			do = "settings " + Keyed(spot.zone)
		}
		buttons = append(buttons, Button{Label: Label(text), Do: do})
	}
	intro := s.Say("subscribe.which_zone_intro", words.With{"Country": country})
	return s.Picker(s.Say("subscribe.which_zone"), intro, RowsOf(2, buttons))
}

// askWhere asks for a place. A button's payload is too short for countries and
// days, so a wish that names such is asked to be typed with a city.
func askWhere(s *Session, w subscribeArgs) Reply {
	if w.pick == nil && w.days == nil {
		return placeRegions(s, w.token())
	}
	text := s.Say("subscribe.where_typed", words.With{"Time": w.time().String(), "Line": lineWithCity(s)})
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: text}}, Show: Whisper}
}

// time is the time of day that the wish names, else the morning.
func (w subscribeArgs) time() Wall {
	if w.at == nil {
		return morning
	}
	return *w.at
}

// lineWithCity is what was typed with a city put in the right place.
func lineWithCity(s *Session) string {
	head, rest := s.Args, ""
	if m := clause.FindStringIndex(s.Args); m != nil {
		head, rest = s.Args[:m[0]], s.Args[m[0]:]
	}
	line := strings.Join([]string{strings.TrimSpace(head), "Lagos", strings.TrimSpace(rest)}, " ")
	return Quote(line)
}

// askZone asks which of a country's zones is meant.
func askZone(s *Session, w subscribeArgs, spots []clockPlace, country string) (*Reply, error) {
	if w.pick == nil && w.days == nil {
		answer := placeZones(s, w.token(), country, spots)
		return &answer, nil
	}
	var cities []string
	for _, spot := range spots {
		cities = append(cities, spot.name)
	}
	slices.Sort(cities)
	return nil, s.Problem("subscribe.which_zone_typed", words.With{"Country": country, "Cities": s.List(cities)})
}
