package schedule

import (
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/gazetteer"
	"prayerbot/content/places"
	"prayerbot/content/search"
)

// How many people a city has that is known, and one that is known within other words.
const (
	knownCity     = 100_000
	wellKnownCity = 500_000
)

// leastLetters is how many letters a name has at least that nothing says to be one: there
// are towns and codes of two and three letters that are words of some language.
const leastLetters = 4

// isLong tells whether a text is long enough to be a name, or is written like a code or in
// a script of which two letters are a name.
func isLong(text string) bool {
	p := content.FoldName(text)
	return utf8.RuneCountInString(p) >= leastLetters || p != "" && p[0] >= utf8.RuneSelf || text == strings.ToUpper(text)
}

// city is the name of a city of so many people, or of a clock, that a piece is, without
// what is joined to it; false where it is none, is mistyped, or is what a country is called.
func (w *said) city(p words.Piece, people int) (name string, is bool) {
	for _, text := range []string{p.Whole, p.Text} {
		for _, name := range []string{text, w.s.Own.TrimPlace(text)} {
			if named := w.s.Find(name); named.Region != nil || len(named.Countries) == 1 && named.Of.How == search.Itself {
				continue
			}
			if found := places.Find(name); isKnownBy(found, people) && isLong(name) && !isCountry(found.Whole) {
				return name, true
			}
		}
	}
	return "", false
}

// isCountry tells whether the id of a place is that of a country, and of no territory.
func isCountry(id string) bool {
	p, is := gazetteer.ByID(id)
	return is && p.Kind() == gazetteer.Country && p.ID[1:] == p.Country
}

// isKnownBy tells whether an answer is a place of at least so many people, or a country, a
// state or a clock, as it was typed.
func isKnownBy(a places.Answer, people int) bool {
	if a.Slip || len(a.Places) == 0 {
		return false
	}
	return a.Sure || a.Whole != "" || slices.ContainsFunc(a.Places, func(p places.Place) bool { return p.Population >= people })
}

// takePlace takes the place that a piece names, or that stands at one of its ends.
func (w *said) takePlace(p words.Piece) bool {
	if w.args[argPlace] != "" { // "I am in Curitiba, from Venezuela"
		return true
	}
	for _, text := range []string{p.Whole, w.s.Own.TrimPlace(p.Whole), p.Text} {
		if found := places.Find(text); len(found.Places) > 0 && !found.Slip {
			w.args[argPlace] = text
			return true
		}
	}
	if w.s.Find(p.Text).Region != nil {
		return false
	}
	name, is := placeWithin(w.s, p.Text)
	if !is {
		name, is = placeAtEnd(p.Whole, knownCity)
		is = is && !liesIn(p.Whole, name)
	}
	if is {
		w.args[argPlace] = name
	}
	return is
}

// liesIn tells whether a text names a state or a country besides the name of a city, in which
// the city that is known by that name may not lie.
func liesIn(text, city string) bool {
	for _, word := range strings.Fields(strings.Replace(text, city, "", 1)) {
		if word = strings.Trim(word, ".,"); word != "" && word == strings.ToUpper(word[:1])+word[1:] && isLong(word) && places.Find(word).Whole != "" {
			return true
		}
	}
	return false
}

// placeAtEnd is the longest name of a place of so many people that a text begins or ends
// with, as it is written without a slip.
func placeAtEnd(text string, people int) (string, bool) {
	fields := strings.Fields(text)
	for n := len(fields) - 1; n > 0; n-- {
		for _, part := range [][]string{fields[len(fields)-n:], fields[:n]} {
			name := strings.Trim(strings.Join(part, " "), ".,")
			if isKnownBy(places.Find(name), people) && isLong(name) {
				return name, true
			}
		}
	}
	return "", false
}

// takeBoth takes a piece that names a well-known city and, without a sign between, a region:
// "Abidjan West Africa".
func (w *said) takeBoth(p words.Piece) bool {
	if w.s.Find(p.Text).Region != nil && len(w.s.NamesWithin(p.Whole)) == 1 { // "North Africa"
		return false
	}
	fields := strings.Fields(p.Whole)
	for n := 1; n < len(fields); n++ {
		begin, end := strings.Join(fields[:n], " "), strings.Join(fields[n:], " ")
		if w.takeCityAnd(begin, end) || w.takeCityAnd(end, begin) {
			return true
		}
	}
	return false
}

// takeCityAnd takes a text for where somebody is and another one for what they pray for, where
// nothing else says where they are, and the one names a well-known city, the other a region.
func (w *said) takeCityAnd(city, region string) bool {
	name, is := w.city(words.Piece{Whole: city, Text: city}, wellKnownCity)
	if !is || w.args[argPlace] != "" || w.s.Find(region).Region == nil {
		return false
	}
	w.args[argPlace], w.keys = name, append(w.keys, w.s.NamesWithin(region)...)
	return true
}
