package feed

import (
	"slices"

	"prayerbot/content"
)

// A placeExplainer finds out where the places of an item lie from what else it says.
type placeExplainer struct{ *scorer }

// explain does so for all of them, before they are weighed.
func (j placeExplainer) explain() {
	j.explainPlaces()
	j.explainRome()
	j.moveTowns()
	j.addHalves(&j.title)
	j.addHalves(&j.text)
}

// explainPlaces makes a place mean the country of which the item says that it lies there,
// where the name alone means another: "Anjar", where the text has "the Lebanese town of
// Anjar" or "Anjar, Lebanon".
func (j placeExplainer) explainPlaces() {
	told := map[string]*content.Country{}
	for _, p := range []*passage{&j.title, &j.text} {
		for i := range p.mentions {
			if c := j.saidToLie(p, i); c != nil {
				told[p.textOf(&p.mentions[i])] = c
			}
		}
	}
	if len(told) == 0 {
		return
	}
	for _, p := range []*passage{&j.title, &j.text} {
		for i := range p.mentions {
			m := &p.mentions[i]
			if c := told[p.textOf(m)]; c != nil && m.kind == place && (m.either || !slices.Contains(m.countries, c)) {
				m.term = &term{kind: place, countries: []*content.Country{c}}
			}
		}
	}
}

// textOf is how a mention is written.
func (p *passage) textOf(m *mention) string {
	return p.text[p.tokens[m.first].begin:p.tokens[m.last].end]
}

// saidToLie is the country in which a text says that a place lies; nil where it does not.
func (j placeExplainer) saidToLie(p *passage, i int) *content.Country {
	m := &p.mentions[i]
	if m.kind != place {
		return nil
	}
	if i+1 < len(p.mentions) {
		next := &p.mentions[i+1]
		if next.kind == name && next.first == m.last+1 && p.tokens[next.first].sep == sepComma && !next.either && p.endsBehind(next) {
			return next.countries[0]
		}
	}
	if i > 0 {
		last := &p.mentions[i-1]
		of := last.kind == people && last.last == m.first-3 && p.tokens[m.first-2].role&(settled|scene) != 0 && p.tokens[m.first-1].role&belongs != 0
		if (of || last.kind == people && last.last == m.first-2 && p.tokens[m.first-1].role&(settled|scene) != 0) && !last.either && !slices.Contains(churches, p.textOf(last)) {
			return last.countries[0]
		}
	}
	return nil
}

// endsBehind tells whether nothing is joined to a mention: in "Anjar, Lebanon and Syria"
// the countries are a list.
func (p *passage) endsBehind(m *mention) bool {
	at := m.last + 1
	return at >= len(p.tokens) || p.tokens[at].role&conjoins == 0 && p.tokens[at].sep != sepHyphen
}

// explainRome makes Rome mean the Vatican, where the item tells of the pope or those who
// govern the church with him, and names Italy in no other way.
func (j placeExplainer) explainRome() {
	vatican := j.library.Country("VA")
	if vatican == nil || !hasRole(&j.title, curia) && !hasRole(&j.text, curia) {
		return
	}
	var rome []*mention
	for _, p := range []*passage{&j.title, &j.text} {
		for i := range p.mentions {
			switch m := &p.mentions[i]; {
			case m.countries[0].Key != "IT":
			case p.textOf(m) != "Rome":
				return
			default:
				rome = append(rome, m)
			}
		}
	}
	for _, m := range rome {
		m.term = &term{kind: place, countries: []*content.Country{vatican}}
	}
}

// hasRole tells whether a word of a passage has one of some roles.
func hasRole(p *passage, r role) bool {
	return slices.ContainsFunc(p.tokens, func(t token) bool { return t.role&r != 0 })
}
