package feed

import (
	"slices"

	"prayerbot/content"
)

// asTitled makes a mention of a text's beginning count as one of the title.
const asTitled = inTitle / inBegin

// churches are the peoples of which many live abroad and are called after their church:
// of them the land that they are from is not told, wherever they fled from.
var churches = []string{"Copt", "Copts", "Coptic", "Chaldean", "Chaldeans", "Assyrian", "Assyrians", "Maronite", "Maronites", "Armenian"}

// An exileJudge tells of those who fled or were deported, of whom both countries are told.
type exileJudge struct{ companions }

// fled tells whether a people of the title is one that fled to another country: "Karen
// refugees", "Rohingya Christians attacked in Cox's Bazar", where the text tells of
// refugees.
func (j exileJudge) fled(i int) bool {
	m := &j.title.mentions[i]
	if (j.behind(&j.title, i)|j.role(&j.title, m.last))&fled != 0 {
		return true
	}
	return m.kind == group && !free(m.countries[0]) && !slices.Contains(churches, j.nameOf(m)) && j.tellsOfFlight() && (j.otherPlace(i) || flees(&j.title))
}

// tellsOfFlight tells whether the item has a word of those who flee.
func (j exileJudge) tellsOfFlight() bool { return flees(&j.title) || flees(&j.text) }

// flees tells whether a passage has a word of those who flee or where they go.
func flees(p *passage) bool { return hasRole(p, fled|haven|flight) }

// deported tells whether those of a country of the title are sent back to it, or it sends
// them: "Haitian pastors deported from Dominican Republic".
func (j exileJudge) deported(i int) bool {
	from := slices.IndexFunc(j.title.mentions, func(m mention) bool {
		return j.role(&j.title, m.first-1)&comes != 0 && j.role(&j.title, m.first-2)&deports != 0
	})
	if from < 1 {
		return false
	}
	m := &j.title.mentions[i]
	return i == from || i < from && (m.kind == people || m.kind == group) && j.behind(&j.title, i)&abroad == 0
}

// host tells whether a country of the text is where a people of the title fled: "waded
// across the river into Thailand".
func (j exileJudge) host(i int) bool {
	m := &j.text.mentions[i]
	if m.kind == group || m.kind == people || j.role(&j.text, m.first-1)&(enters|toward) == 0 {
		return false
	}
	return flees(&j.title) && slices.ContainsFunc(j.title.mentions, func(o mention) bool { return !free(o.countries[0]) })
}

// several tells whether the title says of how many countries it is, so that those of the
// text are they: "Bishops of three countries condemn violence".
func (j exileJudge) several() bool {
	for at := range j.title.tokens {
		if j.role(&j.title, at)&several != 0 && j.role(&j.title, at+1)&nations != 0 {
			return true
		}
	}
	return false
}

// meantByTitle tells whether a people of the text is that of whom the title only says that
// they are migrants or the like: "Ethiopian migrants were praying".
func (j exileJudge) meantByTitle(m *mention) bool {
	return m.kind == people && j.role(&j.text, m.last+1)&fled != 0 && hasRole(&j.title, fled) &&
		!slices.ContainsFunc(j.title.mentions, func(o mention) bool { return o.kind == people || o.kind == group })
}

// ofChurch tells whether a people of the title is only what a church is called, of which
// the text tells that it stands in another country: "Armenian church in Van", of Turkey.
func (j exileJudge) ofChurch(i int) bool {
	m := &j.title.mentions[i]
	if m.kind != people || !slices.Contains(churches, j.nameOf(m)) || j.role(&j.title, m.last+1)&settled == 0 || len(j.text.mentions) == 0 {
		return false
	}
	first := &j.text.mentions[0]
	return first.kind != group && !free(first.countries[0]) && !slices.ContainsFunc(j.text.mentions, func(o mention) bool { return o.countries[0] == m.countries[0] })
}

// churchAbroad tells whether the title tells of those in a free country who are called after
// a church of a country: "Copts in Stuttgart".
func (j exileJudge) churchAbroad(c *content.Country) bool {
	return slices.ContainsFunc(j.title.mentions, func(m mention) bool {
		return m.countries[0] == c && slices.Contains(churches, j.nameOf(&m))
	}) && j.freelyLocated(-1, len(j.title.mentions))
}
