package content

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/hbollon/go-edlib"
	"golang.org/x/text/unicode/norm"
)

// Found is what a text may mean. An unambiguous text gives one country, a
// region or a list.
type Found struct {
	Countries []*Country // one: sure; several: the text names all of these ("Congo")
	Region    *Region    // the text names a region
	List      *List      // the text names a list
	Near      []*Country // nothing matched: the nearest names, best first, at most 5
}

// maxNear is how many near names are worth offering.
const maxNear = 5

// maxFound is how many countries a picker of several can show.
const maxFound = 24

// A finder knows all names in their plain form.
type finder struct {
	regions   map[string]*Region
	lists     map[string]*List
	ambiguous map[string][]*Country
	names     map[string]*Country   // English names and aliases
	foreign   map[string][]*Country // names in other languages
	codes     map[string]*Country
	sorted    []named // names again, in order
}

type named struct {
	plain   string
	country *Country
}

func newFinder(l *Library, ambiguous map[string][]*Country) *finder {
	f := &finder{
		regions: map[string]*Region{}, lists: map[string]*List{}, ambiguous: ambiguous, names: map[string]*Country{},
		foreign: map[string][]*Country{}, codes: map[string]*Country{},
	}
	for _, r := range l.Regions {
		f.regions[plain(r.Name)], f.regions[plain(r.Key)] = r, r
	}
	for _, list := range l.Lists {
		for _, name := range list.names() {
			f.lists[plain(name)] = list
		}
	}
	for _, c := range l.Countries {
		f.add(c)
	}
	slices.SortFunc(f.sorted, func(a, b named) int { return cmp.Compare(a.plain, b.plain) })
	return f
}

// add makes a country known by all its names.
func (f *finder) add(c *Country) {
	f.codes[plain(c.Key)], f.codes[plain(c.ISO3)] = c, c
	for _, name := range c.english() {
		p := plain(name)
		f.names[p] = c
		f.sorted = append(f.sorted, named{p, c})
	}
	for _, name := range c.foreign {
		p := plain(name)
		if p != "" && !slices.Contains(f.foreign[p], c) {
			f.foreign[p] = append(f.foreign[p], c)
		}
	}
}

// english are the names of a country that must be its own.
func (c *Country) english() []string {
	names := append([]string{c.Name, c.Slug}, c.Aliases...)
	for _, fact := range c.Facts {
		if fact.Kind == FactOfficialName {
			names = append(names, fact.Value)
		}
	}
	return names
}

// plain is the form in which names are compared: lower case, without accents
// and punctuation, single spaces, no leading "the".
func plain(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == '.' || unicode.Is(unicode.Mn, r):
		case r == '&':
			b.WriteString(" and")
			space = true
		default:
			space = true
		}
	}
	return strings.TrimPrefix(b.String(), "the ")
}

// Find looks for a country or region by any name, alias, code or name in
// another language, without regard to case, accents and punctuation. An empty
// Found means that nothing comes near.
func (l *Library) Find(text string) Found {
	p := plain(text)
	if p == "" {
		return Found{}
	}
	f := l.finder
	if several := f.ambiguous[p]; several != nil {
		return Found{Countries: several}
	}
	if c := f.names[p]; c != nil {
		return Found{Countries: []*Country{c}}
	}
	if r := f.regions[p]; r != nil {
		return Found{Region: r}
	}
	if list := f.lists[p]; list != nil {
		return Found{List: list}
	}
	if several := f.foreign[p]; len(several) > 0 {
		return Found{Countries: several}
	}
	if c := f.codes[p]; c != nil {
		return Found{Countries: []*Country{c}}
	}
	if several := f.begins(p); len(several) > 0 {
		return Found{Countries: several}
	}
	return Found{Near: f.near(p)}
}

// minBeginning is how many letters of a name are enough to mean it.
const minBeginning = 4

// begins lists the countries of which a name begins with the text.
func (f *finder) begins(p string) []*Country {
	if len([]rune(p)) < minBeginning {
		return nil
	}
	var found []*Country
	i, _ := slices.BinarySearchFunc(f.sorted, p, func(n named, p string) int { return cmp.Compare(n.plain, p) })
	for ; i < len(f.sorted) && strings.HasPrefix(f.sorted[i].plain, p); i++ {
		if !slices.Contains(found, f.sorted[i].country) {
			found = append(found, f.sorted[i].country)
		}
	}
	if len(found) > maxFound {
		return nil
	}
	return found
}

// near lists the countries whose names come nearest: one slip in a short name,
// two in a longer one.
func (f *finder) near(p string) []*Country {
	length := len([]rune(p))
	most := 2
	if length <= 5 {
		most = 1
	}
	if length < 3 {
		return nil
	}
	type hit struct {
		country  *Country
		distance int
	}
	var hits []hit
	for _, n := range f.sorted {
		if d := len(n.plain) - len(p); d > most+2 || d < -most-2 {
			continue
		}
		if d := edlib.OSADamerauLevenshteinDistance(p, n.plain); d <= most {
			hits = append(hits, hit{n.country, d})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.distance, b.distance) })
	var found []*Country
	for _, h := range hits {
		if !slices.Contains(found, h.country) && len(found) < maxNear {
			found = append(found, h.country)
		}
	}
	return found
}

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
