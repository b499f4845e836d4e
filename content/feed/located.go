package feed

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
	"prayerbot/content/search"
)

// The places of the gazetteer that a headline may mean.
const (
	mostNameWords = 4
	leastLetters  = 4     // of a name of one word; shorter ones are words of some language
	lettersOfTown = 5     // of a town that stands alone, in a country where the church is known to suffer
	latinEnd      = 0x250 // the letters of Latin lie before it
	knownTown     = 5_000 // people of a town that stands behind "in", or before "church"
	largeCity     = 100_000
	knownCity     = 150_000 // people of a city that is meant wherever its name stands
	muchSmaller   = 10      // how many times larger a town of the same name is meant
	ownTown       = 60_000  // the same, where cities are called like persons and words
	lookedUp      = 600     // bytes of a text in which names are looked up: the rest counts for little
)

// A placeFinder finds the places of the gazetteer that a text names.
type placeFinder struct{ *lexicon }

func (x *lexicon) places() placeFinder { return placeFinder{x} }

// ownCities are countries of which the cities are called like persons and
// words; places.txt has those that matter.
var ownCities = []string{"US", "GB", "CA", "AU", "NZ", "IE"}

// inGazetteer finds the longest name of a state, territory or city that begins at
// a word. What is a word of the language, a person's name or a small town is a
// place only where the words around it say so.
func (x placeFinder) inGazetteer(p *passage, at int) (mention, bool) {
	if p.tokens[at].shape&capital == 0 || p.tokens[at].begin > lookedUp {
		return mention{}, false
	}
	for n := min(mostNameWords, p.runOf(at)); n > 0; n-- {
		m := mention{first: at, last: at + n - 1, factor: 1}
		if t := x.placeTerm(p, m); t != nil {
			m.term = t
			return m, true
		}
	}
	return mention{}, false
}

// runOf is how many words from one on can be one name.
func (p *passage) runOf(at int) int {
	n := 1
	for at+n < len(p.tokens) && !p.tokens[at+n].sep.breaks() {
		n++
	}
	return n
}

// placeTerm is what a name means; nil where it is none of a place.
func (x placeFinder) placeTerm(p *passage, m mention) *term {
	first, last := p.tokens[m.first], p.tokens[m.last]
	name := x.nominative(withoutCase(p.text[first.begin:last.end]))
	if last.shape&capital == 0 || m.first == m.last && utf8.RuneCountInString(name) < leastLetters {
		return nil
	}
	if x.allOrdinary(p, m) || len(gazetteer.Named(name)) == 0 || x.saintly(p, m) {
		return nil
	}
	firmly := x.locates(p, m)
	found := search.Lying(x.library, name)
	folded := fold(name)
	doubt := x.skip[folded] || x.inClass(p, m.first, "saint") && smallCity(name) || m.first == m.last && (search.IsWord(name) || found.Doubt && smallCity(name))
	switch {
	case len(found.Countries) > 0 && (!doubt || firmly) && !x.isOwn(name, found.Countries[0]):
		return x.ofPlaces(x.withNamesakes(name, found.Countries))
	case firmly:
		return x.ofPlaces(x.towns(name))
	case !doubt && x.townAlone(name):
		return x.ofPlaces(x.towns(name))
	}
	return nil
}

// townAlone tells whether a name means a town where no word says so: one that is long
// enough, in a country where the church is known to suffer and whose towns are not
// called like persons.
func (x placeFinder) townAlone(name string) bool {
	folded := fold(name)
	if firstRune(name) >= latinEnd || utf8.RuneCountInString(name) < lettersOfTown || x.persons["surname"][folded] || x.persons["first"][folded] || x.persons["common"][folded] {
		return false
	}
	in := x.towns(name)
	return len(in) == 1 && !free(in[0]) && !slices.Contains(likePersons, in[0].Key)
}

// likePersons are those of them whose towns are called like persons.
var likePersons = []string{"MX", "PH", "CO", "CU", "NI", "HN", "VE", "RU"}

// nominative is how the gazetteer has a name that stands in another case of Russian: "в
// Исламабаде"; the name itself where it has it, or none of its nominatives.
func (x placeFinder) nominative(name string) string {
	if !unicode.Is(unicode.Cyrillic, firstRune(name)) || len(gazetteer.Named(name)) > 0 {
		return name
	}
	for other := range content.Nominatives(name) {
		if len(gazetteer.Named(other)) > 0 {
			return other
		}
	}
	return name
}

