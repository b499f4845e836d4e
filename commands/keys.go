package commands

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

// withKey marks the key of a place in the line of a button. Buttons that were
// written before keys had their mark lie in the chats for ever: they name the
// place by its key alone ("BI"), which no search may take for a name.
func (s *Session) withKey(command, args string) string {
	switch command {
	case "country", "pray", "news":
	default:
		return args
	}
	word, _ := CutWord(args)
	if command == "news" && word == "read" || search.ByKey(s.Library, word).Empty() {
		return args
	}
	return Keyed(args)
}
