package feed

import (
	"unicode"

	"golang.org/x/text/language"
)

// A mention is a place in a text where a term stands.
type mention struct {
	*term
	first, last int // tokens
	factor      float64
	person      bool // it is somebody's name here
	fled        bool // it is a people that fled
	paired      bool // it is joined to such a one of another country
	firm        bool // it counts although its country's voice is heard everywhere
}

// A passage is a text cut into words, with what it mentions.
type passage struct {
	text     string
	tokens   []token
	mentions []mention
	ofOld    int // phrases that mean a land of the Bible as it was
}

// read finds the mentions in a text, the longest at each place, in the words
// that all languages share and in those of the text's own.
func (x *lexicon) read(text, lang string) passage {
	p, lower := x.words(text, lang)
	p.evenCase(lower)
	x.find(&p, lang, !lower)
	personFinder{x}.markPersons(&p)
	return p
}

// readTag is read for a category, which may be written in any way: "drc".
func (x *lexicon) readTag(text, lang string) passage {
	p, _ := x.words(text, lang)
	for i := range p.tokens {
		p.tokens[i].shape |= capital | upper
	}
	x.find(&p, lang, false)
	return p
}

// words parts a text of a language into words, and tells whether one of them has small
// letters alone.
func (x *lexicon) words(text, lang string) (p passage, lower bool) {
	all, own := x.roles[everyLanguage], x.roles[lang]
	p = passage{text: text, tokens: make([]token, 0, len(text)/5+4)}
	s := scanner{text: text}
	for {
		t, ok := s.next()
		if !ok {
			return p, lower
		}
		t.id = x.ids[string(s.word)]
		t.role = all.of(t.id) | own.of(t.id)
		lower = lower || t.shape&(capital|upper) == 0
		p.tokens = append(p.tokens, t)
	}
}

// find finds the mentions in a passage.
func (x *lexicon) find(p *passage, lang string, allCaps bool) {
	root := int32(-1)
	if node, ok := x.roots[lang]; ok && lang != "" {
		root = node
	}
	for at := 0; at < len(p.tokens); {
		m, ok := x.known(p, at, root, allCaps)
		if !ok {
			at++
			continue
		}
		switch {
		case m.kind == ofOld:
			p.ofOld++
		case m.kind == trap, m.kind == abbr && p.tokens[at].sep != sepComma:
		default:
			p.mentions = append(p.mentions, m)
		}
		at = m.last + 1
	}
}

// evenCase takes every word as written with a capital where the text has none:
// then its case tells nothing.
func (p *passage) evenCase(lower bool) {
	if !lower {
		return
	}
	for _, t := range p.tokens {
		if unicode.IsUpper(firstRune(p.text[t.begin:])) {
			return
		}
	}
	for i := range p.tokens {
		p.tokens[i].shape |= capital
	}
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// longest finds the longest term that begins at a word. Of two that are as
// long, that of the text's own language holds.
func (x *lexicon) longest(p *passage, at int, root int32, allCaps bool) (mention, bool) {
	found, ok := x.walk(p, at, x.roots[""], allCaps)
	if root >= 0 {
		if own, ownOK := x.walk(p, at, root, allCaps); ownOK && (!ok || own.last >= found.last) {
			return own, true
		}
	}
	return found, ok
}

// known is the longest term or place that begins at a word. Of two that are as
// long the lexicon's own holds.
func (x *lexicon) known(p *passage, at int, root int32, allCaps bool) (mention, bool) {
	found, ok := x.longest(p, at, root, allCaps)
	if there, is := x.places().inGazetteer(p, at); is && (!ok || there.last > found.last && found.kind != trap) {
		return there, true
	}
	return found, ok
}

func (x *lexicon) walk(p *passage, at int, node int32, allCaps bool) (mention, bool) {
	var found mention
	ok := false
	for i := at; i < len(p.tokens) && i < at+maxWords; i++ {
		t := p.tokens[i]
		if t.id == 0 || i > at && t.sep.breaks() && t.sep != sepComma {
			break
		}
		next, there := x.edges[edge(node, t.id)]
		if !there {
			break
		}
		node = next
		for j := range x.terms[node] {
			if one := &x.terms[node][j]; one.fits(p.tokens[at:i+1], allCaps) {
				found, ok = mention{term: one, first: at, last: i, factor: 1}, true
				break
			}
		}
	}
	return found, ok
}

// fits tells whether words are written as a term asks. In a text that is all
// capitals "US" may be the pronoun.
func (t *term) fits(words []token, allCaps bool) bool {
	for i, w := range words {
		bit := uint32(1) << i
		switch {
		case t.caps&bit != 0 && w.shape&capital == 0:
			return false
		case t.upper&bit != 0 && w.shape&upper == 0, t.roman && w.shape&upper != 0 && !allCaps:
			return false
		case t.upper&bit != 0 && allCaps && w.end-w.begin == 2 && w.shape&dotted == 0:
			return false
		case i > 0 && w.sep == sepComma && t.commas&bit == 0, t.commas&bit != 0 && w.sep != sepComma:
			return false
		}
	}
	return true
}

// languageOf is the name of a language as the lexicon's roots have it.
func languageOf(lang string) string {
	if lang == "" {
		return ""
	}
	t, err := language.Parse(lang)
	if err != nil {
		return ""
	}
	base, _ := t.Base()
	if script, _ := t.Script(); base.String() == "zh" && script.String() == "Hant" {
		return "zh-Hant"
	}
	return base.String()
}
