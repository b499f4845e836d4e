package load

import (
	"cmp"
	"fmt"
	"slices"

	"prayerbot/content"
)

// An aliasReader reads the peoples, disputed places and larger parts of the world
// by whose names countries are found.
type aliasReader struct {
	trees     *trees
	parts     *content.Parts
	regions   *regionReader
	countries *countryReader
	emptied   map[string]bool // keys of areas whose countries are all hidden
}

// aliasFiles are the files of names that lead to countries, by their kind.
var aliasFiles = []struct {
	path string
	kind content.AliasKind
}{{"disputed.yaml", content.Disputed}, {"peoples.yaml", content.People}, {"demonyms.yaml", content.Demonym}}

// readAliases reads the files of aliases that are there. An entry of a later tree
// takes the place of one of the same name.
func (ld *aliasReader) readAliases() {
	for _, f := range aliasFiles {
		if len(ld.trees.files[f.path]) == 0 {
			continue
		}
		for _, s := range ld.trees.entries(f.path, "name", "names", "countries", "states") {
			ld.addAlias(ld.readAlias(s, f.kind))
		}
	}
}

func (ld *aliasReader) readAlias(s section, kind content.AliasKind) *content.Alias {
	a := &content.Alias{Name: s.text("name"), Names: s.texts("names"), Kind: kind, States: s.texts("states")}
	switch {
	case a.Name == "" && (kind != content.Demonym || len(a.Names) == 0):
		s.fault(s.line, "The entry has no name.", "Add name: and what it is called.")
		return a
	case a.Name == "":
		a.Name = a.Names[0]
	default:
		a.Names = append([]string{a.Name}, a.Names...)
	}
	a.Countries = ld.countries.countriesNamed(s, "countries")
	if len(s.items("countries")) == 0 {
		s.fault(s.line, fmt.Sprintf("%q leads to no country.", a.Name), "Add countries: and their keys.")
	}
	slices.SortFunc(a.Countries, func(x, y *content.Country) int {
		return cmp.Compare(content.FoldName(x.Name), content.FoldName(y.Name))
	})
	return a
}

func (ld *aliasReader) addAlias(a *content.Alias) {
	if len(a.Countries) == 0 { // those that it led to are hidden
		return
	}
	for i, old := range ld.parts.Aliases {
		if old.Kind == a.Kind && old.Name == a.Name {
			ld.parts.Aliases[i] = a
			return
		}
	}
	ld.parts.Aliases = append(ld.parts.Aliases, a)
}

// readAreas reads the parts of the world that no picker offers.
func (ld *aliasReader) readAreas() {
	if len(ld.trees.files["areas.yaml"]) == 0 {
		return
	}
	seen := seenKeys{}
	for _, s := range ld.trees.entries("areas.yaml", "key", "name", "in_text", "code", "aliases", "regions", "countries") {
		r := &content.Region{Key: s.required("key"), Name: s.required("name"), InText: s.text("in_text"), Code: s.text("code"), Aliases: s.texts("aliases")}
		if !wordForm.MatchString(r.Key) || seen.repeats(s, r.Key) || ld.regions.isRegion(r.Key) {
			s.fault(s.lineOf("key"), fmt.Sprintf("The key %q is taken, or has the wrong form.", r.Key), "Use words of a-z joined by dashes, each key once.")
			continue
		}
		ld.fillArea(r, s)
		i := slices.IndexFunc(ld.parts.Areas, func(old *content.Region) bool { return old.Key == r.Key })
		switch {
		case len(r.Countries) == 0: // those that it held are hidden
			ld.emptied[r.Key] = true
		case i >= 0:
			ld.parts.Areas[i] = r
		default:
			ld.parts.Areas = append(ld.parts.Areas, r)
		}
	}
}

// fillArea gives an area the countries of its regions and its own.
func (ld *aliasReader) fillArea(r *content.Region, s section) {
	held := ld.countries.countriesNamed(s, "countries")
	for _, key := range s.texts("regions") {
		region := ld.regions.regionByKey[key]
		if region == nil {
			s.fault(s.lineOf("regions"), fmt.Sprintf("There is no region %q.", key), "Use a key of regions.yaml.")
			continue
		}
		r.Regions = append(r.Regions, region)
		held = append(held, region.Countries...)
	}
	for _, c := range held {
		if !slices.Contains(r.Countries, c) {
			r.Countries = append(r.Countries, c)
		}
	}
}
