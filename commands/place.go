package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/words"
	"prayerbot/content"
)

func (c *Core) placeRow() entry {
	return entry{Row: Row{Name: "place", Role: Moderator}, run: c.place, unseen: true}
}

// place leads by buttons to a time zone: "place 07:00" asks for the region,
// "place 07:00 west-africa" for the country, "place 07:00 NG" for the zone
// where there are several. It ends in /subscribe at that time, or with "-" for
// the time in /settings. "07:00+news" is for the news.
func (c *Core) place(ctx context.Context, a *ask) (Reply, error) {
	time, key, _ := strings.Cut(a.args, " ")
	if key == "" {
		return a.placeRegions(time), nil
	}
	if region := a.lib.Region(key); region != nil {
		return a.placeCountries(time, region), nil
	}
	country := a.lib.Country(key)
	if country == nil {
		return Reply{}, a.problem("problem.button")
	}
	spots := a.spotsOf(country.Key)
	switch len(spots) {
	case 0:
		return Reply{}, a.problem("problem.unknown_zone", words.With{"Text": a.name(country)})
	case 1:
		return c.placed(ctx, a, time, spots[0])
	}
	return a.placeZones(time, a.name(country), spots), nil
}

// placed does what typing the place would have done.
func (c *Core) placed(ctx context.Context, a *ask, time string, here spot) (Reply, error) {
	if time == "-" {
		return c.setZone(ctx, a, here)
	}
	w, err := a.parseWish(time)
	if err != nil {
		return Reply{}, err
	}
	return c.addSubscription(ctx, a, w, here)
}

func (a *ask) placeRegions(time string) Reply {
	var buttons []Button
	for _, r := range a.lib.Regions {
		buttons = append(buttons, Button{Label: label(r.Name), Do: "place " + time + " " + r.Key})
	}
	clock, news := strings.CutSuffix(time, "+news")
	line := clock
	if news {
		line = "news " + clock
	}
	intro := a.say("subscribe.where_intro", words.With{"Time": clock, "Line": line})
	if time == "-" {
		intro = a.say("subscribe.where_zone")
	}
	return a.picker(a.say("subscribe.where"), intro, rowsOf(2, buttons))
}

func (a *ask) placeCountries(time string, r *content.Region) Reply {
	var buttons []Button
	for _, c := range r.Countries {
		buttons = append(buttons, Button{Label: label(flag(c) + " " + a.name(c)), Do: "place " + time + " " + c.Key})
	}
	rows := append(rowsOf(2, buttons), []Button{{Label: a.say("button.back"), Do: "place " + time}})
	return a.picker(a.say("subscribe.which_country"), a.say("country.region_intro"), rows)
}

func (a *ask) placeZones(time, country string, spots []spot) Reply {
	var buttons []Button
	for _, s := range spots {
		text := a.say("button.this_zone", words.With{"Place": s.name, "Time": a.clock(s.location())})
		do := "subscribe " + time + " " + keyed(s.zone)
		if time == "-" {
			do = "settings " + keyed(s.zone)
		}
		buttons = append(buttons, Button{Label: label(text), Do: do})
	}
	intro := a.say("subscribe.which_zone_intro", words.With{"Country": country})
	return a.picker(a.say("subscribe.which_zone"), intro, rowsOf(2, buttons))
}

// askWhere asks for a place. A button's payload is too short for countries and
// days, so a wish that names such is asked to be typed with a city.
func (a *ask) askWhere(w wish) Reply {
	if w.pick == nil && w.days == nil {
		return a.placeRegions(w.token())
	}
	text := a.say("subscribe.where_typed", words.With{"Time": w.time().String(), "Line": a.lineWithCity()})
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: text}}, Show: Whisper}
}

// time is the time of day that the wish names, else the morning.
func (w wish) time() Wall {
	if w.at == nil {
		return morning
	}
	return *w.at
}

// lineWithCity is what was typed with a city put in the right place.
func (a *ask) lineWithCity() string {
	head, rest := a.args, ""
	if m := clause.FindStringIndex(a.args); m != nil {
		head, rest = a.args[:m[0]], a.args[m[0]:]
	}
	line := strings.Join([]string{strings.TrimSpace(head), "Lagos", strings.TrimSpace(rest)}, " ")
	return quote(line)
}

// askZone asks which of a country's zones is meant.
func (a *ask) askZone(w wish, spots []spot, country string) (*Reply, error) {
	if w.pick == nil && w.days == nil {
		reply := a.placeZones(w.token(), country, spots)
		return &reply, nil
	}
	var cities []string
	for _, s := range spots {
		cities = append(cities, s.name)
	}
	slices.Sort(cities)
	return nil, a.problem("subscribe.which_zone_typed", words.With{"Country": country, "Cities": a.voice.List(cities)})
}
