package schedule

import (
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
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
// where the asker has to choose among zones of one country. Nothing found is
// a Problem.
func spots(s *session.Session, text string) ([]clockPlace, string, error) {
	text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "in "))
	if zone, is := reply.ReadKeyed(text); is && places.Valid(zone) {
		return []clockPlace{{zone, session.City(zone), true}}, "", nil
	}
	if strings.Contains(text, "/") {
		return zoneNamed(s, text)
	}
	if found := search.Find(s.Library, text); len(found.Countries) == 1 && len(text) > 3 {
		return spotsOf(s, found.Countries[0].Key), s.CountryName(found.Countries[0]), nil
	}
	if found := places.Find(text); len(found) > 0 {
		return []clockPlace{{found[0].Zone, found[0].Name, false}}, "", nil
	}
	if len(text) == 3 && strings.HasSuffix(strings.ToUpper(text), "T") {
		return nil, "", s.Problem("problem.zone_letters", words.With{"Text": session.Quote(text)})
	}
	if found := search.Find(s.Library, text); len(found.Countries) == 1 {
		return spotsOf(s, found.Countries[0].Key), s.CountryName(found.Countries[0]), nil
	}
	return nil, "", s.Problem("problem.unknown_zone", words.With{"Text": session.Quote(text)})
}

// zoneNamed takes the name of a zone such as Africa/Lagos.
func zoneNamed(s *session.Session, text string) ([]clockPlace, string, error) {
	found := places.Find(text)
	if len(found) == 0 || !places.Valid(found[0].Zone) {
		return nil, "", s.Problem("problem.unknown_zone", words.With{"Text": session.Quote(text)})
	}
	return []clockPlace{{found[0].Zone, session.City(found[0].Zone), true}}, "", nil
}

// spotsOf lists a country's zones by their largest cities; those that show
// the same time all year are one.
func spotsOf(s *session.Session, country string) []clockPlace {
	var spots []clockPlace
	for _, p := range places.OfCountry(country) {
		candidate := clockPlace{p.Zone, p.Name, false}
		known := false
		for _, spot := range spots {
			known = known || sameClock(spot.location(), candidate.location(), s.Request.Now)
		}
		if !known && len(spots) < maxSpots {
			spots = append(spots, candidate)
		}
	}
	return spots
}

// maxSpots keeps a picker within 25 buttons; Russia has eleven clocks.
const maxSpots = 20

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
