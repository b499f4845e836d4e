package feed

import "prayerbot/content"

// halves are the countries that call each other by a point of the compass alone: beside
// the one a word means the other, as in "Seoul's ban on flights towards the North".
var halves = []struct{ beside, word, means string }{
	{"KR", "north", "KP"}, {"KR", "northerners", "KP"}, {"KP", "south", "KR"},
}

// addHalves adds the mentions of such a country to a passage, where the item names the other.
func (j placeExplainer) addHalves(p *passage) {
	for _, h := range halves {
		beside, means := j.library.Country(h.beside), j.library.Country(h.means)
		if beside == nil || means == nil || !j.mentionsCountry(beside) || j.mentionsCountry(means) {
			continue
		}
		for at := range p.tokens {
			if p.tokens[at].shape&capital != 0 && p.folded(at) == h.word && p.standsAlone(at) {
				p.insert(mention{term: &term{kind: name, countries: []*content.Country{means}}, first: at, last: at, factor: 1})
				return
			}
		}
	}
}

// mentionsCountry tells whether the item names a country or a place in it.
func (j placeExplainer) mentionsCountry(c *content.Country) bool {
	for _, p := range []*passage{&j.title, &j.text} {
		for i := range p.mentions {
			if m := &p.mentions[i]; m.kind != group && m.countries[0] == c && !m.either {
				return true
			}
		}
	}
	return false
}

// standsAlone tells whether a point of the compass is no part of a name: "the North",
// "launch to North", not "North Kivu".
func (p *passage) standsAlone(at int) bool {
	return at+1 >= len(p.tokens) || p.tokens[at+1].shape&capital == 0 || p.tokens[at+1].sep.breaks()
}

// insert puts a mention where it stands among the others.
func (p *passage) insert(m mention) {
	i := 0
	for i < len(p.mentions) && p.mentions[i].first < m.first {
		i++
	}
	p.mentions = append(p.mentions[:i], append([]mention{m}, p.mentions[i:]...)...)
}
