package feed

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"prayerbot/content"
)

// kind is what sort of word hints at a country.
type kind uint8

const (
	trap   kind = iota // means no country
	ofOld              // means a land of the Bible as it was
	name               // the country itself
	people             // what its people are called
	place              // a region or city
	abbr               // of a state of the USA, only behind a comma
	group              // a people, movement or person: a weak hint
)

var kinds = map[string]kind{"trap": trap, "name": name, "people": people, "place": place, "abbr": abbr, "group": group}

// A term is a name as the lexicon has it.
type term struct {
	kind      kind
	countries []*content.Country
	either    bool // one of the countries is meant, not all
	none      bool // with either: none where no other word decides
	words     int
	caps      uint32 // words, by bit, that must begin with a capital
	upper     uint32 // words that must be all capitals
	commas    uint32 // words that must stand behind a comma
	roman     bool   // has two letters, and in capitals would be a number: Xi
}

// A lexicon is all terms as a trie of words.
type lexicon struct {
	library *content.Library
	ids     map[string]int32     // of words; from 1
	edges   map[uint64]int32     // node and word to node
	terms   [][]term             // by node, the strictest first
	roots   map[string]int32     // by language; "" is for all
	roles   map[string]roleTable // by language; "" is for all
	skip    map[string]bool      // names that mean a place only where the words around say so
	plain   map[string]bool      // words of the language, and their stems
	persons map[string]map[string]bool
	leaders map[*content.Country]map[string]bool // the words of the names of a country's leaders
}

// About how many words, and steps from word to word, the terms have: their tables need
// not grow while they are read.
const (
	manyWords = 30_000
	manySteps = 48_000
)

// newLexicon reads the lexicon's own files first: what they say of a name
// holds against what the library and the gazetteer say.
func newLexicon(l *content.Library) (*lexicon, error) {
	x := &lexicon{library: l, ids: make(map[string]int32, manyWords), edges: make(map[uint64]int32, manySteps), terms: make([][]term, 0, manySteps), roots: map[string]int32{}, roles: map[string]roleTable{}, skip: map[string]bool{}}
	x.root("")
	return x, lexiconReader{x}.readAll()
}

// root is the root of a language's terms.
func (x *lexicon) root(lang string) int32 {
	if node, ok := x.roots[lang]; ok {
		return node
	}
	node := x.node()
	x.roots[lang] = node
	return node
}

func (x *lexicon) node() int32 {
	x.terms = append(x.terms, nil)
	return int32(len(x.terms) - 1) // #nosec G115 -- the lexicon ships with the program
}

func (x *lexicon) id(word string) int32 {
	if id := x.ids[word]; id != 0 {
		return id
	}
	id := int32(len(x.ids) + 1) // #nosec G115 -- the lexicon ships with the program
	x.ids[word] = id
	return id
}

func edge(node, id int32) uint64 { return uint64(node)<<32 | uint64(id) } // #nosec G115 -- neither is negative

// maxWords is how many words a term may have.
const maxWords = 8

// add puts a term into the trie, unless the same one is there already.
func (x *lexicon) add(lang, text string, t term) {
	if t.kind > ofOld && len(t.countries) == 0 {
		return
	}
	node := x.root(lang)
	s := scanner{text: text}
	for {
		tok, ok := s.next()
		if !ok {
			break
		}
		first := unicode.IsUpper(firstRune(text[tok.begin:]))
		bit := uint32(1) << t.words
		if first && (t.kind != trap || t.words == 0) {
			t.caps |= bit // of a trap only the first: "Turkey trot"
		}
		if tok.shape&upper != 0 && first && len(s.word) > 1 && len(s.word) <= 5 {
			t.upper |= bit
		}
		if tok.sep == sepComma && t.words > 0 {
			t.commas |= bit
		}
		t.words++
		e := edge(node, x.id(string(s.word)))
		next, ok := x.edges[e]
		if !ok {
			next = x.node()
			x.edges[e] = next
		}
		node = next
	}
	t.roman = strings.EqualFold(text, "xi")
	if t.words == 0 || t.words > maxWords || slices.ContainsFunc(x.terms[node], func(o term) bool { return o.caps == t.caps && o.upper == t.upper && o.commas == t.commas }) {
		return
	}
	x.terms[node] = append(x.terms[node], t)
	slices.SortStableFunc(x.terms[node], func(a, b term) int { return strictness(b) - strictness(a) })
}

// strictness orders the terms of one spelling: what asks for more of the text
// is tried first.
func strictness(t term) int {
	return bits.OnesCount32(t.upper)*16 + bits.OnesCount32(t.commas)*4 + bits.OnesCount32(t.caps)
}
