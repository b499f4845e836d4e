package session

import (
	"slices"

	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/search"
)

// NamesWithin are the keys, with their mark, of the countries, regions and lists that a text
// names, each once. A text that is a name goes before what stands within it.
func (p *Places) NamesWithin(text string) (keys []string) {
	if wanted := p.Wanted(text); len(wanted.Unclear) == 0 && len(wanted.Clear) > 0 && sureOf(wanted.Clear) {
		return keysOf(wanted.Selection)
	}
	for _, piece := range search.Named(p.Library, text, p.fillers()) {
		if sel, sure := piece.Found.Selection(); sure {
			keys = append(keys, keysOf(sel)...)
		}
	}
	return once(keys)
}

// MeansWhole tells whether a text says that nothing less than the whole world is meant.
func (p *Places) MeansWhole(text string) bool {
	wanted := p.Wanted(text)
	return text != "" && wanted.Selection.Whole() && len(wanted.Unclear) == 0
}

// sureOf tells whether names were found as they stand, and are no ordinary words.
func sureOf(pieces []search.Piece) bool {
	return !slices.ContainsFunc(pieces, func(p search.Piece) bool { return p.Found.Doubt || p.Found.Of.How == search.Slip })
}

// keysOf are the keys of a selection, with their mark.
func keysOf(sel content.Selection) (keys []string) {
	for _, key := range slices.Concat(sel.Countries, sel.Regions, sel.Lists) {
		keys = append(keys, reply.Keyed(key))
	}
	return keys
}

// once are texts without those that stood before.
func once(all []string) (each []string) {
	for _, one := range all {
		if !slices.Contains(each, one) {
			each = append(each, one)
		}
	}
	return each
}
