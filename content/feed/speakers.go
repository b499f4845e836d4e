package feed

// speaks tells whether a mention of the title is the one that urges or condemns
// what comes behind it, or gathers for it: "Vancouver church holds vigil for China".
func (j speakerJudge) speaks(i int) bool {
	if i+1 == len(j.title.mentions) {
		return false
	}
	m, next := &j.title.mentions[i], &j.title.mentions[i+1]
	prays := false
	for at := m.last + 1; at < next.first && at <= m.last+5; at++ {
		r := j.role(&j.title, at)
		if r&speaks != 0 && !j.turned(at) && j.role(&j.title, at+1)&located == 0 || prays && r&cause != 0 || j.helps(at) {
			return true
		}
		prays = prays || r&gathers != 0
	}
	return false
}

// turned tells whether a verb begins the last part of the title, so that who speaks
// stands behind it: "..., say churches in Germany".
func (j speakerJudge) turned(at int) bool {
	commas := 0
	for _, t := range j.title.tokens {
		if t.sep == sepComma {
			commas++
		}
	}
	return j.title.tokens[at].sep == sepComma && commas == 1
}

// closes tells whether a mention belongs to who says what stands before: "..., say
// churches in Germany", "..., German bishop says".
func (j speakerJudge) closes(i int) bool {
	m := &j.title.mentions[i]
	if i == 0 || j.title.mentions[i-1].countries[0] == m.countries[0] {
		return false
	}
	for at := max(1, m.first-clause); at < m.first; at++ {
		if j.role(&j.title, at)&speaks != 0 && j.turned(at) {
			return true
		}
	}
	end := len(j.title.tokens) - 1
	return end-m.last <= clause && j.role(&j.title, end)&speaks != 0 && j.afterComma(m)
}

// clause is how many words may stand between who speaks and the verb.
const clause = 4

// afterComma tells whether a comma stands before a mention, or a word or two before it.
func (j speakerJudge) afterComma(m *mention) bool {
	for at := max(0, m.first-2); at <= m.first; at++ {
		if j.title.tokens[at].sep == sepComma {
			return true
		}
	}
	return false
}

// A speakerJudge tells whether a country is only who speaks of another.
type speakerJudge struct{ wordReader }

// speaksInText tells whether a verb such as "urges" stands right behind a country.
func (j speakerJudge) speaksInText(m *mention) bool {
	for at := m.last + 1; at <= m.last+2; at++ {
		if j.role(&j.text, at)&speaks != 0 {
			return true
		}
	}
	return false
}

// helps tells whether a verb of the title sends help to those behind it: "sends aid to
// Vanuatu churches".
func (j speakerJudge) helps(at int) bool {
	return j.role(&j.title, at)&gives != 0 && (j.role(&j.title, at+1)|j.role(&j.title, at+2))&relief != 0
}
