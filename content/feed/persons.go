package feed

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// A personFinder tells persons from the places that they are called like.
type personFinder struct{ *lexicon }

// markPersons marks the mentions that are somebody's name where they stand:
// "Pastor Chad Miller", "Vernon Jordan", "Georgia, 7", "Paris and her mother".
func (x personFinder) markPersons(p *passage) {
	sentence := p.sentence()
	for i := range p.mentions {
		m := &p.mentions[i]
		m.person = m.person || x.nameable(*m) && x.isPerson(p, *m, sentence) || x.calledLikePeople(p, *m, sentence)
		if m.person && i+1 < len(p.mentions) && p.adjoining(*m, p.mentions[i+1]) {
			p.mentions[i+1].person = true
		}
	}
}

// adjoining tells whether a mention is one word right behind another one.
func (p *passage) adjoining(m, next mention) bool {
	return next.first == m.last+1 && next.first == next.last && p.tokens[next.first].sep == sepNone
}

// cityBehind tells whether right behind a name stands that of a city elsewhere:
// then it is a surname, as in "Lourdes Ibarra".
func (x personFinder) cityBehind(p *passage, m mention) bool {
	return slices.ContainsFunc(p.mentions, func(next mention) bool {
		return p.adjoining(m, next) && next.kind == place && next.countries[0] != m.countries[0]
	})
}

// nameable tells whether a mention could be somebody's name: that of a country or
// place in one word, or a leader's surname.
func (x personFinder) nameable(m mention) bool {
	return m.first == m.last && (m.kind == name || m.kind == place || m.kind == group)
}

// calledLikePeople tells whether a people's name with a capital is somebody's behind a
// title, in a sentence: "padre Giordano".
func (x personFinder) calledLikePeople(p *passage, m mention, sentence bool) bool {
	return sentence && m.kind == people && m.first == m.last && m.first > 0 && p.tokens[m.first].sep == sepNone &&
		unicode.IsUpper(firstRune(p.text[p.tokens[m.first].begin:])) && x.inClass(p, m.first-1, "title")
}

func (x personFinder) isPerson(p *passage, m mention, sentence bool) bool {
	given := m.kind != name || x.inClass(p, m.first, "name")
	before := m.first - 1
	adjoins := before >= 0 && p.tokens[m.first].sep == sepNone
	switch {
	case adjoins && p.tokens[before].role&located != 0:
		return false
	case m.kind == name && (p.numbered(m) || x.inClass(p, m.last+1, "feature") && !p.tokens[m.last+1].sep.breaks()):
		return true // "Madagascar 4" is a film, "Jordan Lake" lies elsewhere
	case adjoins && x.inClass(p, before, "saint") && m.kind != group:
		return true // of "St. Mary's" only the saint
	case adjoins && x.inClass(p, before, "title") && given && !x.mentions(p, before):
		return true
	case m.kind == group:
		return x.inClass(p, m.last+1, "surname") || adjoins && x.otherBearer(p, before, m)
	case adjoins && given && x.isFirstName(p, before, sentence):
		return true
	case !given:
		return sentence && x.surname(p, m.last+1, sentence) && x.smallAt(p, m.last+2) && !x.ordinaryAt(p, m.last+1)
	}
	return x.surname(p, m.last+1, sentence) || x.cityBehind(p, m) || p.aged(m) || x.withKin(p, m)
}

// otherBearer tells whether a word before the surname of a leader is somebody else's
// first name: "Walter Kim".
func (x personFinder) otherBearer(p *passage, at int, m mention) bool {
	t := p.tokens[at]
	word := p.folded(at)
	return t.shape&capital != 0 && t.shape&upper == 0 && !x.mentions(p, at) && !x.ordinary(word) && !x.persons["title"][word] && !x.leaders[m.countries[0]][word]
}

func (x *lexicon) inClass(p *passage, at int, class string) bool {
	return at >= 0 && at < len(p.tokens) && x.persons[class][p.folded(at)]
}

