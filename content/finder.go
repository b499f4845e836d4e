package content

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"
)

// An index knows all names of a library, each folded.
type index struct {
	regions   map[string]*Region
	lists     map[string]*List
	ambiguous map[string][]*Country
	names     map[string]*Country   // English names and aliases
	foreign   map[string][]*Country // names in other languages
	codes     map[string]*Country
	english   []indexedName // English names and aliases, in order
	all       []indexedName // names in all languages, the English ones first
}

type indexedName struct {
	folded  string
	country *Country
	letters uint64 // which letters the name holds, each as one of 64 bits
	length  int    // in letters
}

// indexKey is under which a library keeps its index.
type indexKey struct{}

// indexOf is the index of a library, built when something is looked for in it
// first.
func indexOf(l *Library) *index {
	return l.Derive(indexKey{}, func() any { return newIndex(l) }).(*index)
}

func newIndex(l *Library) *index {
	size := 0
	for _, c := range l.Countries {
		size += len(c.ForeignNames)
	}
	x := &index{
		regions: map[string]*Region{}, lists: map[string]*List{}, ambiguous: l.Ambiguous, names: map[string]*Country{},
		foreign: make(map[string][]*Country, size), codes: map[string]*Country{},
	}
	for _, r := range l.Regions {
		x.regions[FoldName(r.Name)], x.regions[FoldName(r.Key)] = r, r
	}
	for _, list := range l.Lists {
		for _, name := range list.Names() {
			x.lists[FoldName(name)] = list
		}
	}
	for _, c := range l.Countries {
		x.addEnglish(c)
	}
	slices.SortFunc(x.english, func(a, b indexedName) int { return cmp.Compare(a.folded, b.folded) })
	x.all = append(make([]indexedName, 0, len(x.english)+size), x.english...)
	for _, c := range l.Countries {
		x.addForeign(c)
	}
	return x
}

// addEnglish makes a country known by its English names and its codes.
func (x *index) addEnglish(c *Country) {
	x.codes[FoldName(c.Key)], x.codes[FoldName(c.ISO3)] = c, c
	for _, name := range c.EnglishNames() {
		p := FoldName(name)
		if x.names[p] != c {
			x.names[p] = c
			x.english = append(x.english, newIndexedName(p, c))
		}
	}
}

// addForeign makes a country known by its names in other languages.
func (x *index) addForeign(c *Country) {
	for _, name := range c.ForeignNames {
		p := FoldName(name)
		if p == "" || x.names[p] == c || slices.Contains(x.foreign[p], c) {
			continue
		}
		x.foreign[p] = append(x.foreign[p], c)
		x.all = append(x.all, newIndexedName(p, c))
	}
}

func newIndexedName(folded string, c *Country) indexedName {
	return indexedName{folded, c, letters(folded), utf8.RuneCountInString(folded)}
}

// letters notes which letters a text holds. One slip changes two of them at
// the most.
func letters(p string) uint64 {
	var set uint64
	for _, r := range p {
		set |= 1 << (uint32(r) * 2654435761 >> 26)
	}
	return set
}

// minBeginning is how many letters of a name are enough to mean it.
const minBeginning = 4

// begins lists the countries of which a name begins with the text.
func (x *index) begins(p string) []*Country {
	if utf8.RuneCountInString(p) < minBeginning {
		return nil
	}
	var found []*Country
	i, _ := slices.BinarySearchFunc(x.english, p, func(n indexedName, p string) int { return cmp.Compare(n.folded, p) })
	for ; i < len(x.english) && strings.HasPrefix(x.english[i].folded, p); i++ {
		if !slices.Contains(found, x.english[i].country) {
			found = append(found, x.english[i].country)
		}
	}
	if len(found) > maxBegun {
		return nil
	}
	return found
}

// shortName is the most letters of a text in which two slips would turn one
// name into another; there one is looked for.
const shortName = 5

// near lists the countries of which one of the names comes nearest: one slip
// in a short name, at most so many in a longer one (two make sense). Those at
// the same distance come in the order of the names.
func near(all []indexedName, p string, most int) []*Country {
	length, set := utf8.RuneCountInString(p), letters(p)
	if length < 2 || length == 2 && p[0] < utf8.RuneSelf {
		return nil // two letters are a word of some scripts, but not of this one
	}
	if length <= shortName {
		most = 1
	}
	var hits [3][]*Country // by distance
	for _, n := range all {
		if d := n.length - length; d > most || d < -most || bits.OnesCount64(n.letters^set) > 2*most {
			continue
		}
		if d := edlib.OSADamerauLevenshteinDistance(p, n.folded); d <= most && !slices.Contains(hits[d], n.country) {
			hits[d] = append(hits[d], n.country)
		}
	}
	var found []*Country
	for _, c := range slices.Concat(hits[0], hits[1], hits[2]) {
		if !slices.Contains(found, c) && len(found) < maxNear {
			found = append(found, c)
		}
	}
	return found
}

// nearList is the list of which a name is one slip away from a longer text;
// nil where none is.
func (x *index) nearList(p string) *List {
	if utf8.RuneCountInString(p) <= shortName {
		return nil
	}
	set := letters(p)
	var found *List
	for name, list := range x.lists {
		if bits.OnesCount64(letters(name)^set) > 2 || found != nil && list.Key >= found.Key {
			continue
		}
		if edlib.OSADamerauLevenshteinDistance(p, name) <= 1 {
			found = list
		}
	}
	return found
}
