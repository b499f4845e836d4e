// Package places finds the clock of a place that somebody names: a city, state,
// island or country in any language, with what it lies in behind it; a zone of the
// IANA database; a difference to UTC; or what people call a clock, such as EST. Its
// names are those of package gazetteer.
//
// It never asks a network or the machine's own zone files: the rules of the
// IANA database are embedded. There is nothing that a crash could leave
// half-done.
package places

import (
	"strings"
	"time"
	_ "time/tzdata" // the rules must not depend on the machine

	"prayerbot/content/gazetteer"
)

// A Place is somewhere with a clock, or a clock itself.
type Place struct {
	Name       string // in English: "Lagos"
	In         string // what tells it from others of its name: the id of a state or country in the gazetteer; "" where nothing does, or nothing may be said
	Country    string // ISO 3166-1 alpha-2; "" for a bare zone
	Zone       string // IANA
	Population int    // 0 where it is not known
}

// An Answer is what a text may mean. Where it is empty, nothing is called so.
type Answer struct {
	Places []Place // one: that is meant; several, at most 20: the asker has to choose, the likeliest first
	Whole  string  // the id of the country or state that was named, of which Places are the clocks; "" is none
	Sure   bool    // the clock itself was named, so that there is nothing to confirm
	Slip   bool    // Places were mistyped
	Miss   *Miss   // there are places of the name, but none where it was said to be
}

// A Miss is a place that is not where somebody said.
type Miss struct{ Name, Hint string }

// most is how many places of one name are offered, and mostClocks how many
// clocks of one country: Russia has eleven.
const (
	most       = 4
	mostClocks = 20
)

// OfCountry lists a country's zones by their largest cities, most people
// first; nil for a country that is not known.
func OfCountry(iso2 string) []Place {
	country, is := gazetteer.ByID("c" + strings.ToUpper(iso2))
	if !is {
		return nil
	}
	return clocksOf(country)
}

// Valid tells whether a name is a zone of the IANA database. "" and "Local"
// are none, although time.LoadLocation takes them.
func Valid(zone string) bool {
	if zone == "" || zone == "Local" {
		return false
	}
	_, err := time.LoadLocation(zone)
	return err == nil
}

// City is how the city of a zone is called: "Sao Paulo" for America/Sao_Paulo.
func City(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")
}
