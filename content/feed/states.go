package feed

import (
	"slices"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
)

// american is the USA among the countries of a mention, where the mention is one of
// its states too ("Georgia") and the item tells of a town there ("in Gainesville") or the
// title of what is told of its states ("sheriff"); nil else.
func (j *scorer) american(m *mention) *content.Country {
	at := slices.IndexFunc(m.countries, func(c *content.Country) bool { return c.Key == "US" })
	if at < 0 || m.first != m.last {
		return nil
	}
	if m.either && hasRole(&j.title, stateside) && !(placeExplainer{j}).otherwiseNamed(m) {
		return m.countries[at]
	}
	for _, p := range gazetteer.Named(j.nameOf(m)) {
		if p.Kind() == gazetteer.State && p.Country == "US" && j.tellsOf(p.ID[1:]) {
			return m.countries[at]
		}
	}
	return nil
}

// nameOf is how a mention is written.
func (j *scorer) nameOf(m *mention) string {
	p := &j.title
	if !slices.ContainsFunc(p.mentions, func(o mention) bool { return o.term == m.term && o.first == m.first }) {
		p = &j.text
	}
	if m.last >= len(p.tokens) {
		return ""
	}
	return p.text[p.tokens[m.first].begin:p.tokens[m.last].end]
}

// tellsOf tells whether the item names a town of a state behind a word such as
// "in".
func (j *scorer) tellsOf(state string) bool {
	for _, p := range []*passage{&j.title, &j.text} {
		for at := 1; at < len(p.tokens) && p.tokens[at].begin <= lookedUp; at++ {
			if p.tokens[at-1].role&located != 0 && p.tokens[at].shape&capital != 0 && p.townOf(at, state) {
				return true
			}
		}
	}
	return false
}

// townOf tells whether a name of one or two words is a town's of a state.
func (p *passage) townOf(at int, state string) bool {
	for n := min(2, p.runOf(at)); n > 0; n-- {
		name := p.text[p.tokens[at].begin:p.tokens[at+n-1].end]
		if slices.ContainsFunc(gazetteer.Named(name), func(q gazetteer.Place) bool { return q.Kind() == gazetteer.City && q.State == state }) {
			return true
		}
	}
	return false
}

// moveTowns makes the places of an item lie in the USA that are called like towns of a state
// there which it names, where a word such as "outside" stands before them: "Georgia church
// van crashes outside Athens".
func (j placeExplainer) moveTowns() {
	state := j.stateNamed()
	if state == nil {
		return
	}
	us := j.library.Country("US")
	for _, p := range []*passage{&j.title, &j.text} {
		for i := range p.mentions {
			m := &p.mentions[i]
			if m.kind == place && m.first > 0 && m.countries[0] != us && p.tokens[m.first-1].role&located != 0 && p.townOf(m.first, state.ID[1:]) {
				m.term = &term{kind: place, countries: []*content.Country{us}}
			}
		}
	}
}

// stateNamed is the state of the USA of which a title tells; nil where it names none, or
// what is one may be a country and the item tells of its people.
func (j placeExplainer) stateNamed() *gazetteer.Place {
	for i := range j.title.mentions {
		m := &j.title.mentions[i]
		if !slices.ContainsFunc(m.countries, func(c *content.Country) bool { return c.Key == "US" }) || m.either && j.otherwiseNamed(m) {
			continue
		}
		for _, p := range gazetteer.Named(j.nameOf(m)) {
			if p.Kind() == gazetteer.State && p.Country == "US" {
				return &p
			}
		}
	}
	return nil
}

// otherwiseNamed tells whether the item names the first country of a mention by another
// word: "Georgia" by "Georgian" or "Tbilisi".
func (j placeExplainer) otherwiseNamed(m *mention) bool {
	for _, p := range []*passage{&j.title, &j.text} {
		for i := range p.mentions {
			if o := &p.mentions[i]; !o.either && o.countries[0] == m.countries[0] {
				return true
			}
		}
	}
	return false
}
