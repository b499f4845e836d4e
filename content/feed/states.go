package feed

import (
	"slices"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
)

// american is the USA among the countries of a mention, where the mention is one of
// its states too ("Georgia") and the item tells of a town there ("in Gainesville");
// nil else.
func (j *scorer) american(m *mention) *content.Country {
	at := slices.IndexFunc(m.countries, func(c *content.Country) bool { return c.Key == "US" })
	if at < 0 || m.first != m.last {
		return nil
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
