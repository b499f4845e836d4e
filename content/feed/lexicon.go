package feed

import (
	"embed"
	"fmt"
	"math/bits"
	"path"
	"slices"
	"strings"
	"unicode"

	"prayerbot/content"
	"prayerbot/content/places"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// kind is what sort of word hints at a country.
type kind uint8

const (
	trap   kind = iota // means no country
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
}

// A lexicon is all terms as a trie of words.
type lexicon struct {
	library *content.Library
	ids     map[string]int32 // of words; from 1
	edges   map[uint64]int32 // node and word to node
	terms   [][]term         // by node, the strictest first
	roots   map[string]int32 // by language; "" is for all
	roles   map[int32]role
	skip    map[string]bool // names that are not taken from elsewhere
}

// newLexicon reads the lexicon's own files first: what they say of a name
// holds against what the library and the table of cities say.
func newLexicon(l *content.Library) (*lexicon, error) {
	x := &lexicon{library: l, ids: map[string]int32{}, edges: map[uint64]int32{}, roots: map[string]int32{}, roles: map[int32]role{}, skip: map[string]bool{}}
	x.root("")
	for _, read := range []func() error{x.readRoles, x.readTraps, x.readTerms, x.readSkip} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	x.addLibrary()
	x.addCities()
	return x, nil
}

// lines gives the lines of a file of the lexicon.
func lines(file string) ([]string, error) {
	data, err := lexiconFiles.ReadFile(path.Join("lexicon", file))
	if err != nil {
		return nil, err
	}
	var all []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, line)
		}
	}
	return all, nil
}

// readTerms reads the terms, those of single languages too.
func (x *lexicon) readTerms() error {
	for _, file := range []string{"names", "people", "places", "groups", "fr", "es"} {
		all, err := lines(file + ".txt")
		if err != nil {
			return err
		}
		lang := ""
		if len(file) == 2 {
			lang = file
		}
		for _, line := range all {
			fields := strings.SplitN(line, " ", 3)
			k, known := kinds[fields[min(1, len(fields)-1)]]
			if len(fields) != 3 || !known {
				return fmt.Errorf("lexicon/%s.txt: %q does not name countries, a kind and terms", file, line)
			}
			t := x.meaning(fields[0])
			t.kind = k
			for _, text := range strings.Split(fields[2], "; ") {
				x.add(lang, text, t)
			}
		}
	}
	return nil
}

// meaning reads what a line's terms mean. A country that the library lacks is
// left out.
func (x *lexicon) meaning(keys string) term {
	t := term{either: strings.Contains(keys, "|")}
	for _, key := range strings.FieldsFunc(keys, func(r rune) bool { return r == '|' || r == ',' }) {
		if c := x.library.Country(key); c != nil {
			t.countries = append(t.countries, c)
		}
		t.none = t.none || key == "-"
	}
	return t
}

// readTraps reads what means no country, with the names of persons filled in.
func (x *lexicon) readTraps() error {
	classes := map[string][]string{}
	persons, err := lines("persons.txt")
	if err != nil {
		return err
	}
	for _, line := range persons {
		class, all, _ := strings.Cut(line, " ")
		classes["{"+class+"}"] = strings.Split(all, "; ")
	}
	traps, err := lines("traps.txt")
	for _, line := range traps {
		for _, text := range strings.Split(line, "; ") {
			for _, filled := range fill(text, classes) {
				x.add("", filled, term{kind: trap})
			}
		}
	}
	return err
}

// fill puts each word of a class in the place of its name.
func fill(text string, classes map[string][]string) []string {
	begin := strings.IndexByte(text, '{')
	if begin < 0 {
		return []string{text}
	}
	end := begin + strings.IndexByte(text[begin:], '}') + 1
	var all []string
	for _, word := range classes[text[begin:end]] {
		all = append(all, fill(text[:begin]+word+text[end:], classes)...)
	}
	return all
}

func (x *lexicon) readSkip() error {
	all, err := lines("skip.txt")
	for _, line := range all {
		for _, name := range strings.Split(line, "; ") {
			x.skip[fold(name)] = true
		}
	}
	return err
}

// addLibrary adds the names of countries, in other languages too, and capitals.
func (x *lexicon) addLibrary() {
	for _, c := range x.library.Countries {
		for i, text := range append([]string{c.Name}, c.Aliases...) {
			if i == 0 || !x.skip[fold(text)] && !strings.Contains(text, ",") {
				x.add("", text, term{kind: name, countries: []*content.Country{c}})
			}
		}
		for lang, text := range c.Names {
			x.add(lang, text, term{kind: name, countries: []*content.Country{c}})
		}
		for _, fact := range c.Facts {
			if fact.Kind == content.FactCapital && !x.skip[fold(fact.Value)] {
				x.add("", fact.Value, term{kind: place, countries: []*content.Country{c}})
			}
		}
	}
}

// The cities that are taken from the table of places.
const (
	minPeople = 150_000
	minLetter = 4
)

// ownCities are countries of which the cities are called like persons and
// words; places.txt has those that matter.
var ownCities = []string{"US", "GB", "CA", "AU", "NZ", "IE"}

// addCities adds the larger cities of a name that means only one of them.
func (x *lexicon) addCities() {
	owner := map[string]string{}
	for text, p := range places.All() {
		key := fold(text)
		if x.skip[key] || p.Population < minPeople || len([]rune(text)) < minLetter || slices.Contains(ownCities, p.Country) {
			continue
		}
		if owner[key] == "" {
			owner[key] = p.Country
			if c := x.library.Country(p.Country); c != nil {
				x.add("", text, term{kind: place, countries: []*content.Country{c}})
			}
		}
	}
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
	return int32(len(x.terms) - 1)
}

func (x *lexicon) id(word string) int32 {
	if id := x.ids[word]; id != 0 {
		return id
	}
	id := int32(len(x.ids) + 1)
	x.ids[word] = id
	return id
}

func edge(node, id int32) uint64 { return uint64(node)<<32 | uint64(id) }

// maxWords is how many words a term may have.
const maxWords = 8

// add puts a term into the trie, unless the same one is there already.
func (x *lexicon) add(lang, text string, t term) {
	if t.kind != trap && len(t.countries) == 0 {
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
		if first {
			t.caps |= bit
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
