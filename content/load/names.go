package load

import (
	"fmt"
	"strings"

	"prayerbot/content"
)

// A nameReader reads and checks the names of countries, regions and lists.
type nameReader struct {
	trees     *trees
	parts     *content.Parts
	regions   *regionReader
	countries *countryReader
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

// readNames reads the names of countries in other languages.
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
			if ld.countries.hidden[key] != nil {
				continue
			}
			c := ld.countries.byKey[key]
			if !ok || c == nil {
				f.fault(number, "The line does not name a country.", "Write the country's key, a space, and its names parted by semicolons.")
				continue
			}
			all := strings.Split(names, "; ")
			c.Names[lang] = all[0]
			c.ForeignNames = append(c.ForeignNames, all...)
		}
	}
}
