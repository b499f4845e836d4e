package feed

import (
	"slices"

	"prayerbot/content"
)

// before is what the word before a mention does; of the second of two that "and" or a
// comma joins, the word before the first: "from Iran and Pakistan".
func (j wordReader) before(p *passage, i int) role {
	for i > 0 && j.coordinated(p, i) {
		i--
	}
	return j.role(p, p.mentions[i].first-1)
}

// behind is what the word behind a mention does; of the first of two that are joined,
// the word behind the second: "Nigerian and Ghanaian evangelists".
func (j wordReader) behind(p *passage, i int) role {
	for i+1 < len(p.mentions) && j.coordinated(p, i+1) {
		i++
	}
	return j.role(p, p.mentions[i].last+1)
}

// coordinated tells whether only "and" or a comma stands between a mention and the one
// before it.
func (j wordReader) coordinated(p *passage, i int) bool {
	last, m := &p.mentions[i-1], &p.mentions[i]
	switch gap := m.first - last.last - 1; gap {
	case 0:
		return p.tokens[m.first].sep == sepComma
	case 1:
		return j.role(p, m.first-1)&conjoins != 0
	}
	return false
}

// leaves tells whether a country is only where somebody came from who is elsewhere now:
// "deported from Iran", "crossed from Somalia into Mandera".
func (j wordReader) leaves(p *passage, i int) bool {
	if j.before(p, i)&comes == 0 {
		return false
	}
	for i > 0 && j.coordinated(p, i) {
		i--
	}
	at := p.mentions[i].first - 2
	if at >= 0 && j.role(p, at)&(moves|expels) != 0 {
		return true
	}
	next := i + 1
	return next < len(p.mentions) && j.role(p, p.mentions[next].first-1)&enters != 0 && p.mentions[next].first-p.mentions[i].last <= goes
}

// resides tells whether a place of the text is only where an organisation sits: "a
// charity based in Britain", "an agency in Milan".
func (j wordReader) resides(m *mention) bool {
	if m.first < 2 || j.role(&j.text, m.first-1)&located == 0 {
		return false
	}
	return j.role(&j.text, m.first-2)&sits != 0 || slices.Contains(bodies, j.nameOf(m))
}

// bodies are the cities of which a text mostly tells that the bodies of the world or of
// Europe meet there.
var bodies = []string{"Geneva", "Brussels", "Strasbourg", "New York", "Vatican City"}

// oneOf tells whether a people of the text is only what somebody is: "Brother Andrew, a
// Dutchman, founded it", "who is Austrian".
func (j wordReader) oneOf(m *mention) bool {
	if m.kind != people || m.countries[0].Rank > 0 {
		return false
	}
	return j.role(&j.text, m.first-1)&is != 0 && (m.last+1 >= len(j.text.tokens) || j.text.tokens[m.last+1].sep.breaks())
}

// asLater is what a country counts for that a text names behind the one it is of.
const asLater = 0.4

// dampenLater makes those countries of the text's beginning count less that stand
// behind the one which it is of, where the title names none: what comes later is who
// helps, warns or is compared.
func (j mentionWeigher) dampenLater() {
	if slices.ContainsFunc(j.title.mentions, func(m mention) bool { return m.kind != group && m.factor > asSpeaker }) {
		return
	}
	first := j.mainOfText()
	if first < 0 {
		return
	}
	main := j.text.mentions[first].countries
	joins := true
	for i := first + 1; i < len(j.text.mentions); i++ {
		m := &j.text.mentions[i]
		joins = joins && j.coordinated(&j.text, i)
		if !joins && !sharesOne(main, m.countries) && (m.kind == people || m.countries[0].Rank == 0 || main[0].Rank > 0) {
			m.factor *= asLater
		}
	}
}

// mainOfText is the mention of the text that names its country first; -1 where none
// does. Those do not count that speak everywhere or only speak here.
func (j mentionWeigher) mainOfText() int {
	dateline := dateline(j.text.text)
	return slices.IndexFunc(j.text.mentions, func(m mention) bool {
		return int(j.text.tokens[m.first].begin) >= dateline && m.kind != group && m.factor > 0.5 && !voice(m.countries[0]) && !j.speakers.speaksInText(&m)
	})
}

// speaksInText tells whether a verb such as "urges" stands right behind a country.
func (j speakerJudge) speaksInText(m *mention) bool {
	for at := m.last + 1; at <= m.last+2; at++ {
		if j.role(&j.text, at)&speaks != 0 {
			return true
		}
	}
	return false
}

func sharesOne(a, b []*content.Country) bool {
	return slices.ContainsFunc(a, func(c *content.Country) bool { return slices.Contains(b, c) })
}
