package load

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"prayerbot/content"
)

// A regionReader reads the regions.
type regionReader struct {
	trees       *trees
	parts       *content.Parts
	countries   *countryReader
	regionByKey map[string]*content.Region
}

// checkRegions refuses regions that no picker can show. One whose countries
// are all hidden goes with them.
func (ld *regionReader) checkRegions() {
	emptied := func(r *content.Region) bool {
		for _, c := range ld.countries.hidden {
			if c.Region == r && len(r.Countries) == 0 {
				return true
			}
		}
		return false
	}
	ld.parts.Regions = slices.DeleteFunc(ld.parts.Regions, emptied)
	maps.DeleteFunc(ld.regionByKey, func(_ string, r *content.Region) bool { return emptied(r) })
	for _, r := range ld.parts.Regions {
		if n := len(r.Countries); n == 0 || n > maxPicker {
			f, _ := ld.trees.latest("regions.yaml")
			f.fault(0, fmt.Sprintf("The region %s has %d countries.", r.Key, n), fmt.Sprintf("A region needs 1 to %d.", maxPicker))
		}
	}
}

// maxPicker is how many entries a picker can show: Discord's 25, less one for
// the way back.
const maxPicker = 24

// readRegions reads regions.yaml.
func (ld *regionReader) readRegions() {
	seen := seenKeys{}
	for _, s := range ld.trees.entries("regions.yaml", "key", "name", "in_text", "code") {
		r := &content.Region{Key: s.required("key"), Name: s.required("name"), InText: s.text("in_text"), Code: s.text("code")}
		if !wordForm.MatchString(r.Key) || seen.repeats(s, r.Key) {
			s.fault(s.lineOf("key"), fmt.Sprintf("The key %q is taken, or has the wrong form.", r.Key), "Use words of a-z joined by dashes, each key once.")
			continue
		}
		if old := ld.regionByKey[r.Key]; old != nil {
			old.Name, old.InText, old.Code = r.Name, r.InText, cmp.Or(r.Code, old.Code)
			continue
		}
		ld.regionByKey[r.Key] = r
		ld.parts.Regions = append(ld.parts.Regions, r)
	}
	if len(ld.parts.Regions) > maxPicker {
		f, _ := ld.trees.latest("regions.yaml")
		f.fault(1, fmt.Sprintf("There are %d regions.", len(ld.parts.Regions)), fmt.Sprintf("Keep to %d.", maxPicker))
	}
}
