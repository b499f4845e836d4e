package commands

import (
	"strings"
	"time"

	"prayerbot/commands/words"
	"prayerbot/content/places"
	"prayerbot/content/search"
)

// A spot is where somebody is, as far as the clock goes.
type spot struct {
	zone string
	name string // as it is said to them: "Lagos"
	sure bool   // named as a zone itself, so that there is nothing to confirm
}

// location loads the spot's zone. places has checked that it exists.
func (s spot) location() *time.Location {
	zone, err := zoneOf(s.zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// spots finds the places that a text may mean: one where it is clear, several
// where the asker has to choose among zones of one country. Nothing found is
// a Problem.
func (a *ask) spots(text string) ([]spot, string, error) {
	text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "in "))
	if zone, is := readKeyed(text); is && places.Valid(zone) {
		return []spot{{zone, city(zone), true}}, "", nil
	}
	if strings.Contains(text, "/") {
		return a.zoneNamed(text)
	}
	if found := search.Find(a.lib, text); len(found.Countries) == 1 && len(text) > 3 {
		return a.spotsOf(found.Countries[0].Key), a.name(found.Countries[0]), nil
	}
	if found := places.Find(text); len(found) > 0 {
		return []spot{{found[0].Zone, found[0].Name, false}}, "", nil
	}
	if len(text) == 3 && strings.HasSuffix(strings.ToUpper(text), "T") {
		return nil, "", a.problem("problem.zone_letters", words.With{"Text": quote(text)})
	}
	if found := search.Find(a.lib, text); len(found.Countries) == 1 {
		return a.spotsOf(found.Countries[0].Key), a.name(found.Countries[0]), nil
	}
	return nil, "", a.problem("problem.unknown_zone", words.With{"Text": quote(text)})
}

// zoneNamed takes the name of a zone such as Africa/Lagos.
func (a *ask) zoneNamed(text string) ([]spot, string, error) {
	found := places.Find(text)
	if len(found) == 0 || !places.Valid(found[0].Zone) {
		return nil, "", a.problem("problem.unknown_zone", words.With{"Text": quote(text)})
	}
	return []spot{{found[0].Zone, city(found[0].Zone), true}}, "", nil
}

// spotsOf lists a country's zones by their largest cities; those that show
// the same time all year are one.
func (a *ask) spotsOf(country string) []spot {
	var spots []spot
	for _, p := range places.OfCountry(country) {
		candidate := spot{p.Zone, p.Name, false}
		known := false
		for _, s := range spots {
			known = known || sameClock(s.location(), candidate.location(), a.req.Now)
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
