package feed

// A subjectJudge tells of what kind an item is as a whole.
type subjectJudge struct{ wordReader }

// lesson tells whether an item is a lesson from the Bible: two of its words or
// phrases say so.
func (j subjectJudge) lesson() bool {
	signs := j.title.ofOld + j.text.ofOld
	for _, p := range []*passage{&j.title, &j.text} {
		for at, t := range p.tokens {
			if t.role&bible != 0 {
				signs++
			}
			if t.role&book != 0 && (at+1 < len(p.tokens) && digit(p.text[p.tokens[at+1].begin]) || j.bookOf(p, at)) {
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

// explains tells whether a title is one of an article that explains or teaches: "What the
// martyrs of Uganda teach us", "Lessons from Korea's revival", "A guide to Santiago". Its
// countries are examples, unless it tells of harm.
func (j subjectJudge) explains() bool {
	p := &j.title
	asked := -1
	for at, t := range p.tokens {
		if at < 2 && t.role&asks != 0 {
			asked = at
		}
		guide := t.role&teaches != 0 && j.role(p, at+1)&(comes|toward) != 0
		if t.role&teaches != 0 && (asked >= 0 && at > asked || guide && at < 4) {
			return !has(concernOf("en").read(p.text), harmWord)
		}
	}
	return false
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

// signsOfGames is how many words of games an item has that tells of one.
const signsOfGames = 2

// game tells whether an item is of sport and not of faith: its countries are teams.
func (j subjectJudge) game() bool {
	signs := map[int32]bool{}
	for _, p := range []*passage{&j.title, &j.text} {
		for _, t := range p.tokens {
			if t.role&sport != 0 {
				signs[t.id] = true
			}
		}
	}
	if len(signs) < signsOfGames {
		return false
	}
	words := concernOf("en")
	return !has(words.read(j.title.text), faithWord) && !has(words.read(bounded(j.text.text, begins)), faithWord)
}
