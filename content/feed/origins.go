package feed

import (
	"slices"

	"prayerbot/content"
)

// past is what a mention counts for that is only of somebody's past: "born in Syria",
// "former ambassador to Iraq"; 1 where it is not.
func (j wordReader) past(p *passage, m *mention) float64 {
	link := m.first - 1
	if link < 1 || p.tokens[m.first].sep != sepNone || p.tokens[link].end-p.tokens[link].begin > longestLink {
		return 1
	}
	switch before := j.role(p, link-1); {
	case before&birth != 0 && (link == 1 || p.tokens[link-1].sep == sepComma):
		return asOfOld // "Born in Syria, raised in Sweden: ..."
	case before&birth != 0, before&post != 0 && j.formerly(p, link-1):
		return asOrigin
	}
	return 1
}

// longestLink is how many letters the word has that joins a place to "born": in, of, to.
const longestLink = 4

// formerly tells whether a word before a post says that somebody has it no longer.
func (j wordReader) formerly(p *passage, at int) bool {
	for i := max(0, at-nearby); i < at; i++ {
		if j.role(p, i)&once != 0 {
			return true
		}
	}
	return false
}

// madeHome tells whether a people of the title lives in a free country of which the
// story is: "Syrian pastor's church grows in Leipzig". Of those who fled, and of a
// country that the text names, both countries are told.
func (j originJudge) madeHome(i int) bool {
	m := &j.title.mentions[i]
	if j.ofTown(i) {
		return true
	}
	adjective := m.kind == people || m.kind == group
	if !adjective || free(m.countries[0]) || j.plural(m) || j.behind(&j.title, i)&(uprooted|located) != 0 {
		return false
	}
	return !j.told(m.countries[0]) && j.freelyLocated(i, len(j.title.mentions))
}

// ofTown tells whether a people of the title is that of a town in a free country: "Copts
// of Paris".
func (j originJudge) ofTown(i int) bool {
	m := &j.title.mentions[i]
	if i+1 >= len(j.title.mentions) || m.kind != people && m.kind != group || free(m.countries[0]) {
		return false
	}
	next := &j.title.mentions[i+1]
	return next.kind == place && free(next.countries[0]) && next.first == m.last+2 && j.role(&j.title, m.last+1)&belongs != 0
}

// atBorder tells whether a country of the title only names a border: "stopped at Nepal
// border".
func (j wordReader) atBorder(i int) bool {
	m := &j.title.mentions[i]
	return len(j.title.mentions) > 1 && j.role(&j.title, m.last+1)&borders != 0 && j.role(&j.title, m.first-1)&located != 0
}

// cameFrom tells whether a country of the title is only where somebody in another one
// is from: "Deacon stabbed in Lyon: a Chaldean from Iraq".
func (j originJudge) cameFrom(i int) bool {
	m := &j.title.mentions[i]
	return j.role(&j.title, m.first-1)&comes != 0 && !j.told(m.countries[0]) && j.freelyLocated(i, i)
}

// free tells whether a country is none where the church is known to suffer.
func free(c *content.Country) bool { return c.Rank == 0 && !c.Listed() }

// plural tells whether a people is called by a noun in the plural: "Iranians".
func (j wordReader) plural(m *mention) bool {
	return j.title.text[j.title.tokens[m.last].end-1] == 's'
}

// told tells whether the text names a country, or a place in it, other than as where
// somebody is from: "Lagos-born", "a woman from Negombo".
func (j companions) told(c *content.Country) bool {
	for i := range j.text.mentions {
		m := &j.text.mentions[i]
		plain := (m.kind == name || m.kind == place) && m.countries[0] == c
		if plain && !j.joined(&j.text, m) && j.before(&j.text, i)&comes == 0 && j.past(&j.text, m) == 1 {
			return true
		}
	}
	return false
}

// seats are cities in which those of every country speak.
var seats = []string{"London", "Rome", "Vatican City", "Brussels", "Geneva", "New York", "Strasbourg", "Washington"}

// seat tells whether a mention is such a city.
func (j *scorer) seat(m *mention) bool { return slices.Contains(seats, j.nameOf(m)) }

// freelyLocated tells whether one of the first mentions of the title is a place in a
// free country, other than that of a mention, where it happens.
func (j companions) freelyLocated(self, until int) bool {
	for k := range j.title.mentions[:until] {
		m := &j.title.mentions[k]
		c := m.countries[0]
		if k == self || !free(c) || m.kind != place && (m.kind != name || voice(c)) || j.role(&j.title, m.first-1)&located == 0 {
			continue
		}
		if !j.seat(m) {
			return true
		}
	}
	return false
}

// banished tells whether a place of the title is only where somebody lives who may not
// be at home: "Exiled Nicaraguan bishop ordains in Seville".
func (j originJudge) banished(i int) bool {
	m := &j.title.mentions[i]
	if !free(m.countries[0]) || !slices.ContainsFunc(j.title.mentions, func(o mention) bool { return !free(o.countries[0]) }) {
		return false
	}
	return slices.ContainsFunc(j.title.tokens[:m.first], func(t token) bool { return j.roles[t.id]&banned != 0 })
}

// venue tells whether a place of the title is only where those of another country meet:
// "Armenian bishops meet in Austria".
func (j originJudge) venue(i int) bool {
	m := &j.title.mentions[i]
	if i == 0 || !free(m.countries[0]) || j.role(&j.title, m.first-1)&located == 0 || j.role(&j.title, m.first-2)&meets == 0 {
		return false
	}
	other := j.title.mentions[0].countries[0]
	return other != m.countries[0] && (!free(other) || j.told(other))
}

// besideUnfree tells whether the title names another country, or a place in one, where
// the church is known to suffer.
func (j companions) besideUnfree(self int) bool {
	mine := j.title.mentions[self].countries[0]
	return slices.ContainsFunc(j.title.mentions, func(m mention) bool {
		return (m.kind == name || m.kind == place) && m.countries[0] != mine && !free(m.countries[0])
	})
}
