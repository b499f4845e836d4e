package feed

import "prayerbot/content"

// ordinary tells whether a folded word is one of the language: the texts of the
// library have it in small letters, or the tables of words know it.
func (x *lexicon) ordinary(word string) bool {
	return x.plain[word] || x.plain[stem(word)] || concernOf("en").word(word) != 0
}

// learnWords makes the words known that the library's own texts are made of.
func (x lexiconReader) learnWords() {
	x.plain = map[string]bool{}
	more, _ := lines("words.txt")
	for _, line := range more {
		x.learn(line)
	}
	for _, c := range x.library.Countries {
		x.learn(c.Summary)
		if c.Prayer != nil {
			x.learn(c.Prayer.Text)
		}
		x.learnPoints(c.Points)
	}
	for _, p := range x.library.Posts {
		x.learn(p.Title)
		for _, text := range p.Text {
			x.learn(text)
		}
		x.learnPoints(p.Points)
	}
	for _, o := range x.library.Occasions {
		x.learnPoints(o.Points)
	}
}

func (x lexiconReader) learnPoints(points []*content.Point) {
	for _, p := range points {
		x.learn(p.Text)
	}
}

// learn notes the words of a text that are written in small letters.
func (x lexiconReader) learn(text string) {
	s := scanner{text: text}
	for {
		t, ok := s.next()
		if !ok {
			return
		}
		if t.shape&capital == 0 {
			x.plain[string(s.word)], x.plain[stem(string(s.word))] = true, true
		}
	}
}

// sentence tells whether a text is written as a sentence is, with capitals for
// names alone, and not "As a Title Is".
func (p *passage) sentence() bool {
	small, large := 0, 0
	for i, t := range p.tokens {
		switch {
		case i == 0 || t.end-t.begin < 4:
		case t.shape&capital != 0:
			large++
		default:
			small++
		}
	}
	return small >= large && small > 0
}
