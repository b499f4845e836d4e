package schedule

import (
	"slices"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/gazetteer"
	"prayerbot/content/places"
	"prayerbot/content/search"
)

// A clockPlace is where somebody is, as far as the clock goes.
type clockPlace struct {
	zone string
	name string // as it is said to them: "Lagos"
	sure bool   // named as a zone itself, so that there is nothing to confirm
}

// location loads the spot's zone. places has checked that it exists.
func (s clockPlace) location() *time.Location {
	zone, err := record.LoadZone(s.zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// spots finds the places that a text may mean: one where it is clear, several
// where the asker has to choose, with the name of the country or state whose
// clocks they are; "" where they are places or clocks of one name. Nothing found is a Problem.
func spots(s *session.Session, text string) ([]clockPlace, string, error) {
	text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "in "))
	if zone, is := reply.ReadKeyed(text); is && places.Valid(zone) {
		return []clockPlace{{zone, session.City(zone), true}}, "", nil
	}
	if at, is := reply.ReadLocation(text); is {
		return clocks(s, places.Near(at.Lat, at.Lon)), "", nil
	}
	found := places.Find(text)
	if spots, name := spotsShared(s, text, found); len(spots) > 0 {
		return spots, name, nil
	}
	if found.Miss != nil {
		return nil, "", s.Problem("problem.no_such_place", words.With{"Name": session.Quote(found.Miss.Name), "In": session.Quote(found.Miss.Hint)})
	}
	if len(found.Places) == 0 || isCode(text) && found.Whole != "" { // a code or another name of a country
		if spots, name := spotsNamed(s, text); len(spots) > 0 {
			return spots, name, nil
		}
	}
	if len(found.Places) == 0 {
		return nil, "", s.Problem("problem.unknown_zone", words.With{"Text": session.Quote(text)})
	}
	return clocks(s, found), wholeName(s, found, text), nil
}

// KnowsPlace tells whether a text is the name of a place whose clock is known, or of
// several.
func KnowsPlace(s *session.Session, text string) bool {
	_, _, err := spots(s, text)
	return err == nil
}

// placeWithin is the name of a place without what is joined to it, "l'Aquila" of
// "all'Aquila"; false where nothing of it names one.
func placeWithin(s *session.Session, text string) (name string, is bool) {
	for name = text; ; {
		if _, _, err := spots(s, name); err == nil {
			return name, true
		}
		shorter := s.Own.TrimPlace(name)
		if len(shorter) >= len(name) {
			return name, false
		}
		name = shorter
	}
}

// placeSaid is the name of a place in what somebody says who is asked where they are: "I
// live in Lagos"; the same text where nothing of it names one, or it says more than that.
func placeSaid(s *session.Session, text string) string {
	if name, is := placeWithin(s, text); is {
		return name
	}
	if w := s.Own.ReadWish(text); w.SaysPlaceAlone() {
		if name, is := placeWithin(s, w.Place); is {
			return name
		}
	}
	return text
}

// spotsNamed are the clocks of the countries that a text names in another way than
// the gazetteer knows, and what is said to have them.
func spotsNamed(s *session.Session, text string) ([]clockPlace, string) {
	named := search.Find(s.Library, text)
	if len(named.Countries) == 0 || named.Of.How == search.Slip {
		return nil, ""
	}
	name := session.Quote(text)
	if named.Of.How == search.Itself && len(named.Countries) == 1 {
		name = s.CountryInText(named.Countries[0])
	}
	return clocks(s, places.Answer{Places: clocksNamed(s, named)}), name
}

// spotsShared are the clocks of a name of several countries, and of a disputed place
// that several claim, where what the gazetteer calls so is one of them or a part of
// another one. A city or territory of theirs has its own clock.
func spotsShared(s *session.Session, text string, found places.Answer) ([]clockPlace, string) {
	named := search.Find(s.Library, text)
	if len(named.Countries) < 2 || found.Sure || named.Of.How == search.Slip || named.Of.Name != "" && !isDisputed(s, named.Of.Name) {
		return nil, ""
	}
	whole, _ := gazetteer.ByID(found.Whole)
	own := found.Whole == "" || whole.Kind() == gazetteer.Country && whole.ID[1:] != whole.Country
	if own && len(found.Places) > 0 && !found.Slip && slices.ContainsFunc(named.Countries, func(c *content.Country) bool { return c.Key == found.Places[0].Country }) {
		return nil, ""
	}
	return clocks(s, places.Answer{Places: clocksNamed(s, named)}), session.Quote(text)
}

