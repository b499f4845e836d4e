package feed

import (
	"slices"

	"prayerbot/content"
)

// What a mention counts for where it is not what the story is about.
const (
	asSpeaker = 0.25 // "Germany urges Iran"
	asOrigin  = 0.12 // "German missionary kidnapped in Niger"
	asJoined  = 0.13 // "US-based"
	asPlace   = 1.2  // "in Iran"
	besides   = 0.4  // in a title that another country leads
	asVoice   = 0.3  // the countries whose voice is heard everywhere
	asOfOld   = 0.1  // "Israel came out of Egypt"
)

// voice tells whether a country speaks of others more than it is spoken of here.
func voice(c *content.Country) bool {
	switch c.Key {
	case "US", "GB", "VA", "BE", "CH":
		return true
	}
	return false
}

// A wordReader tells what the words beside a mention do to it.
type wordReader struct{ *scorer }

// companions tell of a mention what the other mentions of its item are.
type companions struct{ wordReader }

// An originJudge tells whether a country is only where somebody comes from, goes or meets.
type originJudge struct{ companions }

// A speakerJudge tells whether a country is only who speaks of another.
type speakerJudge struct{ wordReader }

// A subjectJudge tells of what kind an item is as a whole.
type subjectJudge struct{ wordReader }

// A mentionWeigher says what each mention of an item counts for.
type mentionWeigher struct {
	originJudge
	speakers speakerJudge
	subject  subjectJudge
}

func weigherOf(s *scorer) mentionWeigher {
	words := wordReader{s}
	return mentionWeigher{originJudge{companions{words}}, speakerJudge{words}, subjectJudge{words}}
}

// setFactors sets the factors of the mentions.
func (j mentionWeigher) setFactors() {
	led := false
	for i := range j.title.mentions {
		m := &j.title.mentions[i]
		led = led || j.leads(m) && !voice(m.countries[0])
	}
	for i := range j.title.mentions {
		m := &j.title.mentions[i]
		m.factor = j.inTitle(i)
		m.fled = (j.behind(&j.title, i)|j.role(&j.title, m.last))&fled != 0
		if j.holds(m) {
			m.factor = 1
		} else if led && !j.leads(m) {
			m.factor *= besides
		}
	}
	for i := range j.text.mentions {
		j.text.mentions[i].factor = j.inText(i)
	}
	j.dampenLater()
	if j.subject.lesson() {
		dampen(j.title.mentions)
		dampen(j.text.mentions)
	}
	if j.subject.game() {
		j.title.mentions, j.text.mentions = nil, nil
	}
}

// inTitle is the factor of a mention of the title.
func (j mentionWeigher) inTitle(i int) float64 {
	m := &j.title.mentions[i]
	before := j.before(&j.title, i)
	other := j.otherLocated(i)
	switch {
	case j.joined(&j.title, m):
		return asJoined
	case !j.leads(m) && j.speakers.speaks(i), j.speakers.closes(i):
		return asSpeaker
	case j.past(&j.title, m) < 1:
		return j.past(&j.title, m)
	case j.onlyOrigin(i, other), other && before&comes != 0 && m.countries[0].Rank == 0,
		j.madeHome(i), j.cameFrom(i), other && j.leaves(&j.title, i), j.venue(i), j.atBorder(i), i > 0 && before&thank != 0, before&located != 0 && j.banished(i):
		return asOrigin
	case j.onlyGoal(i), m.kind == group && voice(m.countries[0]) && before&(partner|comes) != 0:
		return asOfOld // "a standoff with Washington" is another country's
	case before&located != 0:
		return asPlace
	}
	return 1
}

// inText is the factor of a mention of the text.
func (j mentionWeigher) inText(i int) float64 {
	m := &j.text.mentions[i]
	switch {
	case j.joined(&j.text, m):
		return asJoined
	case m.kind == people && m.countries[0].Rank == 0 && j.role(&j.text, m.last+1)&abroad != 0,
		m.countries[0].Rank == 0 && j.before(&j.text, i)&comes != 0, j.neighbour(i), j.leaves(&j.text, i), j.resides(m), j.oneOf(m):
		return asOrigin
	}
	return j.past(&j.text, m)
}

// neighbour tells whether a mention of the text is only what lies beyond a border:
// "near the border with Mali".
func (j mentionWeigher) neighbour(i int) bool {
	for i > 0 && j.coordinated(&j.text, i) {
		i--
	}
	m := &j.text.mentions[i]
	for at := max(0, m.first-nearby); at < m.first; at++ {
		if j.role(&j.text, at)&borders != 0 {
			return true
		}
	}
	return false
}

