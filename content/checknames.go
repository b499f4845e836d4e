package content

import (
	"fmt"
	"maps"
	"slices"
)

// readAmbiguous reads the words that name several countries.
func (ld *loader) readAmbiguous() {
	found := map[string][]*Country{}
	for _, s := range ld.entries("ambiguous.yaml", "word", "means") {
		word := FoldName(s.required("word"))
		means := ld.countries(s, "means")
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
func (ld *loader) checkNames() {
	owner := map[string]*Country{}
	for _, c := range ld.parts.Countries {
		for _, name := range c.EnglishNames() {
			p := FoldName(name)
			if other := owner[p]; other != nil && other != c && ld.parts.Ambiguous[p] == nil {
				f, _ := ld.last("countries/" + c.Slug + ".yaml")
				f.fault(0, fmt.Sprintf("The name %q belongs to %s too.", name, other.Name), "Remove it from one of them, or add it to ambiguous.yaml.")
			}
			owner[p] = c
		}
	}
	ld.checkListNames(owner)
	ld.checkRegions()
}

// checkRegions refuses regions that no picker can show. One whose countries
// are all hidden goes with them.
func (ld *loader) checkRegions() {
	emptied := func(r *Region) bool {
		for _, c := range ld.hidden {
			if c.Region == r && len(r.Countries) == 0 {
				return true
			}
		}
		return false
	}
	ld.parts.Regions = slices.DeleteFunc(ld.parts.Regions, emptied)
	maps.DeleteFunc(ld.regionByKey, func(_ string, r *Region) bool { return emptied(r) })
	for _, r := range ld.parts.Regions {
		if n := len(r.Countries); n == 0 || n > maxPicker {
			f, _ := ld.last("regions.yaml")
			f.fault(0, fmt.Sprintf("The region %s has %d countries.", r.Key, n), fmt.Sprintf("A region needs 1 to %d.", maxPicker))
		}
	}
}

// checkListNames refuses a name of a list that is a country's or region's, or
// another list's.
func (ld *loader) checkListNames(owner map[string]*Country) {
	lists := map[string]*List{}
	for _, list := range ld.parts.Lists {
		for _, name := range list.Names() {
			p, other := FoldName(name), ""
			if c := owner[p]; c != nil {
				other = c.Name
			}
			for _, r := range ld.parts.Regions {
				if FoldName(r.Name) == p || FoldName(r.Key) == p {
					other = r.Name
				}
			}
			if before := lists[p]; before != nil && before != list {
				other = before.Name
			}
			if other != "" {
				f, _ := ld.last("lists.yaml")
				f.fault(0, fmt.Sprintf("The name %q of the list %s belongs to %s too.", name, list.Key, other), "Give the list another name.")
			}
			lists[p] = list
		}
	}
}
