package content

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"
)

// A finder knows all names in their plain form.
type finder struct {
	regions   map[string]*Region
	lists     map[string]*List
	ambiguous map[string][]*Country
	names     map[string]*Country   // English names and aliases
	foreign   map[string][]*Country // names in other languages
	codes     map[string]*Country
	english   []named // English names and aliases, in order
	all       []named // names in all languages, the English ones first
}

type named struct {
	plain   string
	country *Country
	letters uint64 // which letters the name holds, each as one of 64 bits
	length  int    // in letters
}

func newFinder(l *Library, ambiguous map[string][]*Country) *finder {
	size := 0
	for _, c := range l.Countries {
		size += len(c.foreign)
	}
	f := &finder{
		regions: map[string]*Region{}, lists: map[string]*List{}, ambiguous: ambiguous, names: map[string]*Country{},
		foreign: make(map[string][]*Country, size), codes: map[string]*Country{},
	}
	for _, r := range l.Regions {
		f.regions[plain(r.Name)], f.regions[plain(r.Key)] = r, r
	}
	for _, list := range l.Lists {
		for _, name := range list.names() {
			f.lists[plain(name)] = list
		}
	}
	for _, c := range l.Countries {
		f.addEnglish(c)
	}
	slices.SortFunc(f.english, func(a, b named) int { return cmp.Compare(a.plain, b.plain) })
	f.all = append(make([]named, 0, len(f.english)+size), f.english...)
	for _, c := range l.Countries {
		f.addForeign(c)
	}
	return f
}

// addEnglish makes a country known by its English names and its codes.
func (f *finder) addEnglish(c *Country) {
	f.codes[plain(c.Key)], f.codes[plain(c.ISO3)] = c, c
	for _, name := range c.english() {
		p := plain(name)
		if f.names[p] != c {
			f.names[p] = c
			f.english = append(f.english, name1(p, c))
		}
	}
}

// addForeign makes a country known by its names in other languages.
func (f *finder) addForeign(c *Country) {
	for _, name := range c.foreign {
		p := plain(name)
		if p == "" || f.names[p] == c || slices.Contains(f.foreign[p], c) {
			continue
		}
		f.foreign[p] = append(f.foreign[p], c)
		f.all = append(f.all, name1(p, c))
	}
}

func name1(p string, c *Country) named {
	return named{p, c, letters(p), utf8.RuneCountInString(p)}
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
func (f *finder) begins(p string) []*Country {
	if utf8.RuneCountInString(p) < minBeginning {
		return nil
	}
	var found []*Country
	i, _ := slices.BinarySearchFunc(f.english, p, func(n named, p string) int { return cmp.Compare(n.plain, p) })
	for ; i < len(f.english) && strings.HasPrefix(f.english[i].plain, p); i++ {
		if !slices.Contains(found, f.english[i].country) {
			found = append(found, f.english[i].country)
		}
	}
	if len(found) > maxFound {
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
func near(all []named, p string, most int) []*Country {
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
		if d := edlib.OSADamerauLevenshteinDistance(p, n.plain); d <= most && !slices.Contains(hits[d], n.country) {
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
func (f *finder) nearList(p string) *List {
	if utf8.RuneCountInString(p) <= shortName {
		return nil
	}
	set := letters(p)
	var found *List
	for name, list := range f.lists {
		if bits.OnesCount64(letters(name)^set) > 2 || found != nil && list.Key >= found.Key {
			continue
		}
		if edlib.OSADamerauLevenshteinDistance(p, name) <= 1 {
			found = list
		}
	}
	return found
}
