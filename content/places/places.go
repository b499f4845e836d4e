// Package places finds the time zone of a place that somebody names: a city,
// or an IANA zone. Its data is from GeoNames (see README.md).
//
// It never asks a network or the machine's own zone files: the rules of the
// IANA database are embedded. There is nothing that a crash could leave
// half-done.
package places

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the rules must not depend on the machine
)

//go:embed cities.tsv
var table string

// A Place is a city with its zone, or a zone itself.
type Place struct {
	Name       string
	Country    string // ISO 3166-1 alpha-2; "" for a bare zone
	Zone       string // IANA
	Population int    // 0 where it is not known
}

// entry is a line of the table.
type entry struct {
	Place
	state string // plain; "" outside the largest countries
}

// index is the table in the forms in which it is asked.
type index struct {
	names  map[string][]*entry // by plain name, most people first
	zones  map[string]string   // by plain zone
	lands  map[string][]Place  // by country: one for each zone, most people first
	sorted []string            // all plain names
}

var cities = sync.OnceValue(func() *index {
	x := &index{names: map[string][]*entry{}, zones: map[string]string{}, lands: map[string][]Place{}}
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) == 6 {
			x.add(fields)
		}
	}
	for name := range x.names {
		x.sorted = append(x.sorted, name)
	}
	slices.Sort(x.sorted)
	return x
})

// add takes a line in. The table is in the order of population, so the first
// of several cities of a name is the largest.
func (x *index) add(fields []string) {
	e := &entry{place(fields), plain(fields[4])}
	for _, name := range append(strings.Split(fields[5], ";"), fields[0]) {
		if p := plain(name); p != "" {
			x.names[p] = append(x.names[p], e)
		}
	}
	x.zones[plain(e.Zone)] = e.Zone
	if !slices.ContainsFunc(x.lands[e.Country], func(p Place) bool { return p.Zone == e.Zone }) {
		x.lands[e.Country] = append(x.lands[e.Country], e.Place)
	}
}

// place is the city of a line.
func place(fields []string) Place {
	people, _ := strconv.Atoi(fields[3])
	return Place{fields[0], fields[1], fields[2], people}
}

// OfCountry lists a country's zones by their largest cities, most people
// first; nil for a country that is not known.
func OfCountry(iso2 string) []Place { return slices.Clone(cities().lands[strings.ToUpper(iso2)]) }

// Valid tells whether a name is a zone of the IANA database. "" and "Local"
// are none, although time.LoadLocation takes them.
func Valid(zone string) bool {
	if zone == "" || zone == "Local" {
		return false
	}
	_, err := time.LoadLocation(zone)
	return err == nil
}
