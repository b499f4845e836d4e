package schedule

import (
	"strings"

	"prayerbot/commands/session"
	"prayerbot/content"
	"prayerbot/content/search"
)

// meant are the countries that a name may mean which is not clear.
func meant(piece search.Piece) []*content.Country {
	if len(piece.Found.Countries) > 0 {
		return piece.Found.Countries
	}
	return piece.Found.Near
}

// openKeys is what several names may mean, as the keys of countries, in front of what
// is open besides. Nothing that was typed is in it.
func openKeys(pieces []search.Piece, besides string) string {
	var all []string
	for _, piece := range pieces {
		var keys []string
		for _, c := range meant(piece) {
			keys = append(keys, c.Key)
		}
		all = append(all, strings.Join(keys, "+"))
	}
	if besides != "" {
		all = append(all, besides)
	}
	return strings.Join(all, ",")
}

// countriesOf are the countries that one name of openKeys may mean.
func countriesOf(s *session.Session, keys string) []*content.Country {
	var all []*content.Country
	for _, key := range strings.Split(keys, "+") {
		if c := s.Library.Country(key); c != nil {
			all = append(all, c)
		}
	}
	return all
}
