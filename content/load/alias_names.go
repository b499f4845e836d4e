package load

import (
	"fmt"

	"prayerbot/content"
)

// checkAliases refuses a name that leads to two things, unless ambiguous.yaml
// says so: an area, a people, a disputed place, a region or a country's own.
func (ld *nameReader) checkAliases(owner map[string]*content.Country) {
	leads := map[string]string{}
	for name, c := range owner {
		leads[name] = c.Name
	}
	for _, r := range ld.parts.Regions {
		leads[content.FoldName(r.Name)] = r.Name
	}
	claim := func(path, name, of string) {
		p := content.FoldName(name)
		if before, taken := leads[p]; taken && before != of && ld.parts.Ambiguous[p] == nil {
			f, _ := ld.trees.latest(path)
			f.fault(0, fmt.Sprintf("The name %q of %s belongs to %s too.", name, of, before), "Remove it from one of them, or add it to ambiguous.yaml.")
		}
		leads[p] = of
	}
	for _, r := range ld.parts.Areas {
		for _, name := range append([]string{r.Name}, r.Aliases...) {
			claim("areas.yaml", name, r.Name)
		}
	}
	for _, list := range ld.parts.Lists {
		for _, name := range list.Names() {
			claim("lists.yaml", name, list.Name)
		}
	}
	for _, a := range ld.parts.Aliases {
		for _, name := range a.Names {
			claim(pathOf(a.Kind), name, a.Name)
		}
	}
}

// pathOf is the file of a kind of aliases.
func pathOf(kind content.AliasKind) string {
	for _, f := range aliasFiles {
		if f.kind == kind {
			return f.path
		}
	}
	return ""
}
