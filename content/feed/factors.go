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

// A mentionWeigher says what each mention of an item counts for.
type mentionWeigher struct {
	originJudge
	exiles   exileJudge
	speakers speakerJudge
	subject  subjectJudge
}

func weigherOf(s *scorer) mentionWeigher {
	words := wordReader{s}
	return mentionWeigher{originJudge{companions{words}}, exileJudge{companions{words}}, speakerJudge{words}, subjectJudge{words}}
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
		m.fled = j.exiles.fled(i)
		m.paired = j.paired(i)
		if m.firm = j.exiles.deported(i); m.firm || j.holds(m) {
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
	if j.subject.game() || j.subject.explains() {
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
	case j.forum(i):
		return asOfOld
	case !j.leads(m) && j.speakers.speaks(i), j.speakers.closes(i):
		return asSpeaker
	case m.kind == people && j.role(&j.title, m.first-1)&banned != 0:
		return 1 // "grants citizenship to exiled Nicaraguan priest"
	case j.exiles.ofChurch(i), j.aims(i), j.listens(i), i > 0 && j.role(&j.title, m.first-1)&beaten != 0 && j.role(&j.title, m.first-2)&wins != 0:
		return asOrigin
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
	case m.kind == name && j.exiles.several(), j.exiles.host(i), j.exiles.meantByTitle(m):
		return asTitled
	case m.kind == people && m.countries[0].Rank == 0 && j.role(&j.text, m.last+1)&abroad != 0,
		m.countries[0].Rank == 0 && j.before(&j.text, i)&comes != 0, j.neighbour(i), j.leaves(&j.text, i), j.resides(m), j.oneOf(m),
		j.before(&j.text, i)&comes != 0 && j.exiles.churchAbroad(m.countries[0]):
		return asOrigin
	}
	return j.past(&j.text, m)
}

// holds tells whether a people of the title holds a place there: "Russian soldiers in
// occupied Melitopol".
func (j mentionWeigher) holds(m *mention) bool {
	return m.kind == people && slices.ContainsFunc(j.title.tokens, func(t token) bool { return t.role&seized != 0 })
}

// paired tells whether a mention of the title is a person or movement of one country that
// "and" joins to one of another: "Kagame and Tshisekedi".
func (j mentionWeigher) paired(i int) bool {
	all := j.title.mentions
	joins := func(k int) bool {
		return k > 0 && k < len(all) && all[k-1].kind == group && all[k].kind == group && !sharesOne(all[k-1].countries, all[k].countries) && j.coordinated(&j.title, k)
	}
	return joins(i) || joins(i+1)
}
