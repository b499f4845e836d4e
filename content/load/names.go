package load

import (
	"fmt"
	"slices"
	"strings"

	"prayerbot/content"
)

// A nameReader reads and checks the names of countries, regions and lists.
type nameReader struct {
	trees     *trees
	parts     *content.Parts
	regions   *regionReader
	countries *countryReader
	emptied   map[string]bool // keys of areas whose countries are all hidden
}

// readAmbiguous reads the words that name several countries.
func (ld *nameReader) readAmbiguous() {
	found := map[string][]*content.Country{}
	for _, s := range ld.trees.entries("ambiguous.yaml", "word", "means") {
		word := content.FoldName(s.required("word"))
		means := ld.countries.countriesNamed(s, "means")
		if len(s.items("means")) < 2 {
			s.fault(s.line, fmt.Sprintf("%q does not name several countries.", word), "Name at least two, or remove the word.")
		}
		if delete(found, word); len(means) > 1 {
			found[word] = means
		}
	}
	ld.parts.Ambiguous = found
}

// checkNames refuses a name that two countries share, unless it is one of the
// ambiguous words, and regions that no picker can show.
func (ld *nameReader) checkNames() {
	owner := map[string]*content.Country{}
	for _, c := range ld.parts.Countries {
		for _, name := range c.EnglishNames() {
			p := content.FoldName(name)
			if other := owner[p]; other != nil && other != c && ld.parts.Ambiguous[p] == nil {
				f, _ := ld.trees.latest("countries/" + c.Slug + ".yaml")
				f.fault(0, fmt.Sprintf("The name %q belongs to %s too.", name, other.Name), "Remove it from one of them, or add it to ambiguous.yaml.")
			}
			owner[p] = c
		}
	}
	ld.checkListNames(owner)
	ld.checkAliases(owner)
	ld.regions.checkRegions()
}

// checkListNames refuses a name of a list that is a country's or region's, or
// another list's.
func (ld *nameReader) checkListNames(owner map[string]*content.Country) {
	lists := map[string]*content.List{}
	for _, list := range ld.parts.Lists {
		for _, name := range list.Names() {
			p, other := content.FoldName(name), ""
			if c := owner[p]; c != nil {
				other = c.Name
			}
			for _, r := range ld.parts.Regions {
				if content.FoldName(r.Name) == p || content.FoldName(r.Key) == p {
					other = r.Name
				}
			}
			if before := lists[p]; before != nil && before != list {
				other = before.Name
			}
			if other != "" {
				f, _ := ld.trees.latest("lists.yaml")
				f.fault(0, fmt.Sprintf("The name %q of the list %s belongs to %s too.", name, list.Key, other), "Give the list another name.")
			}
			lists[p] = list
		}
	}
}

// readNames reads the names of countries and parts of the world in other languages.
func (ld *nameReader) readNames() {
	for _, p := range ld.trees.filesIn("names") {
		f, data := ld.trees.latest(p)
		lang := strings.TrimSuffix(strings.TrimPrefix(p, "names/"), ".txt")
		number := 0
		for line := range strings.Lines(string(data)) {
			number++
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			key, names, ok := strings.Cut(line, " ")
			if all := strings.Split(names, "; "); !ok || !ld.name(lang, key, all) {
				f.fault(number, "The line does not name a country.", "Write the key of the country, region or area, a space, and its names parted by semicolons.")
			}
		}
	}
}

// name gives a country, a region or an area its names in a language; false where
// there is none of that key.
func (ld *nameReader) name(lang, key string, names []string) bool {
	if ld.countries.hidden[key] != nil {
		return true
	}
	if c := ld.countries.byKey[key]; c != nil {
		c.Names[lang] = names[0]
		c.ForeignNames = append(c.ForeignNames, names...)
		return true
	}
	for _, r := range slices.Concat(ld.parts.Regions, ld.parts.Areas) {
		if r.Key == key {
			r.Foreign = append(r.Foreign, names...)
			return true
		}
	}
	return ld.emptied[key]
}
