package content

import (
	"fmt"
	"maps"
	"slices"
)

// readAmbiguous reads the words that name several countries.
func (ld *loader) readAmbiguous(l *Library) map[string][]*Country {
	found := map[string][]*Country{}
	for _, s := range ld.entries("ambiguous.yaml", "word", "means") {
		word := plain(s.required("word"))
		means := ld.countries(l, s, "means")
		if len(s.items("means")) < 2 {
			s.fault(s.line, fmt.Sprintf("%q does not name several countries.", word), "Name at least two, or remove the word.")
		}
		if delete(found, word); len(means) > 1 {
			found[word] = means
		}
	}
	return found
}

// checkNames refuses a name that two countries share, unless it is one of the
// ambiguous words, and regions that no picker can show.
func (ld *loader) checkNames(l *Library, ambiguous map[string][]*Country) {
	owner := map[string]*Country{}
	for _, c := range l.Countries {
		for _, name := range c.english() {
			p := plain(name)
			if other := owner[p]; other != nil && other != c && ambiguous[p] == nil {
				f, _ := ld.last("countries/" + c.Slug + ".yaml")
				f.fault(0, fmt.Sprintf("The name %q belongs to %s too.", name, other.Name), "Remove it from one of them, or add it to ambiguous.yaml.")
			}
			owner[p] = c
		}
	}
	ld.checkListNames(l, owner)
	ld.checkRegions(l)
}

// checkRegions refuses regions that no picker can show. One whose countries
// are all hidden goes with them.
func (ld *loader) checkRegions(l *Library) {
	emptied := func(r *Region) bool {
		for _, c := range ld.hidden {
			if c.Region == r && len(r.Countries) == 0 {
				return true
			}
		}
		return false
	}
	l.Regions = slices.DeleteFunc(l.Regions, emptied)
	maps.DeleteFunc(l.regions, func(_ string, r *Region) bool { return emptied(r) })
	for _, r := range l.Regions {
		if n := len(r.Countries); n == 0 || n > maxPicker {
			f, _ := ld.last("regions.yaml")
			f.fault(0, fmt.Sprintf("The region %s has %d countries.", r.Key, n), fmt.Sprintf("A region needs 1 to %d.", maxPicker))
		}
	}
}

// checkListNames refuses a name of a list that is a country's or region's, or
// another list's.
func (ld *loader) checkListNames(l *Library, owner map[string]*Country) {
	lists := map[string]*List{}
	for _, list := range l.Lists {
		for _, name := range list.names() {
			p, other := plain(name), ""
			if c := owner[p]; c != nil {
				other = c.Name
			}
			for _, r := range l.Regions {
				if plain(r.Name) == p || plain(r.Key) == p {
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
