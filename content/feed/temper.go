package feed

import "prayerbot/content"

// What a mention counts for where it is not what the story is about.
const (
	asSpeaker = 0.25 // "Germany urges Iran"
	asOrigin  = 0.35 // "German missionary kidnapped in Niger"
	asJoined  = 0.15 // "US-based"
	besides   = 0.5  // in a title that another country leads
	asVoice   = 0.3  // the countries whose voice is heard everywhere
	asOfOld   = 0.1  // "Israel came out of Egypt"
)

// voices are countries that speak of others more than they are spoken of here.
func voice(c *content.Country) bool {
	switch c.Key {
	case "US", "GB", "VA", "BE", "CH":
		return true
	}
	return false
}

// temper sets the factors of the title's mentions.
func (j *judge) temper() {
	all := j.title.mentions
	led := false
	for i := range all {
		led = led || j.leads(&all[i]) && !voice(all[i].countries[0])
	}
	for i := range all {
		m := &all[i]
		other := j.otherLocated(i)
		switch {
		case j.joinedTo(m):
			m.factor = asJoined
		case i+1 < len(all) && j.speaksBefore(m, &all[i+1]):
			m.factor = asSpeaker
		case m.kind == people && other && j.role(&j.title, m.last+1)&abroad != 0, m.kind == people && m.countries[0].Rank == 0 && j.otherPlain(i):
			m.factor = asOrigin
		case other && j.role(&j.title, m.first-1)&comes != 0 && m.countries[0].Rank == 0:
			m.factor = asOrigin
		case j.role(&j.title, m.first-1)&located != 0:
			m.factor = 1.2
		}
		if led && !j.leads(m) {
			m.factor *= besides
		}
	}
	for i := range j.text.mentions {
		if m := &j.text.mentions[i]; j.joined(&j.text, m) {
			m.factor = asJoined
		}
	}
	if j.study() {
		ofOld(j.title.mentions)
		ofOld(j.text.mentions)
	}
}

// study tells whether an item is a lesson from the Bible: two words of such at
// least.
func (j *judge) study() bool {
	seen := map[int32]bool{}
	for _, p := range []*passage{&j.title, &j.text} {
		for _, t := range p.tokens {
			if j.roles[t.id]&bible != 0 {
				seen[t.id] = true
			}
		}
	}
	return len(seen) >= 2
}

// ofOld makes the lands of the Bible count for little.
func ofOld(mentions []mention) {
	for i := range mentions {
		switch m := &mentions[i]; m.countries[0].Key {
		case "IL", "EG", "PS", "JO":
			m.factor *= asOfOld
		}
	}
}

// role is what a word of a passage does; none beyond its ends.
func (j *judge) role(p *passage, i int) role {
	if i < 0 || i >= len(p.tokens) {
		return 0
	}
	return j.roles[p.tokens[i].id]
}

func (j *judge) joinedTo(m *mention) bool { return j.joined(&j.title, m) }

// joined tells whether a mention is only the first half of a word such as
// "US-based".
func (j *judge) joined(p *passage, m *mention) bool {
	next := m.last + 1
	return next < len(p.tokens) && p.tokens[next].sep == sepHyphen && j.role(p, next)&joined != 0
}

// speaksBefore tells whether between two mentions somebody urges or condemns.
func (j *judge) speaksBefore(m, next *mention) bool {
	for i := m.last + 1; i < next.first && i <= m.last+5; i++ {
		if j.role(&j.title, i)&speaks != 0 {
			return true
		}
	}
	return false
}

// otherLocated tells whether another country of the title is where it happens.
func (j *judge) otherLocated(self int) bool {
	mine := j.title.mentions[self].countries[0]
	for i := range j.title.mentions {
		m := &j.title.mentions[i]
		if i != self && m.countries[0] != mine && (j.role(&j.title, m.first-1)&located != 0 || j.leads(m)) {
			return true
		}
	}
	return false
}

// otherPlain tells whether the title names another country, or the people of one
// where the church is known to suffer.
func (j *judge) otherPlain(self int) bool {
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

// dropTowns takes out what stands before a state of the USA and so is a town
// there: "Cairo, Illinois".
func (j *judge) dropTowns(p *passage) {
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

// dropHints takes out the countries that are only hinted at where another one
// is named plainly: always those that speak everywhere, the others unless the
// hint stands in the title and the name does not.
func (j *judge) dropHints() {
	plain, first := false, false
	for c, s := range j.scores {
		if s.strong && s.sum() >= least && !voice(c) {
			plain, first = true, first || s.titled || s.category > 0
		}
	}
	for c, s := range j.scores {
		if plain && !s.strong && (first || s.title == 0 || voice(c)) {
			delete(j.scores, c)
		}
	}
}

// dropSpeakers makes those count less who speak of every country, where another
// one is there.
func (j *judge) dropSpeakers() {
	other, titled := false, false
	for c, s := range j.scores {
		if !voice(c) && s.sum() >= least {
			other, titled = true, titled || s.titled
		}
	}
	if !other {
		return
	}
	for c, s := range j.scores {
		if voice(c) && (titled || !s.titled) {
			s.title, s.category, s.begin, s.rest, s.dateline = s.title*asVoice, s.category*asVoice, s.begin*asVoice, s.rest*asVoice, s.dateline*asVoice
		}
	}
}

// maxRoundup is how many countries a text may name side by side and still be
// about some of them.
const maxRoundup = 3

// roundup tells whether a text only lists countries: its title and its
// categories name none, and it names many.
func (j *judge) roundup(named int) bool {
	if named <= maxRoundup {
		return false
	}
	for _, s := range j.scores {
		if s.title > 0 || s.category > 0 {
			return false
		}
	}
	return true
}
