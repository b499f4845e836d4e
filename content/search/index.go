package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"prayerbot/content"
)

// An index knows all names of a library, each folded.
type index struct {
	regions map[string]*content.Region
	lists   map[string]*content.List
	// foreignRegions are regions by their names in other languages, which are read
	// when nothing else is found.
	foreignRegions func() map[string]*content.Region
	// foreignLists are lists by their names in other languages, read as the above.
	foreignLists func() map[string]*content.List
	ambiguous    map[string][]*content.Country
	names        map[string]*content.Country   // English names and aliases
	foreign      map[string][]*content.Country // names in other languages
	codes        map[string]*content.Country
	aliases      map[string]*content.Alias
	disputed     map[string]*content.Alias // by the code of a division
	english      []indexedName             // English names and aliases, in order
	all          []indexedName             // names in all languages, the English ones first
}

type indexedName struct {
	folded  string
	country *content.Country
	letters uint64 // which letters the name holds, each as one of 64 bits
	length  int    // in letters
}

// indexKey is under which a library keeps its index.
type indexKey struct{}

// indexOf is the index of a library, built when something is looked for in it
// first.
func indexOf(l *content.Library) *index {
	return l.Derive(indexKey{}, func() any { return newIndex(l) }).(*index)
}

func newIndex(l *content.Library) *index {
	size := 0
	for _, c := range l.Countries {
		size += len(c.ForeignNames)
	}
	x := &index{
		regions: map[string]*content.Region{}, lists: map[string]*content.List{}, ambiguous: l.Ambiguous, names: map[string]*content.Country{},
		foreign: make(map[string][]*content.Country, size), codes: map[string]*content.Country{},
		aliases: map[string]*content.Alias{}, disputed: map[string]*content.Alias{},
	}
	x.foreignRegions = sync.OnceValue(func() map[string]*content.Region { return foreignRegions(l) })
	x.foreignLists = sync.OnceValue(func() map[string]*content.List { return foreignLists(l) })
	x.addAreas(l.Areas)
	x.addAliases(l.Aliases)
	for _, r := range l.Regions {
		x.regions[content.FoldName(r.Name)], x.regions[content.FoldName(r.Key)] = r, r
	}
	for _, list := range l.Lists {
		for _, name := range list.Names() {
			x.lists[content.FoldName(name)] = list
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

// foreignRegions are the regions and areas by their names in other languages, the
// translated ones first; a region goes before an area of the same name.
func foreignRegions(l *content.Library) map[string]*content.Region {
	found, all := map[string]*content.Region{}, slices.Concat(l.Regions, l.Areas)
	add := func(name string, r *content.Region) {
		if p := content.FoldName(name); p != "" && found[p] == nil {
			found[p] = r
		}
	}
	if l.Translations != nil {
		for _, lang := range l.Translations.Languages() {
			for _, r := range all {
				texts, _ := l.Translated(lang, r.NameUnit())
				add(texts[content.FieldName], r)
			}
		}
	}
	for _, r := range all {
		for _, name := range r.Foreign {
			add(name, r)
		}
	}
	return found
}

// foreignLists are the lists by their translated names, the long and the short
// ones.
func foreignLists(l *content.Library) map[string]*content.List {
	found := map[string]*content.List{}
	if l.Translations == nil {
		return found
	}
	for _, lang := range l.Translations.Languages() {
		for _, list := range l.Lists {
			texts, _ := l.Translated(lang, list.NameUnit())
			for _, name := range texts {
				if p := content.FoldName(name); p != "" && found[p] == nil {
					found[p] = list
				}
			}
		}
	}
	return found
}

// addAreas makes the larger parts of the world known.
func (x *index) addAreas(areas []*content.Region) {
	for _, r := range areas {
		for _, name := range append([]string{r.Name, r.Key}, r.Aliases...) {
			x.regions[content.FoldName(name)] = r
		}
	}
}

// addAliases makes peoples and disputed places known. What is disputed goes
// before a people, and that before what the people of a country are called.
func (x *index) addAliases(aliases []*content.Alias) {
	for _, a := range aliases {
		for _, name := range a.Names {
			p := content.FoldName(name)
			if before := x.aliases[p]; before == nil || a.Kind > before.Kind {
				x.aliases[p] = a
			}
		}
		for _, code := range a.States {
			x.disputed[code] = a
		}
	}
}

// addEnglish makes a country known by its English names and its codes.
func (x *index) addEnglish(c *content.Country) {
	x.codes[content.FoldName(c.Key)], x.codes[content.FoldName(c.ISO3)] = c, c
	for _, name := range c.EnglishNames() {
		p := content.FoldName(name)
		if x.names[p] != c {
			x.names[p] = c
			x.english = append(x.english, newIndexedName(p, c))
		}
	}
}

// addForeign makes a country known by its names in other languages.
func (x *index) addForeign(c *content.Country) {
	for _, name := range c.ForeignNames {
		p := content.FoldName(name)
		if p == "" || x.names[p] == c || slices.Contains(x.foreign[p], c) {
			continue
		}
		x.foreign[p] = append(x.foreign[p], c)
		x.all = append(x.all, newIndexedName(p, c))
	}
}

func newIndexedName(folded string, c *content.Country) indexedName {
	return indexedName{folded, c, letters(folded), utf8.RuneCountInString(folded)}
}

// minBeginning is how many letters of a name are enough to mean it.
const minBeginning = 4

// begins lists the countries of which a name begins with the text.
func (x *index) begins(p string) []*content.Country {
	if utf8.RuneCountInString(p) < minBeginning {
		return nil
	}
	var found []*content.Country
	i, _ := slices.BinarySearchFunc(x.english, p, func(n indexedName, p string) int { return cmp.Compare(n.folded, p) })
	for ; i < len(x.english) && strings.HasPrefix(x.english[i].folded, p); i++ {
		if !slices.Contains(found, x.english[i].country) {
			found = append(found, x.english[i].country)
		}
	}
	if len(found) > maxCountries {
		return nil
	}
	return found
}

// minLetters is how many letters begin few enough names in all languages.
const minLetters = 2

// Beginning lists the countries of which a name in any language, of their people
// too, begins with a text, at most maxCountries.
func Beginning(l *content.Library, text string) []*content.Country {
	p, x := content.FoldName(text), indexOf(l)
	if utf8.RuneCountInString(p) < minLetters {
		return nil
	}
	var found []*content.Country
	for _, n := range x.all {
		if strings.HasPrefix(n.folded, p) && !slices.Contains(found, n.country) && len(found) < maxCountries {
			found = append(found, n.country)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(x.aliases)) {
		a := x.aliases[name]
		if strings.HasPrefix(name, p) && len(a.Countries) == 1 && !slices.Contains(found, a.Countries[0]) && len(found) < maxCountries {
			found = append(found, a.Countries[0])
		}
	}
	return found
}
