package schedule

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// PlaceCommand is what the buttons that lead to a time zone do.
func PlaceCommand() session.Command {
	return session.Command{
		Row:  reply.Row{Name: "place", Role: reply.Moderator, Params: []reply.Param{{Name: argTime, Inner: true}, {Name: argPlace, Inner: true}}},
		Read: readPlace, Run: place, Hidden: true,
	}
}

// readPlace takes "07:00 NG" apart.
func readPlace(_ *session.Session, line string) (reply.Args, error) {
	time, key := reply.CutWord(line)
	return reply.Args{argTime: time, argPlace: key}, nil
}

// place leads by buttons to a time zone: "place 07:00" asks for the region,
// "place 07:00 west-africa" for the country, "place 07:00 NG" for the zone
// where there are several. It ends in /subscribe at that time, or with "-" for
// the time in /settings. "07:00+news" is for the news.
func place(ctx context.Context, s *session.Session) (reply.Reply, error) {
	time, key := s.Arg(argTime), s.Arg(argPlace)
	if key == "" {
		return placeRegions(s, time), nil
	}
	if region := s.Library.Region(key); region != nil {
		return placeCountries(s, time, region), nil
	}
	country := s.Library.Country(key)
	if country == nil {
		return reply.Reply{}, s.Problem("problem.button")
	}
	spots := spotsOf(s, country.Key)
	switch len(spots) {
	case 0:
		return reply.Reply{}, s.Problem("problem.unknown_zone", words.With{"Text": s.CountryName(country)})
	case 1:
		return placed(ctx, s, time, spots[0])
	}
	return placeZones(s, time, s.CountryName(country), spots), nil
}

// placed does what typing the place would have done.
func placed(ctx context.Context, s *session.Session, time string, here clockPlace) (reply.Reply, error) {
	if time == "-" {
		return setZone(ctx, s, here)
	}
	args, err := readWish(s, time)
	if err != nil {
		return reply.Reply{}, err
	}
	for name, value := range args {
		s.SetArg(name, value)
	}
	w, err := parseWish(s)
	if err != nil {
		return reply.Reply{}, err
	}
	return addSubscription(ctx, s, w, here)
}

func placeRegions(s *session.Session, time string) reply.Reply {
	var buttons []reply.Button
	for _, r := range s.Library.Regions {
		buttons = append(buttons, reply.Button{Label: session.Label(r.Name), Do: "place " + time + " " + r.Key})
	}
	clock, news := strings.CutSuffix(time, "+news")
	line := clock
	if news {
		line = "news " + clock
	}
	intro := s.Say("subscribe.where_intro", words.With{"Time": clockOf(s, clock), "Line": line})
	if time == "-" {
		intro = s.Say("subscribe.where_zone")
	}
	return s.Picker(s.Say("subscribe.where"), intro, session.RowsOf(2, buttons))
}

// clockOf writes the time of day of a button's line.
func clockOf(s *session.Session, typed string) string {
	at, _ := words.ParseTime(typed)
	return s.Clock(at)
}

func placeCountries(s *session.Session, time string, r *content.Region) reply.Reply {
	var buttons []reply.Button
	for _, c := range r.Countries {
		buttons = append(buttons, reply.Button{Label: session.Label(session.Flag(c) + " " + s.CountryName(c)), Do: "place " + time + " " + c.Key})
	}
	rows := append(session.RowsOf(2, buttons), []reply.Button{{Label: s.Say("button.back"), Do: "place " + time}})
	return s.Picker(s.Say("subscribe.which_country"), s.Say("country.region_intro"), rows)
}

func placeZones(s *session.Session, time, country string, spots []clockPlace) reply.Reply {
	var buttons []reply.Button
	for _, spot := range spots {
		text := s.Label("button.this_zone", words.With{"Place": spot.name, "Time": s.ClockIn(spot.location())})
		do := "subscribe " + time + " " + reply.Keyed(spot.zone)
		if time == "-" {
			do = "settings " + reply.Keyed(spot.zone)
		}
		buttons = append(buttons, reply.Button{Label: text, Do: do})
	}
	intro := s.Say("subscribe.which_zone_intro", words.With{"Country": country})
	return s.Picker(s.Say("subscribe.which_zone"), intro, session.RowsOf(2, buttons))
}

// askWhere asks for a place. A button's payload is too short for countries and
// days, so a wish that names such is asked to be typed with a city.
func askWhere(s *session.Session, w subscribeArgs) reply.Reply {
	if w.pick == nil && w.days == nil {
		return placeRegions(s, w.token())
	}
	text := s.Say("subscribe.where_typed", words.With{"Time": s.Clock(w.time()), "Line": lineWithCity(s)})
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: text}}, Visibility: reply.ForAsker}
}

// time is the time of day that the wish names, else the morning.
func (w subscribeArgs) time() record.Wall {
	if w.at == nil {
		return morning
	}
	return *w.at
}

// lineWithCity is what was typed with a city put in the right place.
func lineWithCity(s *session.Session) string {
	head, rest := s.Request.Line, ""
	if m := clause.FindStringIndex(head); m != nil {
		head, rest = head[:m[0]], head[m[0]:]
	}
	line := strings.Join([]string{strings.TrimSpace(head), "Lagos", strings.TrimSpace(rest)}, " ")
	return session.Quote(line)
}

// askZone asks which of a country's zones is meant.
func askZone(s *session.Session, w subscribeArgs, spots []clockPlace, country string) (*reply.Reply, error) {
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
