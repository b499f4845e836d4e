package feed

import (
	"slices"

	"prayerbot/content"
)

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

// cameFrom tells whether a country of the title is only where somebody in another one
// is from: "Deacon stabbed in Lyon: a Chaldean from Iraq".
func (j originJudge) cameFrom(i int) bool {
	m := &j.title.mentions[i]
	return j.role(&j.title, m.first-1)&comes != 0 && !j.told(m.countries[0]) && j.freelyLocated(i, i)
}

// free tells whether a country is none where the church is known to suffer.
func free(c *content.Country) bool { return c.Rank == 0 && !c.Listed() }

// seats are cities in which those of every country speak.
var seats = []string{"London", "Rome", "Vatican City", "Brussels", "Geneva", "New York", "Strasbourg", "Washington"}

// seat tells whether a mention is such a city.
func (j *scorer) seat(m *mention) bool { return slices.Contains(seats, j.nameOf(m)) }

// forum tells whether a city of the title is only where a body of the world or of Europe
// sits: "Pastor's case raised at UN in Geneva", "The Hague hears survivors", "Exiled bishop
// tells Strasbourg".
func (j originJudge) forum(i int) bool {
	m := &j.title.mentions[i]
	if m.kind != place || !slices.Contains(bodies, j.nameOf(m)) {
		return false
	}
	return hasRole(&j.title, worldBody) || j.role(&j.title, m.last+1)&speaks != 0 || j.role(&j.title, m.first-1)&audience != 0
}

// banished tells whether a place of the title is only where somebody lives who may not
// be at home: "Exiled Nicaraguan bishop ordains in Seville".
func (j originJudge) banished(i int) bool {
	m := &j.title.mentions[i]
	if !free(m.countries[0]) || !slices.ContainsFunc(j.title.mentions, func(o mention) bool { return !free(o.countries[0]) }) {
		return false
	}
	several := slices.ContainsFunc(j.title.mentions[:i], func(o mention) bool {
		next := o.last + 1
		return j.role(&j.title, next)&(office|uprooted|scene) != 0 && j.title.text[j.title.tokens[next].end-1] == 's'
	}) // "Exiled Nicaraguan priests find parishes in Costa Rica": many have a home there
	return !several && slices.ContainsFunc(j.title.tokens[:m.first], func(t token) bool { return t.role&banned != 0 })
}

// venue tells whether a place of the title is only where those of another country meet:
// "Armenian bishops meet in Austria".
func (j originJudge) venue(i int) bool {
	m := &j.title.mentions[i]
	if i == 0 || !free(m.countries[0]) || j.role(&j.title, m.first-1)&located == 0 || !j.meet(m.first-2) {
		return false
	}
	other := j.title.mentions[0].countries[0]
	return other != m.countries[0] && (!free(other) || j.told(other))
}

// An originJudge tells whether a country is only where somebody comes from, goes or meets.
type originJudge struct{ companions }

// onlyOrigin tells whether a people in the title is only where somebody comes
// from: "Polish cleric freed", where the story is of Cameroon.
func (j originJudge) onlyOrigin(i int, otherLocated bool) bool {
	m := &j.title.mentions[i]
	if m.kind != people || m.none {
		return false
	}
	next := j.behind(&j.title, i)
	away := next&abroad != 0
	switch {
	case next&seat != 0, j.before(&j.title, i)&located != 0:
		return false // "in Malaysian plantation"
	case next&(abroad|joining|office) != 0 && j.seatElsewhere(i):
		return true
	}
	if m.countries[0].Rank > 0 {
		return away && (otherLocated || j.actsFirst(i))
	}
	away = away || next&office != 0
	return (!j.told(m.countries[0]) || j.besideUnfree(i)) && (j.otherPlain(i) || away && j.otherSettled(i) || away && (j.otherPlace(i) || j.actsFirst(i) || j.beginsWithOther(m.countries[0])))
}

// onlyGoal tells whether a country or place is only where somebody goes: "freed in
// Hanoi and flown to Frankfurt".
func (j originJudge) onlyGoal(i int) bool {
	m := &j.title.mentions[i]
	if m.first < 2 {
		return false
	}
	link, before := j.role(&j.title, m.first-1), j.role(&j.title, m.first-2)
	if i > 0 && link&partner != 0 && before&ties != 0 {
		return true // "cuts ties with Moscow"
	}
	if m.countries[0].Rank > 0 {
		return false
	}
	if link&located != 0 && before&haven != 0 || j.behind(&j.title, i)&ties != 0 && i > 0 {
		return true
	}
	if link&(toward|cause) == 0 || i == 0 || j.title.mentions[i-1].countries[0] == m.countries[0] || j.title.mentions[i-1].kind == group {
		return false
	}
	for at := max(0, m.first-1-goes); at < m.first-1; at++ {
		if r := j.role(&j.title, at); r&moves != 0 && link&toward != 0 || r&parts != 0 && link&cause != 0 {
			return true
		}
	}
	return false
}

// aims tells whether only the arms are a country's that strike another one of the title:
// "Russian missiles damage Odesa cathedral".
func (j originJudge) aims(i int) bool {
	m := &j.title.mentions[i]
	next := j.role(&j.title, m.last+1)
	return (m.kind == people || m.kind == name) && next&arms != 0 && j.otherPlace(i)
}

// listens tells whether a country is only that of the court or parliament to which
// somebody of another one speaks: "Uyghur tells Paris court of camp".
func (j originJudge) listens(i int) bool {
	m := &j.title.mentions[i]
	return i > 0 && free(m.countries[0]) && j.role(&j.title, m.first-1)&audience != 0 && j.title.mentions[i-1].countries[0] != m.countries[0]
}

// meet tells whether a word of those who meet stands within a few words up to one of the
// title: "Nigerian bishops meet Macron in Paris".
func (j originJudge) meet(last int) bool {
	for at := max(0, last-goes); at <= last; at++ {
		if j.role(&j.title, at)&meets != 0 {
			return true
		}
	}
	return false
}
