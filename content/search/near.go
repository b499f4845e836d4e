package search

import (
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"

	"prayerbot/content"
)

// letters notes which letters a text holds. One slip changes two of them at
// the most.
func letters(p string) uint64 {
	var set uint64
	for _, r := range p {
		set |= 1 << (uint32(r) * 2654435761 >> 26) // #nosec G115 -- a hash; a rune is not negative
	}
	return set
}

// shortName is the most letters of a text in which two slips would turn one
// name into another; there one is looked for.
const shortName = 5

// near lists the countries of which one of the names comes nearest: one slip
// in a short name, at most so many in a longer one (two make sense). Those at
// the same distance come in the order of the names.
func near(all []indexedName, p string, most int) []*content.Country {
	length, set := utf8.RuneCountInString(p), letters(p)
	if length < 2 || length == 2 && p[0] < utf8.RuneSelf {
		return nil // two letters are a word of some scripts, but not of this one
	}
	if length <= shortName {
		most = 1
	}
	var hits [3][]*content.Country // by distance
	for _, n := range all {
		if d := n.length - length; d > most || d < -most || bits.OnesCount64(n.letters^set) > 2*most {
			continue
		}
		if d := edlib.OSADamerauLevenshteinDistance(p, n.folded); d <= most && !slices.Contains(hits[d], n.country) {
			hits[d] = append(hits[d], n.country)
		}
	}
	var found []*content.Country
	for _, c := range slices.Concat(hits[0], hits[1], hits[2]) {
		if !slices.Contains(found, c) && len(found) < maxNear {
			found = append(found, c)
		}
	}
	return found
}

// nearList is the list of which a name is one slip away from a longer text;
// nil where none is.
func (x *index) nearList(p string) *content.List {
	if utf8.RuneCountInString(p) <= shortName {
		return nil
	}
	set := letters(p)
	var found *content.List
	for name, list := range x.lists {
		if bits.OnesCount64(letters(name)^set) > 2 || found != nil && list.Key >= found.Key {
			continue
		}
		if edlib.OSADamerauLevenshteinDistance(p, name) <= 1 {
			found = list
		}
	}
	return found
}
