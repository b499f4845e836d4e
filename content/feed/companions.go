package feed

import (
	"slices"

	"prayerbot/content"
)

// companions tell of a mention what the other mentions of its item are.
type companions struct{ wordReader }

// otherLocated tells whether another country of the title is where it happens.
func (j companions) otherLocated(self int) bool {
	mine := j.title.mentions[self].countries[0]
	for i := range j.title.mentions {
		m := &j.title.mentions[i]
		if i != self && m.countries[0] != mine && (j.role(&j.title, m.first-1)&located != 0 && !j.atBorder(i) || j.leads(m)) {
			return true
		}
	}
	return false
}

// otherPlain tells whether the title names another country, or the people of one
// where the church is known to suffer.
func (j companions) otherPlain(self int) bool {
	mine := j.title.mentions[self].countries[0]
	for i := range j.title.mentions {
		m := &j.title.mentions[i]
		c := m.countries[0]
		if i != self && c != mine && !voice(c) && (m.kind == name || c.Rank > 0 && m.kind != group) {
			return true
		}
	}
	return j.otherLocated(self)
}

// otherPlace tells whether the title names another country, or a place in one.
func (j companions) otherPlace(self int) bool {
	mine := j.title.mentions[self].countries[0]
	return slices.ContainsFunc(j.title.mentions, func(m mention) bool {
		return m.countries[0] != mine && !voice(m.countries[0]) && (m.kind == name || m.kind == place)
	})
}

// besideUnfree tells whether the title names another country, or a place in one, where
// the church is known to suffer.
func (j companions) besideUnfree(self int) bool {
	mine := j.title.mentions[self].countries[0]
	return slices.ContainsFunc(j.title.mentions, func(m mention) bool {
		return (m.kind == name || m.kind == place) && m.countries[0] != mine && !free(m.countries[0])
	})
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

// seatElsewhere tells whether an authority of another country is named: "German
// court lets Iranian convert stay".
func (j companions) seatElsewhere(self int) bool {
	for i := range j.title.mentions {
		m := &j.title.mentions[i]
		judges := j.role(&j.title, m.last+1) | j.role(&j.title, m.first-2)
		if i != self && m.countries[0] != j.title.mentions[self].countries[0] && judges&seat != 0 {
			return true
		}
	}
	return false
}

// actsFirst tells whether the title begins with another country, or a place in
// one, that does something to those of this one: "Maldives deports Indian teacher".
func (j companions) actsFirst(self int) bool {
	m, first := &j.title.mentions[self], &j.title.mentions[0]
	return self > 0 && first.first == 0 && (first.kind == name || first.kind == place) && first.countries[0] != m.countries[0] && m.first > first.last+1
}

// beginsWithOther tells whether the text begins with a country where the church
// is known to suffer, or with any where this one's voice is heard everywhere, and
// not with this one.
func (j companions) beginsWithOther(c *content.Country) bool {
	other := false
	for i := range j.text.mentions {
		m := &j.text.mentions[i]
		if int(j.text.tokens[m.first].begin) > begins || m.either || m.kind == group {
			continue
		}
		if m.kind != people && m.countries[0] == c {
			return false
		}
		other = other || m.countries[0].Rank > 0 || voice(c) && !voice(m.countries[0])
	}
	return other
}

// otherSettled tells whether a thing of a place is another people's in the title:
// "Filipino nurses keep Icelandic parish alive".
func (j companions) otherSettled(self int) bool {
	mine := j.title.mentions[self].countries[0]
	return slices.ContainsFunc(j.title.mentions, func(m mention) bool {
		return m.kind == people && m.countries[0] != mine && !voice(m.countries[0]) && j.role(&j.title, m.last+1)&(settled|scene) != 0 && j.role(&j.title, m.last+1)&office == 0
	})
}
