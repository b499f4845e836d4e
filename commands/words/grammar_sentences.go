package words

import (
	"maps"
	"slices"
)

// readSentences reads what is looked for within whole sentences. Its forms are taken apart
// as what is typed is, and their words stay unknown to the other tables.
func (g *grammar) readSentences(t grammarTables) {
	g.asks = table{}
	g.askLines = slices.Sorted(maps.Keys(t.Asks))
	for i, line := range g.askLines {
		g.asks.add(g.wordForms(t.Asks[line], i)...)
	}
	g.small, g.here = tableOf(g.wordForms(t.Small, 0)), tableOf(g.wordForms(t.Here, 0))
	g.hereAfter, g.forBehind = tableOf(g.wordForms(t.HereAfter, 0)), tableOf(g.wordForms(t.ForBehind, 0))
	g.only = tableOf(g.wordForms(t.Only, 0))
	g.notAt, g.notAtAfter = tableOf(g.wordForms(t.NotAt, 0)), tableOf(g.wordForms(t.NotAtAfter, 0))
}

// wordForms are forms of words alone, each taken apart as what is typed is.
func (g *grammar) wordForms(texts []string, value int) []form {
	var all []form
	for _, text := range texts {
		f := form{value: value, plain: true}
		for i, t := range g.matcher(Plain(g.namesApart(text))).tokens {
			t.joined = t.joined && i > 0 && kindOf(firstRune(t.text)) == signRune
			f.parts = append(f.parts, formPart{token: t})
		}
		if len(f.parts) > 0 {
			all = append(all, f)
		}
	}
	return all
}
