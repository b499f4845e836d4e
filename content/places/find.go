package places

import (
	"slices"
	"strings"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
)

// Find says which clock a text may mean: a zone, a difference to UTC, the name of
// a clock, or a city, state or country, with what it lies in behind a comma or a
// space ("paris, texas", "lagos nigeria", "london ON"), or a name that is one slip
// away.
func Find(text string) Answer {
	if a := clock(text); len(a.Places) > 0 {
		return a
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",،、;()，", r) })
	parts = slices.DeleteFunc(parts, func(s string) bool { return content.FoldName(s) == "" })
	switch len(parts) {
	case 0:
		return Answer{}
	case 1:
		return ofWords(parts[0])
	}
	return ofParts(parts)
}

// ofParts reads a name with hints behind commas.
func ofParts(parts []string) Answer {
	named := named(parts[0])
	if fits := fitting(named, parts[1:]); len(fits) > 0 {
		return choose(fits)
	}
	if whole := gazetteer.Named(strings.Join(parts, " ")); len(whole) > 0 { // "Washington, D.C."
		return choose(whole)
	}
	if len(named) == 0 {
		return ofSlip(parts[0])
	}
	hint := strings.TrimSpace(parts[1])
	return Answer{Miss: &Miss{strings.TrimSpace(parts[0]), hint}}
}

// named are the places of a name, which may stand in another case of Russian: "Москве".
func named(text string) []gazetteer.Place {
	all := gazetteer.Named(text)
	if len(all) > 0 {
		return all
	}
	for name := range content.Nominatives(text) {
		if all := gazetteer.Named(name); len(all) > 0 {
			return all
		}
	}
	return nil
}

// ofWords reads a name, with hints behind spaces where nothing is called so as a
// whole.
func ofWords(text string) Answer {
	if all := named(text); len(all) > 0 {
		return choose(all)
	}
	fields := strings.Fields(text)
	for n := len(fields) - 1; n > 0; n-- {
		named, hint := gazetteer.Named(strings.Join(fields[:n], " ")), strings.Join(fields[n:], " ")
		if len(named) == 0 || !isHint(hint) {
			continue
		}
		if fits := fitting(named, []string{hint}); len(fits) > 0 {
			return choose(fits)
		}
		return Answer{Miss: &Miss{strings.Join(fields[:n], " "), hint}}
	}
	return ofSlip(text)
}

// known is how many people a city has that is taken for a mistyped name.
const known = 100_000

// surely is up to how many letters only a place's usual name is taken for what was
// mistyped.
const surely = 6

// wellKnown is how many people such a place has.
const wellKnown = 1_000_000

// ofSlip looks for a name that is one slip away.
func ofSlip(text string) Answer {
	var all []gazetteer.Place
	for _, slip := range gazetteer.Near(text) {
		for _, p := range slip.Places[:min(1, len(slip.Places))] {
			if p.People >= known && (len(slip.Name) > surely || content.FoldName(p.Name) == slip.Name && p.People >= wellKnown) && p.Kind() != gazetteer.Clock && p.Kind() != gazetteer.Part {
				all = append(all, p)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b gazetteer.Place) int { return b.People - a.People })
	a := choose(all)
	a.Slip = len(a.Places) > 0
	return a
}
