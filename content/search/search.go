package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
)

// A Result is what a text may mean. An unambiguous text gives one country, a
// region or a list.
type Result struct {
	Countries []*content.Country // one: sure; several: the text names all of these ("Congo")
	Region    *content.Region    // the text names a region or an area
	List      *content.List      // the text names a list
	Near      []*content.Country // nothing matched: the nearest names, best first, at most 4

	Of    Of   // by what the countries were found
	Doubt bool // it may as well be an ordinary word: nobody who only says it means the place
}

// An Of says by what a country was found, where that is not its own name.
type Of struct {
	Name string // as it is said: "Kaduna"; "" where the country was named itself
	How  How
}

// How a name leads to a country.
type How int

// The ways of a name to its country.
const (
	Itself How = iota // it is the country's own, or what its people are called
	Within            // it lies there: "Kaduna is in Nigeria."
	See               // nothing is said of where it lies: "For Tibet, see China."
	Slip              // it was mistyped: "I took this for North Korea."
)

// maxNear is how many near names are worth offering.
const maxNear = 4

// maxCountries is how many countries a picker of several can show.
const maxCountries = 24

// Find looks for a country, region, area or list by any name, code, flag, or by
// what lies in it or lives there, in any language, without regard to case, accents
// and punctuation. An empty Result means that nothing comes near. A text that
// begins with KeyMark is a key.
func Find(l *content.Library, text string) Result {
	q := newQuery(l, text)
	if found := q.exact(); !found.Empty() || q.folded == "" {
		return found
	}
	return slipQuery{q}.near()
}

func newQuery(l *content.Library, text string) query {
	return query{index: indexOf(l), library: l, text: strings.TrimSpace(text), folded: content.FoldName(text)}
}

// exact is what a text means as it stands, without a slip in it.
func (q query) exact() Result {
	if key, is := strings.CutPrefix(q.text, KeyMark); is {
		return ByKey(q.library, key)
	}
	if found := q.flag(); !found.Empty() || q.folded == "" || q.tooLong() {
		return found
	}
	whole := q.folded
	for _, p := range spellings(q.text) {
		q.folded = p
		for _, look := range []func() Result{q.code, q.own, q.alias, q.kept, q.foreign, q.people, q.lowCode, placeQuery{q}.place, q.begins} {
			if found := look(); !found.Empty() {
				return found
			}
		}
	}
	q.folded = whole
	for _, look := range []func() Result{q.part, q.declined} {
		if found := look(); !found.Empty() {
			return found
		}
	}
	return placeQuery{q}.town()
}

// declined looks for a name that stands in another case of Russian: "в Нигерии".
func (q query) declined() Result {
	if q.isWord() {
		return Result{}
	}
	for name := range content.Nominatives(q.folded) {
		q.folded, q.text = name, name
		for _, look := range []func() Result{q.foreign, placeQuery{q}.place} {
			if found := look(); found.one() {
				return found
			}
		}
	}
	return Result{}
}

// A query is one text that is looked for.
type query struct {
	*index
	library *content.Library
	text    string
	folded  string
}

// longestName is more letters than any name has, and mostNameWords the most words that one
// has: what is longer is not looked for.
const (
	longestName   = 120
	mostNameWords = 9
)

func (q query) tooLong() bool { return utf8.RuneCountInString(q.folded) > longestName }

func only(c *content.Country) Result {
	if c == nil {
		return Result{}
	}
	return Result{Countries: []*content.Country{c}}
}

// code takes two or three capital letters for an ISO code, whatever they spell.
func (q query) code() Result {
	if n := len(q.text); n < 2 || n > 3 || strings.ToUpper(q.text) != q.text || strings.ToLower(q.text) == q.text {
		return Result{}
	}
	return only(q.codes[q.folded])
}

// lowCode takes small letters for a code: words may be spelled so.
func (q query) lowCode() Result {
	found := only(q.codes[q.folded])
	found.Doubt = len(q.folded) < 4
	return found
}

// own looks for what countries, regions and lists are called in English.
func (q query) own() Result {
	if several := q.ambiguous[q.folded]; several != nil {
		if c := q.library.Country(gazetteer.Vocalized(q.text)); c != nil {
			return q.vocalized(c)
		}
		return Result{Countries: several}
	}
	if c := q.names[q.folded]; c != nil {
		return only(c)
	}
	if r := q.regions[q.folded]; r != nil {
		return Result{Region: r}
	}
	return Result{List: q.lists[q.folded]}
}

