package feed

import (
	"slices"

	"prayerbot/content"
)

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

func sharesOne(a, b []*content.Country) bool {
	return slices.ContainsFunc(a, func(c *content.Country) bool { return slices.Contains(b, c) })
}
