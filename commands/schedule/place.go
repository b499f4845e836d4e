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
	"prayerbot/content/places"
)

// PlaceCommand is what the buttons that lead to a time zone do.
func PlaceCommand() session.Command {
	return session.Command{
		Row:  reply.Row{Name: "place", Role: reply.Moderator, Params: []reply.Param{{Name: argTime, Inner: true}, {Name: argPlace, Inner: true}, session.ButtonChatParam(), session.AnywayParam()}},
		Read: readPlace, Run: place, Hidden: true, KeepsQuestion: true,
	}
}

// readPlace takes "07:00 NG" apart.
func readPlace(_ *session.Session, line string) (reply.Args, error) {
	time, key := reply.CutWord(line)
	return reply.Args{argTime: time, argPlace: key}, nil
}

// Beside a time, with what it is for ("07:00", "07:00+news"), the first word of a
// button's line may be one of these.
const (
	tokenZone     = "-"                  // the place is for the time zone of the chat
	tokenQuestion = session.ThisQuestion // the place answers the question under which the button stands
	tokenOne      = "#"                  // with the number of a subscription behind it: the place is for that one
)

// place leads by buttons to a time zone: "place 07:00" asks for the region,
// "place 07:00 west-africa" for the country, "place 07:00 NG" for the zone
// where there are several. It ends in /subscribe at that time, in the time zone of
// the chat, or in the answer to a question.
func place(ctx context.Context, s *session.Session) (reply.Reply, error) {
	p, err := pickerOf(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	key := s.Arg(argPlace)
	if zone, is := reply.ReadKeyed(key); is && places.Valid(zone) {
		return p.placed(ctx, s, clockPlace{zone, session.City(zone), true})
	}
	p.first = key == "" || key == myLocation
	switch key {
	case "":
		return p.ask(ctx, s, p.regions(s)), nil
	case myLocation:
		return p.ask(ctx, s, p.locating(s)), nil
	}
	if region := s.Library.Region(key); region != nil {
		return p.ask(ctx, s, p.within(s, region)), nil
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
		return p.placed(ctx, s, spots[0])
	}
	return p.ask(ctx, s, p.zones(s, s.CountryInText(country), spots)), nil
}

// A placePicker asks for a place by buttons.
type placePicker struct {
	token string // the first word of its buttons' lines
	clock string // the time of day that it is asked for; "" is none
	steps bool   // the set-up asks, which begins with the continents
	first bool   // nothing of the place is chosen yet
	// question asks what the answer is for; nil: what was asked before goes on.
	question func(context.Context, *session.Session, reply.Reply) reply.Reply
}

// pickerOf is the picker whose button was pressed.
func pickerOf(ctx context.Context, s *session.Session) (placePicker, error) {
	p := placePicker{token: s.Arg(argTime)}
	p.clock, _, _ = strings.Cut(p.token, "+")
	switch {
	case p.token == tokenZone:
		p = zonePicker()
	case strings.HasPrefix(p.token, tokenOne):
		p = subscriptionPicker(p.token)
	case strings.HasPrefix(p.token, tokenQuestion):
		q, err := s.QuestionUnder(ctx, p.token)
		if err != nil {
			return p, err
		}
		p.token, p.clock, p.steps = tokenQuestion, q.Args[argTime], q.Command == setupName
	}
	return p, nil
}

// ask adds how the question can be answered or left.
func (p placePicker) ask(ctx context.Context, s *session.Session, r reply.Reply) reply.Reply {
	if p.question != nil {
		return p.question(ctx, s, r)
	}
	q, is := s.Question(ctx)
	if !is {
		return r
	}
	if p.steps {
		back := ""
		if p.first {
			back = stepTime
		}
		return awaitStep(ctx, s, r, q, exampleCity, back)
	}
	return s.GoOn(ctx, r, q, exampleCity)
}

// find is the place that a text means; where it means several, or a part of the world,
// the reply asks which.
func (p placePicker) find(ctx context.Context, s *session.Session, text string) (clockPlace, *reply.Reply, error) {
	if region := s.Find(text).Region; region != nil && !places.Find(text).Sure {
		question := p.ask(ctx, s, p.within(s, region))
		return clockPlace{}, &question, nil
	}
	spots, country, err := spots(s, placeSaid(s, text))
	if err != nil {
		return clockPlace{}, nil, err
	}
	if len(spots) == 1 {
		return spots[0], nil, nil
	}
	zones := p.zones(s, country, spots)
	if _, near := reply.ReadLocation(text); near {
		zones.Blocks[0].Text = s.Say("subscribe.which_near_intro")
	}
	question := p.ask(ctx, s, zones)
	return clockPlace{}, &question, nil
}

// exampleCity is the city in examples.
const exampleCity = "Lagos"

// placed does what typing the place would have done.
func (p placePicker) placed(ctx context.Context, s *session.Session, here clockPlace) (reply.Reply, error) {
	if p.token == tokenZone {
		return setZone(ctx, s, here)
	}
	if strings.HasPrefix(p.token, tokenOne) {
		return moveSubscription(ctx, s, p.token, here)
	}
	at, what, _ := strings.Cut(p.token, "+")
	s.SetArg(argTime, at)
	s.SetArg(argWhat, what)
	w, err := parseWish(s)
	if err != nil {
		return reply.Reply{}, err
	}
	s.EndQuestion(ctx)
	return addSubscription(ctx, s, w, here, subscribing().with(argPlace, reply.Keyed(here.zone)))
}

// myLocation, instead of the key of a place, asks for a location.
const myLocation = "location"

// regions offers the parts of the world to begin with, and to send a location where
// that can be done.
func (p placePicker) regions(s *session.Session) reply.Reply {
	r := p.world(s)
	if s.Request.Locates {
		mine := reply.Button{Label: s.Say("button.my_location"), Do: "place " + p.token + " " + myLocation}
		r.Buttons = append([][]reply.Button{{mine}}, r.Buttons...)
	}
	return r
}

// locating is regions with the platform's own button for a location.
func (p placePicker) locating(s *session.Session) reply.Reply {
	r := p.world(s)
	if s.Request.Locates {
		r.AskLocation, r.LocationHow = s.Say("button.my_location"), s.Say("setup.location")
	}
	return r
}

// world offers the parts of the world to begin with.
func (p placePicker) world(s *session.Session) reply.Reply {
	if p.steps {
		return p.parts(s, continents(s.Library))
	}
	return p.parts(s, s.Library.Regions)
}

// continentKeys are the parts of the world that a set-up begins with; those that hold
// parts lead to them.
var continentKeys = []string{"africa", "asia", "europe", "north-america", "central-america-and-caribbean", "south-america", "oceania"}

// continents are the parts of the world that a set-up begins with: the regions where
// the content has no continents.
func continents(l *content.Library) []*content.Region {
	var all []*content.Region
	for _, key := range continentKeys {
		if r := l.Region(key); r != nil {
			all = append(all, r)
		}
	}
	if len(all) < len(continentKeys) {
		return l.Regions
	}
	return all
}

// within offers the parts or the countries of a part of the world.
func (p placePicker) within(s *session.Session, r *content.Region) reply.Reply {
	if len(r.Regions) == 0 {
		return p.countries(s, r)
	}
	parts := p.parts(s, r.Regions)
	if p.steps {
		parts.Buttons = append(parts.Buttons, p.back(s, nil))
	}
	return parts
}

// back leads to what a part of the world was chosen from; nil is all parts.
func (p placePicker) back(s *session.Session, r *content.Region) []reply.Button {
	do := "place " + p.token
	for _, all := range continents(s.Library) {
		if p.steps && r != nil && slices.Contains(all.Regions, r) {
			do += " " + all.Key
		}
	}
	return []reply.Button{{Label: s.Say("button.back"), Do: do}}
}

// parts offers parts of the world.
func (p placePicker) parts(s *session.Session, regions []*content.Region) reply.Reply {
	var buttons []reply.Button
	for _, r := range regions {
		buttons = append(buttons, reply.Button{Label: session.Label(s.RegionName(r)), Do: "place " + p.token + " " + r.Key})
	}
	intro := s.Say("subscribe.where_zone")
	if p.clock != "" {
		at, _ := readClock(s, p.clock)
		if wall, sure := at.Sure(nil); sure {
			intro = s.Say("subscribe.where_intro", words.With{"Time": s.Clock(wall)})
		}
	}
	return s.Picker(s.Say("subscribe.where"), intro, session.RowsOf(2, buttons))
}

func (p placePicker) countries(s *session.Session, r *content.Region) reply.Reply {
	var buttons []reply.Button
	for _, c := range r.Countries {
		buttons = append(buttons, p.country(s, c))
	}
	rows := append(session.RowsOf(2, buttons), p.back(s, r))
	return s.Picker(s.Say("subscribe.which_country"), s.Say("country.region_intro"), rows)
}

// country is the button of a country. One that has a single clock answers a
// question at once.
func (p placePicker) country(s *session.Session, c *content.Country) reply.Button {
	label := session.Label(session.Flag(c) + " " + s.CountryName(c))
	if spots := spotsOf(s, c.Key); p.token == tokenQuestion && len(spots) == 1 {
		return session.AnswerButton(label, spots[0].zone)
	}
	return reply.Button{Label: label, Do: "place " + p.token + " " + c.Key}
}

func (p placePicker) zones(s *session.Session, country string, spots []clockPlace) reply.Reply {
	var buttons []reply.Button
	for _, spot := range spots {
		buttons = append(buttons, p.zone(s, spot))
	}
	rows := append(session.RowsOf(2, buttons), p.back(s, nil))
	intro := s.Say("subscribe.which_place_intro")
	if country != "" {
		intro = s.Say("subscribe.which_zone_intro", words.With{"Country": country})
	}
	return s.Picker(s.Say("subscribe.which_zone"), intro, rows)
}

// zone is the button of a zone.
func (p placePicker) zone(s *session.Session, spot clockPlace) reply.Button {
	label := s.Label("button.this_zone", words.With{"Place": spot.name, "Time": s.ClockIn(spot.location())})
	switch {
	case p.token == tokenQuestion:
		return session.AnswerButton(label, spot.zone)
	case p.token == tokenZone:
		return reply.Button{Label: label, Do: "settings " + reply.Keyed(spot.zone)}
	case strings.HasPrefix(p.token, tokenOne):
		return reply.Button{Label: label, Do: "place " + p.token + " " + reply.Keyed(spot.zone)}
	}
	return reply.Button{Label: label, Do: "subscribe " + p.token + " " + reply.Keyed(spot.zone)}
}

// time is the time of day that the wish names, else the morning.
func (w subscribeArgs) time() record.Wall {
	switch {
	case w.at != nil:
		return *w.at
	case w.clock != nil && len(w.clock.At) > 0:
		return w.clock.At[0]
	}
	return morning
}

// keys are the arguments of the wish but for the place, so that a question can
// keep them.
func (w subscribeArgs) keys() reply.Args {
	args := reply.Args{}
	if w.news {
		args[argWhat] = whatNews
	}
	if w.week {
		args[argWhat] = whatWeek
	}
	if w.clock != nil {
		args[argTime] = clockKey(*w.clock)
	}
	if w.cannot != "" {
		args[argCannot] = reply.Keyed(w.cannot)
	}
	if w.pick != nil {
		args[argFor] = selectionKeys(*w.pick)
	}
	if w.days != nil {
		args[argOn] = daysKey(*w.days)
	}
	for _, setting := range w.turnedOn {
		args[string(setting)] = record.On
	}
	if w.pings != "" {
		args[argPing] = reply.Keyed(w.pings)
	}
	return args
}

// selectionKeys names what a selection holds by its keys; ParseSelection reads
// them.
func selectionKeys(sel content.Selection) string {
	var keys []string
	for _, key := range slices.Concat(sel.Countries, sel.Regions, sel.Lists) {
		keys = append(keys, reply.Keyed(key))
	}
	if len(keys) == 0 {
		return "all"
	}
	return strings.Join(keys, ",")
}

// wishPicker asks where somebody is who wishes for something. A button's line is
// too short for countries and days: then the buttons answer the question.
func wishPicker(w subscribeArgs, a asking) placePicker {
	keys := a.args(w)
	p := placePicker{token: w.token(), clock: w.time().String()}
	if w.pick != nil || w.days != nil || w.week || w.cannot != "" || w.clock != nil && w.at == nil || a.command != subscribeName {
		p.token, p.clock = tokenQuestion, keys[argTime]
	}
	p.question = func(ctx context.Context, s *session.Session, r reply.Reply) reply.Reply {
		return a.ask(ctx, s, r, argPlace, keys, exampleCity)
	}
	return p
}
