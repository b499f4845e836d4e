package feed

import "slices"

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

// goes is how many words before "to" may say that somebody goes.
const goes = 4

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
var bodies = []string{"Geneva", "Brussels", "Strasbourg", "New York", "Vatican City", "The Hague", "Hague", "Genf", "Straßburg", "Den Haag", "Genève", "La Haye", "Bruxelles", "Ginebra", "Estrasburgo", "La Haya", "Ginevra", "Strasburgo", "L'Aia", "Genebra", "Haia", "Luxembourg"}

// oneOf tells whether a people of the text is only what somebody is: "Brother Andrew, a
// Dutchman, founded it", "who is Austrian".
func (j wordReader) oneOf(m *mention) bool {
	if m.kind != people || m.countries[0].Rank > 0 {
		return false
	}
	return j.role(&j.text, m.first-1)&is != 0 && (m.last+1 >= len(j.text.tokens) || j.text.tokens[m.last+1].sep.breaks())
}
