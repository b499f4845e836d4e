package load

import (
	"sync"
	"testing"
	"time"

	"prayerbot/content"
)

// builtin is the built-in library, which all tests read.
var builtin = sync.OnceValues(func() (*content.Library, error) { return Library(content.Builtin()) })

func loaded(t testing.TB) *content.Library {
	t.Helper()
	library, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	return library
}

var november = content.Date{Year: 2026, Month: time.November, Day: 24}

// onDay is what a chat receives on a date.
func onDay(l *content.Library, date content.Date, s content.Selection) *content.Point {
	return l.Daily(date, s, date)
}

func keys(countries []*content.Country) []string {
	var all []string
	for _, c := range countries {
		all = append(all, c.Key)
	}
	return all
}

// meant is how many points a country is meant to have at least: 14 where it is
// among the first ten of the World Watch List, 9 where the list names it, 4 where
// another list does, 2 elsewhere.
func meant(c *content.Country) int {
	switch {
	case c.Rank > 0 && c.Rank <= 10:
		return 14
	case c.Rank > 0:
		return 9
	case c.Listed():
		return 4
	}
	return 2
}
