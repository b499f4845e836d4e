package search

import (
	"strings"

	"prayerbot/content"
)

// short are words that people shorten in names, folded.
var short = map[string]string{
	"se": "southeast", "sw": "southwest", "ne": "northeast", "nw": "northwest", "n": "north", "s": "south", "e": "east", "w": "west", "no": "north", "so": "south", "nth": "north", "sth": "south",
	"st": "saint", "ste": "saint", "mt": "mount", "rep": "republic", "dem": "democratic", "is": "islands", "isl": "islands",
	"eq": "equatorial", "cent": "central", "c": "central", "ctrl": "central", "fed": "federal", "ter": "territories", "terr": "territories", "gov": "governorate", "prov": "province",
}

// spellings are a text folded, and where it holds shortened words or the kind of
// a place, what it stands for: "n korea", "saint lucia", "kaduna state".
func spellings(text string) []string {
	p := content.FoldName(text)
	all := []string{p}
	if spaced := content.FoldName(strings.ReplaceAll(text, ".", " ")); spaced != p { // "N.Korea", before it is one word of another language
		all = append(spellings(spaced), p)
	}
	fields := strings.Fields(p)
	if len(fields) < 2 {
		return all
	}
	for i, word := range fields {
		if long := short[word]; long != "" {
			fields[i] = long
		}
	}
	if long := strings.Join(fields, " "); long != p {
		all = append(all, long)
	}
	for _, side := range []string{"north", "south"} { // "south east asia"
		if joined := strings.NewReplacer(side+" east", side+"east", side+" west", side+"west").Replace(p); joined != p {
			all = append(all, joined)
		}
	}
	return append(all, withoutKind(fields)...)
}

// kindsOfPlaces are words that people put behind or before the name of a place.
var kindsOfPlaces = map[string]bool{
	"state": true, "province": true, "region": true, "city": true, "governorate": true, "prefecture": true, "district": true, "county": true,
	"oblast": true, "territory": true, "island": true, "islands": true, "people": true, "peoples": true, "tribe": true, "republic": true,
}

func withoutKind(fields []string) []string {
	if last := len(fields) - 1; kindsOfPlaces[fields[last]] {
		return []string{strings.Join(fields[:last], " ")}
	}
	if len(fields) > 2 && fields[1] == "of" && kindsOfPlaces[fields[0]] {
		return []string{strings.Join(fields[2:], " ")}
	}
	return nil
}

// sides are words for a part of a country, each with the one that stands in names.
var sides = map[string]string{
	"north": "north", "south": "south", "east": "east", "west": "west", "northern": "north", "southern": "south", "eastern": "east", "western": "west",
	"northeast": "northeast", "northwest": "northwest", "southeast": "southeast", "southwest": "southwest", "northeastern": "northeast",
	"northwestern": "northwest", "southeastern": "southeast", "southwestern": "southwest", "central": "central", "far": "far", "extreme": "far", "rural": "rural",
}

// cutSide takes the words for a part of a country off a folded text; "" where it
// begins with none, or is nothing else.
func cutSide(p string) (side, rest string) {
	fields := strings.Fields(p)
	for len(fields) > 1 && sides[fields[0]] != "" {
		side, fields = sides[fields[0]], fields[1:]
	}
	return side, strings.Join(fields, " ")
}