// nearby is how many words before a name may say that it lies beyond a border.
const nearby = 3

// lesson tells whether an item is a lesson from the Bible: two of its words or
// phrases say so.
func (j subjectJudge) lesson() bool {
	signs := j.title.ofOld + j.text.ofOld
	for _, p := range []*passage{&j.title, &j.text} {
		for at, t := range p.tokens {
			if j.roles[t.id]&bible != 0 {
				signs++
			}
			if j.roles[t.id]&book != 0 && (at+1 < len(p.tokens) && digit(p.text[p.tokens[at+1].begin]) || j.bookOf(p, at)) {
				signs += 2 // "Exodus 19" is enough
			}
		}
	}
	return signs >= 2
}

// bookOf tells whether a name stands behind "book of".
func (j subjectJudge) bookOf(p *passage, at int) bool {
	return at > 1 && j.role(p, at-1)&belongs != 0 && p.folded(at-2) == "book"
}

// holds tells whether a people of the title holds a place there: "Russian soldiers in
// occupied Melitopol".
func (j mentionWeigher) holds(m *mention) bool {
	return m.kind == people && slices.ContainsFunc(j.title.tokens, func(t token) bool { return j.roles[t.id]&seized != 0 })
}

// dampen makes the lands of the Bible count for little.
func dampen(mentions []mention) {
	for i := range mentions {
		switch m := &mentions[i]; m.countries[0].Key {
		case "IL", "EG", "PS", "JO":
			m.factor *= asOfOld
		}
	}
}

// onlyOrigin tells whether a people in the title is only where somebody comes
// from: "Polish cleric freed", where the story is of Cameroon.
func (j originJudge) onlyOrigin(i int, otherLocated bool) bool {
	m := &j.title.mentions[i]
	if m.kind != people {
		return false
	}
	next := j.behind(&j.title, i)
	away := next&abroad != 0
	switch {
	case next&seat != 0:
		return false
	case next&(abroad|joining|office) != 0 && j.seatElsewhere(i):
		return true
	}
	if m.countries[0].Rank > 0 {
		return away && (otherLocated || j.actsFirst(i))
	}
	away = away || next&office != 0
	return (!j.told(m.countries[0]) || j.besideUnfree(i)) && (j.otherPlain(i) || away && (j.otherPlace(i) || j.actsFirst(i) || j.beginsWithOther(m.countries[0])))
}

// onlyGoal tells whether a country or place is only where somebody goes: "freed in
// Hanoi and flown to Frankfurt".
func (j originJudge) onlyGoal(i int) bool {
	m := &j.title.mentions[i]
	if m.countries[0].Rank > 0 || m.first < 2 {
		return false
	}
	link, before := j.role(&j.title, m.first-1), j.role(&j.title, m.first-2)
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

// goes is how many words before "to" may say that somebody goes.
const goes = 4

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

// role is what a word of a passage does; none beyond its ends.
func (j wordReader) role(p *passage, i int) role {
	if i < 0 || i >= len(p.tokens) {
		return 0
	}
	return j.roles[p.tokens[i].id]
}

// joined tells whether a mention is only the first half of a word such as
// "US-based".
func (j wordReader) joined(p *passage, m *mention) bool {
	next := m.last + 1
	return next < len(p.tokens) && p.tokens[next].sep == sepHyphen && j.role(p, next)&joined != 0
}

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

// dropTowns takes out what stands before a state of the USA and so is a town
// there: "Cairo, Illinois".
func (j *scorer) dropTowns(p *passage) {
	kept := p.mentions[:0]
	for i, m := range p.mentions {
		if i+1 < len(p.mentions) && p.town(m, p.mentions[i+1]) {
			continue
		}
		kept = append(kept, m)
	}
	p.mentions = kept
}

// town tells whether the next mention is a state right behind a comma, with
// nothing joined to it: in "freed in Iran, Texas pastor says" it is not.
func (p *passage) town(m, next mention) bool {
	if next.first != m.last+1 || p.tokens[next.first].sep != sepComma || m.countries[0].Key == "US" {
		return false
	}
	if next.kind != abbr && (next.kind != place || next.countries[0].Key != "US") {
		return false
	}
	after := next.last + 1
	return after >= len(p.tokens) || p.tokens[after].sep.breaks()
}