// vocalized is the country to which the vowel signs of a name lead that is another's too.
func (q query) vocalized(c *content.Country) Result {
	found := only(c)
	if c.Key == "JO" {
		found.Of = Of{"Amman", Within}
	}
	return found
}

// alias looks for peoples and disputed places.
func (q query) alias() Result {
	a := q.aliases[q.folded]
	if a == nil {
		return Result{}
	}
	found := Result{Countries: slices.Clone(a.Countries), Of: Of{a.Name, See}, Doubt: q.isWord()}
	if a.Kind == content.Demonym && len(a.Countries) == 1 {
		found.Of = Of{}
	}
	return found
}

// kept looks for a part of a country that was added by hand, because it is meant
// by its name whatever a country is called in some language.
func (q query) kept() Result {
	if all := gazetteer.Named(q.folded); len(all) > 0 && all[0].Kept() {
		return placeQuery{q}.place()
	}
	return Result{}
}

// foreign looks for what countries, regions and lists are called in other languages.
// A region goes before a country that only a few languages call so: "Amerika".
func (q query) foreign() Result {
	found, region := q.index.foreign[q.folded], q.foreignRegions()[q.folded]
	if list := q.foreignLists()[q.folded]; len(found) == 0 && region == nil && list != nil {
		return Result{List: list}
	}
	if len(found) == 0 || region != nil && len(found) == 1 && q.languages(found[0]) <= fewLanguages {
		return Result{Region: region}
	}
	return q.orSlip(Result{Countries: found, Doubt: q.isWord()})
}

// orSlip is what was found by a name in another language, or where that is a rare one
// and a slip of another country's English name, both to choose from. A name that was
// typed with its accents is no slip: "Irã" is Iran in Portuguese, "ira" may be Iraq.
func (q query) orSlip(found Result) Result {
	if len(found.Countries) != 1 || q.languages(found.Countries[0]) > fewLanguages || q.accented(found.Countries[0]) {
		return found
	}
	near := near(q.english, q.folded, 1)[1]
	near = slices.DeleteFunc(near, func(c *content.Country) bool { return c == found.Countries[0] })
	if len(near) == 1 {
		return Result{Near: []*content.Country{near[0], found.Countries[0]}, Doubt: true}
	}
	return found
}

// accented tells whether the text is a name of a country in some language, letter by
// letter, with an accent that English does not have.
func (q query) accented(c *content.Country) bool {
	text := norm.NFC.String(q.text)
	return strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 &&
		slices.ContainsFunc(c.ForeignNames, func(name string) bool { return strings.EqualFold(name, text) })
}

// fewLanguages is in how many languages a name is a rare one.
const fewLanguages = 2

// languages counts those in which a country is called so.
func (q query) languages(c *content.Country) int {
	n := 0
	for _, name := range c.Names {
		if content.FoldName(name) == q.folded {
			n++
		}
	}
	return n
}

// part looks for a part of a country by its side: "northern Nigeria", "eastern DRC".
// Where a country is called by that side, it is meant: "southern Sudan".
func (q query) part() Result {
	side, rest := cutSide(q.folded)
	if side == "" {
		return Result{}
	}
	for _, p := range []string{side + " " + rest, rest} {
		q.folded, q.text = p, strings.ToUpper(p)
		for _, look := range []func() Result{q.code, q.own, q.foreign} {
			if found := look(); len(found.Countries) == 1 {
				return found
			}
		}
	}
	return Result{}
}

// begins takes the beginning of a country's English name.
func (q query) begins() Result {
	begin := q.index.begins(q.folded)
	if q.isInvented() {
		return Result{}
	}
	if len(begin) > 0 && len(gazetteer.Named(q.folded)) > 0 {
		return Result{Near: begin[:min(len(begin), maxNear)], Doubt: true} // a small town is called so
	}
	if len(begin) == 1 { // "mald" may be the Maldives, or Mali mistyped
		if both := joined(begin, nearest(near(q.english, q.folded, 1))); len(both) > 1 {
			return Result{Near: both}
		}
	}
	return Result{Countries: begin, Doubt: true}
}

// isWord tells whether the text is an ordinary word too.
func (q query) isWord() bool { return words()[q.folded] }

// joined is one list behind the other, each country once, at most maxNear.
func joined(first, second []*content.Country) []*content.Country {
	for _, c := range second {
		if !slices.Contains(first, c) {
			first = append(first, c)
		}
	}
	return first[:min(len(first), maxNear)]
}
