package feed

// A wordReader tells what the words beside a mention do to it.
type wordReader struct{ *scorer }

// role is what a word of a passage does; none beyond its ends.
func (j wordReader) role(p *passage, i int) role {
	if i < 0 || i >= len(p.tokens) {
		return 0
	}
	return p.tokens[i].role
}

// joined tells whether a mention is only the first half of a word such as
// "US-based".
func (j wordReader) joined(p *passage, m *mention) bool {
	next := m.last + 1
	return next < len(p.tokens) && p.tokens[next].sep == sepHyphen && j.role(p, next)&joined != 0
}

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

// plural tells whether a people is called by a noun in the plural: "Iranians".
func (j wordReader) plural(m *mention) bool {
	return j.title.text[j.title.tokens[m.last].end-1] == 's'
}

// atBorder tells whether a country of the title only names a border: "stopped at Nepal
// border".
func (j wordReader) atBorder(i int) bool {
	m := &j.title.mentions[i]
	return len(j.title.mentions) > 1 && j.role(&j.title, m.last+1)&borders != 0 && j.role(&j.title, m.first-1)&located != 0
}

// nearby is how many words before a name may say that it lies beyond a border.
const nearby = 3

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
