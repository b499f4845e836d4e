package reply

import (
	"strings"

	"prayerbot/content/search"
)

// Keyed writes the key of a country, region, list or zone as a command line
// carries it: it is looked up and never searched.
func Keyed(key string) string { return search.KeyMark + key }

// ReadKeyed is the key that a text holds; false where it is one that somebody
// typed, to be searched.
func ReadKeyed(text string) (key string, is bool) { return strings.CutPrefix(text, search.KeyMark) }
