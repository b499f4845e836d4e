package search

import (
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
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

// near lists the countries of which one of the names comes nearest, by distance:
// one slip in a short name, at most so many in a longer one (two make sense).
// Those at the same distance come in the order of the names.
func near(all []indexedName, p string, most int) (hits [3][]*content.Country) {
	length, set := utf8.RuneCountInString(p), letters(p)
	if length < 2 || length == 2 && p[0] < utf8.RuneSelf {
		return hits // two letters are a word of some scripts, but not of this one
	}
	if length <= shortName {
		most = 1
	}
	for _, n := range all {
		if d := n.length - length; d > most || d < -most || bits.OnesCount64(n.letters^set) > 2*most {
			continue
		}
		if d := edlib.OSADamerauLevenshteinDistance(p, n.folded); d <= most && !slices.Contains(hits[d], n.country) {
			hits[d] = append(hits[d], n.country)
		}
	}
	return hits
}

// nearest are the nearest countries, best first, at most maxNear.
func nearest(hits [3][]*content.Country) []*content.Country {
	return joined(nil, slices.Concat(hits[0], hits[1], hits[2]))
}

// minSlip is from how many letters on a name that is one slip away is taken at
// once: a short word is never taken for a far one.
const minSlip = 5

// shortSlip is up to how many letters only a city that everybody knows is taken for
// what was mistyped, and wellKnown how many people it has.
const (
	shortSlip = 6
	wellKnown = 1_000_000
)

// A slipQuery looks for what a text was meant to be that was mistyped.
type slipQuery struct{ query }

// near is what comes near a text: the one country that is a slip away, or those
// to choose from.
func (q slipQuery) near() Result {
	if q.tooLong() || q.isInvented() {
		return Result{Doubt: true}
	}
	if list := q.nearList(q.folded); list != nil {
		return Result{List: list, Of: Of{Name: list.Name, How: Slip}}
	}
	hits := near(q.all, q.folded, 2)
	if len([]rune(q.folded)) >= minSlip && len(hits[0]) == 0 {
		if found := q.slip(hits[1]); len(found.Countries) == 1 {
			return found
		}
	}
	return Result{Near: nearest(hits), Doubt: true}
}

// slip is the one country whose name is a single slip away; else the one of a
// people, a state or a large city.
func (q slipQuery) slip(near []*content.Country) Result {
	switch len(near) {
	case 0:
		if len([]rune(q.folded)) > minSlip {
			return q.slipOfPlace()
		}
	case 1:
		if q.isFar(near[0]) {
			return Result{}
		}
		return Result{Countries: near, Of: Of{How: Slip}, Doubt: q.isWord() || len([]rune(q.folded)) <= minSlip}
	}
	return Result{}
}

// isFar tells whether a country comes near only by what a few languages call it that the
// bot does not speak: that may be meant, and is offered, but is not taken at once.
func (q slipQuery) isFar(c *content.Country) bool {
	if q.nearEnglish(c) {
		return false
	}
	n := 0
	for lang, name := range c.Names {
		p := content.FoldName(name)
		if edlib.OSADamerauLevenshteinDistance(q.folded, p) > 1 {
			continue
		}
		if n++; q.speaks(lang) {
			return false
		}
	}
	return n > 0 && n <= fewLanguages
}

// speaks tells whether the content is translated into a language.
func (q query) speaks(lang string) bool {
	return q.library.Translations != nil && slices.Contains(q.library.Translations.Languages(), lang)
}

// slipOfPlace looks for the slip among peoples, disputed places, states and large
// cities; empty where there is none, or several.
func (q slipQuery) slipOfPlace() Result {
	var found Result
	for _, s := range gazetteer.Near(q.folded) {
		if first := s.Places[0]; len([]rune(q.folded)) <= shortSlip && first.Kind() == gazetteer.City && first.People < wellKnown {
			continue
		}
		near := q.query
		near.folded = s.Name
		hit := near.alias()
		if hit.Empty() {
			hit = placeQuery{near}.place()
		}
		if len(hit.Countries) == 0 || hit.Of.How == Itself && q.isStrange(s.Name, hit.Countries[0]) {
			continue
		}
		if len(found.Countries) > 0 && found.Of.Name != hit.Of.Name {
			return Result{}
		}
		found = hit
	}
	if len(found.Countries) == 1 {
		found.Of.How, found.Doubt = Slip, true
	}
	return found
}

// isStrange tells whether a name that comes near is only what far languages call a country,
// and not its people, nor anything like its English name.
func (q query) isStrange(name string, c *content.Country) bool {
	a := q.aliases[name]
	return (a == nil || a.Kind != content.Demonym) && !q.nearEnglish(c)
}

// nearEnglish tells whether the text is two slips or less from an English name of a country.
func (q query) nearEnglish(c *content.Country) bool {
	hits := near(q.english, q.folded, 2)
	return slices.Contains(hits[1], c) || slices.Contains(hits[2], c)
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