// isDisputed tells whether a name is that of a disputed place.
func isDisputed(s *session.Session, name string) bool {
	return slices.ContainsFunc(s.Library.Aliases, func(a *content.Alias) bool { return a.Kind == content.Disputed && a.Name == name })
}

// clocksNamed are the clocks of what was found: of a disputed place those of its parts,
// where they are known, else those of all its countries.
func clocksNamed(s *session.Session, named search.Result) []places.Place {
	var all []places.Place
	known := map[string]bool{}
	for _, a := range s.Library.Aliases {
		if a.Kind != content.Disputed || a.Name != named.Of.Name {
			continue
		}
		for _, state := range a.States {
			p, _ := gazetteer.ByID(string(gazetteer.State) + state)
			known[p.Country] = true
			for _, zone := range p.Zones {
				all = append(all, places.Place{Name: session.City(zone), Zone: zone})
			}
		}
	}
	for _, c := range named.Countries {
		if !known[c.Key] {
			all = append(all, places.OfCountry(c.Key)...)
		}
	}
	return all
}

// isCode tells whether a text has the form of a country's code, which goes before a
// name in some language: "NGA".
func isCode(text string) bool { return len(text) == 3 && strings.ToUpper(text) == text }

// clocks are the places of an answer, those that show the same time all year as
// one.
func clocks(s *session.Session, found places.Answer) []clockPlace {
	var spots []clockPlace
	for _, p := range found.Places {
		spot := clockPlace{p.Zone, placeName(s, p), found.Sure}
		same := func(o clockPlace) bool { return sameClock(o.location(), spot.location(), s.Request.Now) }
		if !slices.ContainsFunc(spots, same) {
			spots = append(spots, spot)
		}
	}
	if len(spots) == 1 && len(found.Places) > 0 {
		spots[0].name = found.Places[0].Name
	}
	return spots
}

// placeWithin is a place as a button says it, with what tells it from others of its
// name.
func placeName(s *session.Session, p places.Place) string {
	in := insideName(s, p.In)
	if in == "" {
		return p.Name
	}
	return s.Say("place.inside", words.With{"Name": p.Name, "In": in})
}

// insideName is the state or country of an id in words; "" where there is none,
// and of what is disputed.
func insideName(s *session.Session, id string) string {
	if id == "" {
		return ""
	}
	for _, a := range s.Library.Aliases {
		if slices.Contains(a.States, id[1:]) {
			return ""
		}
	}
	if c := s.Library.Country(id[1:]); c != nil && id[0] == byte(gazetteer.Country) {
		return s.CountryName(c)
	}
	p, _ := gazetteer.ByID(id)
	return p.Name
}

// wholeName is, within a sentence, the country or state whose clocks were found, what was typed where
// nothing may be said of it; "" where it is neither.
func wholeName(s *session.Session, found places.Answer, text string) string {
	if found.Whole == "" {
		return ""
	}
	name := insideName(s, found.Whole)
	if name == "" {
		return session.Quote(text)
	}
	if c := s.Library.Country(found.Whole[1:]); c != nil && name == s.CountryName(c) {
		return s.CountryInText(c)
	}
	return name
}

// spotsOf lists a country's zones by their largest cities; those that show
// the same time all year are one.
func spotsOf(s *session.Session, country string) []clockPlace {
	return clocks(s, places.Answer{Places: places.OfCountry(country)})
}

// sameClock tells whether two zones show the same time through the year that
// follows now.
func sameClock(x, y *time.Location, now time.Time) bool {
	for week := range 53 {
		t := now.AddDate(0, 0, 7*week)
		_, ox := t.In(x).Zone()
		_, oy := t.In(y).Zone()
		if ox != oy {
			return false
		}
	}
	return true
}