// withoutCase is a name without the sign of the genitive: "Karachi's".
func withoutCase(name string) string {
	for _, sign := range []string{"'s", "’s", "s'", "s’"} {
		if rest, is := strings.CutSuffix(name, sign); is {
			return strings.TrimSuffix(rest+sign[:strings.IndexAny(sign, "'’")], "'")
		}
	}
	return name
}

// allOrdinary tells whether a name is made of words of the language alone:
// "Eastern", "Outer Islands".
func (x placeFinder) allOrdinary(p *passage, m mention) bool {
	for at := m.first; at <= m.last; at++ {
		if !x.ordinary(p.folded(at)) {
			return false
		}
	}
	return true
}

// saintly tells whether a name is that of a church: "Santa Maria Church".
func (x placeFinder) saintly(p *passage, m mention) bool {
	return x.inClass(p, m.first, "saint") && m.last+1 < len(p.tokens) && p.tokens[m.last+1].role&settled != 0
}

// withNamesakes are the countries of a name, and behind them those that have a
// state or a large city of the same name: which is meant the rest of the item may
// tell.
func (x placeFinder) withNamesakes(name string, countries []*content.Country) []*content.Country {
	for _, p := range gazetteer.Named(name) {
		c := x.library.Country(p.Country)
		large := p.Kind() == gazetteer.State || p.Kind() == gazetteer.City && p.People >= largeCity
		if c != nil && large && !slices.Contains(ownCities, p.Country) && !slices.Contains(countries, c) {
			countries = append(slices.Clone(countries), c)
		}
	}
	return countries
}

// smallCity tells whether a name is one of a city that few mean by it alone.
func smallCity(name string) bool {
	all := gazetteer.Named(name)
	return len(all) > 0 && all[0].Kind() == gazetteer.City && all[0].People < knownCity
}

// isOwn tells whether a name is only that of a town that is called like a person.
func (x placeFinder) isOwn(name string, c *content.Country) bool {
	all := gazetteer.Named(name)
	return slices.Contains(ownCities, c.Key) && len(all) > 0 && all[0].Kind() == gazetteer.City
}

func (x placeFinder) ofPlaces(countries []*content.Country) *term {
	if len(countries) == 0 {
		return nil
	}
	return &term{kind: place, countries: countries, either: len(countries) > 1}
}

// towns are the countries of the towns of a name, where all that are not much smaller
// than the largest one lie in one.
func (x placeFinder) towns(name string) []*content.Country {
	var in *content.Country
	all, most := gazetteer.Named(name), 0
	for _, p := range all {
		most = max(most, p.People)
	}
	for _, p := range all {
		c := x.library.Country(p.Country)
		switch {
		case p.Kind() != gazetteer.City || p.People < max(knownTown, most/muchSmaller) || c == nil:
			continue
		case slices.Contains(ownCities, p.Country) && p.People < ownTown:
			return nil
		case in != nil && in != c:
			return nil
		}
		in = c
	}
	if in == nil {
		return nil
	}
	return []*content.Country{in}
}

// locates tells whether the words around a name say that it is one of a place:
// "in Mirebalais", "Mirebalais cathedral", "Mirebalais: ...".
func (x placeFinder) locates(p *passage, m mention) bool {
	return m.first > 0 && p.tokens[m.first].sep == sepNone && (p.tokens[m.first-1].role&(located|comes) != 0 || x.onTheWay(p, m)) ||
		m.last+1 < len(p.tokens) && p.tokens[m.last+1].sep == sepNone && p.tokens[m.last+1].role&(settled|scene) != 0 ||
		m.first == 0 && m.last+1 < len(p.tokens) && p.tokens[m.last+1].sep == sepColon && !p.speech(m.last+1)
}

// onTheWay tells whether a road or the like leads to a name, or something of a place
// is its: "shot on the road to Dédougou", "the diocese of Auchi".
func (x placeFinder) onTheWay(p *passage, m mention) bool {
	if m.first < 2 {
		return false
	}
	link, before := p.tokens[m.first-1].role, p.tokens[m.first-2].role
	return link&toward != 0 && before&route != 0 || link&belongs != 0 && before&(settled|scene) != 0
}

// speech tells whether what stands behind a colon is what somebody says: "Victoria:
// why I sing", "Florence: 'We stay'".
func (p *passage) speech(at int) bool {
	begin, end := p.tokens[at-1].end, p.tokens[at].begin
	if strings.ContainsAny(p.text[begin:end], "'‘’“”\"") {
		return true
	}
	switch p.folded(at) {
	case "why", "how", "what", "when", "i", "we", "my", "our":
		return true
	}
	return false
}