// folded is a word as it is compared.
func (p *passage) folded(at int) string {
	s := scanner{text: p.text[p.tokens[at].begin:p.tokens[at].end]}
	s.next()
	return string(s.word)
}

// mentions tells whether a word is part of a mention.
func (x *lexicon) mentions(p *passage, at int) bool {
	return slices.ContainsFunc(p.mentions, func(m mention) bool { return m.first <= at && at <= m.last })
}

func (x *lexicon) ordinaryAt(p *passage, at int) bool {
	return at < len(p.tokens) && x.ordinary(p.folded(at))
}

// smallAt tells whether a text ends before a word, or that is written in small
// letters or parted from what stands before.
func (x personFinder) smallAt(p *passage, at int) bool {
	return at >= len(p.tokens) || p.tokens[at].shape&capital == 0 || p.tokens[at].sep.breaks()
}

// isFirstName tells whether a word before a name is somebody's first name. In a
// sentence a capital that nothing else explains is.
func (x personFinder) isFirstName(p *passage, at int, sentence bool) bool {
	if x.inClass(p, at, "first") {
		return true
	}
	t := p.tokens[at]
	return sentence && at > 0 && t.shape&capital != 0 && t.shape&upper == 0 && !x.mentions(p, at) && !x.ordinaryAt(p, at)
}

// surname tells whether a word behind a name is somebody's surname: one that is
// known as such, or with a capital that nothing else explains.
func (x personFinder) surname(p *passage, at int, sentence bool) bool {
	if at >= len(p.tokens) || p.tokens[at].sep != sepNone || p.tokens[at].shape&capital == 0 || p.tokens[at].shape&upper != 0 && p.tokens[at].end-p.tokens[at].begin > 1 {
		return false
	}
	word := p.folded(at)
	switch {
	case x.persons["surname"][word]:
		return true
	case utf8.RuneCountInString(word) < 3 || x.mentions(p, at) || digit(word[0]) || p.tokens[at].role&(settled|scene) != 0:
		return false // "Bugiri District" is nobody
	case !x.ordinary(word):
		return true
	}
	return sentence && x.smallAt(p, at+1) && concernOf("en").word(word) == 0
}

// aged tells whether an age stands behind a name: "Georgia, 7,".
func (p *passage) aged(m mention) bool {
	at := m.last + 1
	if at >= len(p.tokens) || p.tokens[at].sep != sepComma {
		return false
	}
	t := p.tokens[at]
	return t.end-t.begin <= 2 && digit(p.text[t.begin]) && (at+1 == len(p.tokens) || p.tokens[at+1].sep == sepComma)
}

// numbered tells whether a number of one figure ends a name: "Madagascar 4".
func (p *passage) numbered(m mention) bool {
	at := m.last + 1
	if at >= len(p.tokens) || p.tokens[at].sep != sepNone {
		return false
	}
	t := p.tokens[at]
	return t.end-t.begin == 1 && digit(p.text[t.begin]) && (at+1 == len(p.tokens) || p.tokens[at+1].sep.breaks())
}

// withKin tells whether somebody's family stands behind a name: "Chad and his
// wife", "Chad and Lisa Moore".
func (x personFinder) withKin(p *passage, m mention) bool {
	second := m.last + 2
	if second >= len(p.tokens) || p.folded(m.last+1) != "and" {
		return false
	}
	return x.inClass(p, second, "kin") || x.inClass(p, second, "first") || x.surname(p, second, false) && x.surname(p, second+1, false)
}

// dropPersons takes the names of persons out, and the same names elsewhere in the
// item, unless something says there that they are places.
func (j *scorer) dropPersons() {
	passages := []*passage{&j.title, &j.text}
	persons := map[string]bool{}
	for _, p := range passages {
		for _, m := range p.mentions {
			if m.person {
				persons[p.folded(m.first)] = true
			}
		}
	}
	for _, p := range passages {
		p.mentions = slices.DeleteFunc(p.mentions, func(m mention) bool {
			return m.person || personFinder{j.lexicon}.nameable(m) && persons[p.folded(m.first)] && !j.places().locates(p, m)
		})
	}
}
