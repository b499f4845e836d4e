package load

import (
	"cmp"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"prayerbot/content"
)

// trigrams are the runs of three words of a text, without regard to case and
// punctuation.
func trigrams(text string) map[string]bool {
	words := strings.Fields(content.FoldName(text))
	set := map[string]bool{}
	for i := 0; i+3 <= len(words); i++ {
		set[strings.Join(words[i:i+3], " ")] = true
	}
	return set
}

// alike is what two points share: of the trigrams of the smaller one, the
// share that stands in the other too.
type alike struct {
	a, b  string
	share float64
}

// allAlike compares all points with one another.
func allAlike(points []*content.Point) []alike {
	sets := make([]map[string]bool, len(points))
	holders := map[string][]int{}
	for i, p := range points {
		sets[i] = trigrams(p.Text)
		for tri := range sets[i] {
			holders[tri] = append(holders[tri], i)
		}
	}
	shared := map[[2]int]int{}
	for _, who := range holders {
		slices.Sort(who)
		for i, a := range who {
			for _, b := range who[i+1:] {
				shared[[2]int{a, b}]++
			}
		}
	}
	var all []alike
	for pair, n := range shared {
		a, b := pair[0], pair[1]
		all = append(all, alike{points[a].ID, points[b].ID, float64(n) / float64(min(len(sets[a]), len(sets[b])))})
	}
	slices.SortFunc(all, func(x, y alike) int {
		return cmp.Or(-cmp.Compare(x.share, y.share), cmp.Compare(x.a+x.b, y.a+y.b))
	})
	return all
}

func allPoints(library *content.Library) []*content.Point {
	var all []*content.Point
	for _, c := range library.Countries {
		all = append(all, c.Points...)
	}
	for _, p := range library.Posts {
		all = append(all, p.Points...)
	}
	for _, o := range library.Occasions {
		all = append(all, o.Points...)
	}
	slices.SortFunc(all, func(a, b *content.Point) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Compact(all) // occasions may share theirs
}

// No point is another one with the names changed: of the word trigrams of the
// shorter, at most a third stand in the other.
func TestNoTwoPointsAreAlike(t *testing.T) {
	all := allAlike(allPoints(loaded(t)))
	for _, x := range all {
		if x.share > 1.0/3 {
			t.Errorf("%s and %s share %.0f %% of their word trigrams", x.a, x.b, 100*x.share)
		}
	}
	if len(all) > 0 {
		t.Logf("the nearest are %s and %s with %.0f %%", all[0].a, all[0].b, 100*all[0].share)
	}
}

func TestPointsThatAreAlikeAreNoticed(t *testing.T) {
	one := &content.Point{ID: "one", Text: "Ask God to keep the believers of Chad, and to give their children bread."}
	two := &content.Point{ID: "two", Text: "Ask God to keep the believers of Mali; and to give their children rain."}
	if all := allAlike([]*content.Point{one, two}); len(all) != 1 || all[0].share <= 1.0/3 {
		t.Errorf("got %v", all)
	}
}

// marksOf are the words by which a country can be recognised, in the form of
// cased.
func marksOf(t *testing.T, library *content.Library) map[*content.Country][]string {
	t.Helper()
	strong, weak := map[*content.Country][]string{}, map[*content.Country][]string{}
	for _, c := range library.Countries {
		strong[c] = slices.Concat(c.EnglishNames(), c.Keywords)
		for _, f := range c.Facts {
			switch f.Kind {
			case content.FactCapital:
				strong[c] = append(strong[c], listed(f.Value)...)
			case content.FactEthnicity, content.FactLanguage:
				weak[c] = append(weak[c], shareNames(library, f.Kind.Terms(), f.Shares)...)
			}
		}
	}
	for key, words := range demonyms(t) {
		c := library.Country(key)
		strong[c] = append(strong[c], words...)
	}
	for key, names := range cities(t) {
		if c := library.Country(key); c != nil {
			weak[c] = append(weak[c], names...)
		}
	}
	owners := map[string][]*content.Country{}
	for _, set := range []map[*content.Country][]string{strong, weak} {
		for c, words := range set {
			for _, word := range words {
				if w := cased(word); !slices.Contains(owners[w], c) {
					owners[w] = append(owners[w], c)
				}
			}
		}
	}
	found := map[*content.Country][]string{}
	for _, c := range library.Countries {
		for _, word := range strong[c] {
			found[c] = append(found[c], cased(word))
		}
		for _, word := range weak[c] {
			// A language or a city of several countries is a mark of none.
			if w := cased(word); len(w) > 3 && len(owners[w]) == 1 {
				found[c] = append(found[c], w)
			}
		}
	}
	return found
}

// listed parts "Hausa 30%, Igbo (Ibo) 15.2%" into its names.
func listed(value string) []string {
	var names []string
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(",;()/", r) }) {
		words := slices.DeleteFunc(strings.Fields(part), func(w string) bool {
			return strings.ContainsAny(w, "0123456789%") || unicode.IsLower([]rune(w)[0])
		})
		if name := strings.Join(words, " "); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// shareNames are the names of shares, and of what they are made of.
func shareNames(library *content.Library, group content.TermGroup, shares []content.Share) []string {
	var names []string
	for _, s := range shares {
		names = append(names, listed(library.Term("en", group, s.Key))...)
		names = append(names, shareNames(library, group, s.Parts)...)
	}
	return names
}

// cased is a text without accents and punctuation, but with its capitals: a
// city called Man is not every man.
func cased(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\'' || r == '’' || r == '.' || unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			return r
		}
		return ' '
	}, norm.NFKD.String(text))
	return strings.Join(strings.Fields(text), " ")
}

// names tells whether a text holds one of the marks as whole words, perhaps in
// the plural or with a possessive s.
func names(text string, marks []string) bool {
	text = " " + cased(text) + " "
	return slices.ContainsFunc(marks, func(mark string) bool {
		return strings.Contains(text, " "+mark+" ") || strings.Contains(text, " "+mark+"s ")
	})
}

func demonyms(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for line := range strings.Lines(readTest(t, "../testdata/demonyms.txt")) {
		if key, words, ok := strings.Cut(strings.TrimSpace(line), " "); ok && key != "#" {
			found[key] = strings.Split(words, ", ")
		}
	}
	return found
}

// cities are the larger cities of each country, and their parts that are known.
func cities(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for line := range strings.Lines(readTest(t, "../gazetteer/data/places.tsv")) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 6 || line[0] == 'c' || line[0] == '!' {
			continue
		}
		if people, _ := strconv.Atoi(fields[4]); people >= 100_000 {
			found[fields[2]] = append(found[fields[2]], fields[1])
		}
	}
	return found
}

func readTest(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A point speaks of its country: by its name, people, capital, a city, people
// or language that are of it alone, or a name that the file lists under names.
func TestEachPointNamesItsCountry(t *testing.T) {
	library := loaded(t)
	all := marksOf(t, library)
	for _, p := range allPoints(library) {
		if p.Country == nil {
			continue
		}
		if !names(p.Title+" "+p.Text, all[p.Country]) {
			t.Errorf("%s names nothing of %s: %s", p.ID, p.Country.Name, p.Text)
		}
	}
}

func TestAPointThatWouldFitAnywhereIsNoticed(t *testing.T) {
	library := loaded(t)
	all := marksOf(t, library)
	chad := library.Country("TD")
	for text, want := range map[string]bool{
		"Ask God to keep every family, and to give their children bread.": false,
		"Chad's believers wait for rain.":                                 true,
		"In N'Djamena there are many churches.":                           true,
		"Chadians know the desert.":                                       true,
		"Arabic is the language of the market.":                           false,
	} {
		if names(text, all[chad]) != want {
			t.Errorf("%q names Chad: %v", text, !want)
		}
	}
}

var thisCentury = regexp.MustCompile(`\b20\d\d\b`)

// namesRecentYear tells whether a text names a year of this century.
func namesRecentYear(text string) bool { return thisCentury.MatchString(text) }

// What a country's point says of a year since 2000 is on a page that it names.
func TestADatedPointNamesItsSource(t *testing.T) {
	for _, p := range allPoints(loaded(t)) {
		if p.Country == nil || p.Post != nil || !namesRecentYear(p.Text) {
			continue
		}
		if len(p.Sources) == 0 {
			t.Errorf("%s names a year and no source: %s", p.ID, p.Text)
		}
		for _, s := range p.Sources {
			if s.Publisher == "" || s.Edition == "" {
				t.Errorf("%s: the source %q has no publisher or no date", p.ID, s.Key)
			}
		}
	}
}

func TestADatedTextIsNoticed(t *testing.T) {
	for text, want := range map[string]bool{
		"In 2014 a village was burned.":           true,
		"The war that ended in 2002 is not over.": true,
		"In 1945 the war ended.":                  false,
		"About 20140 people fled.":                false,
	} {
		if namesRecentYear(text) != want {
			t.Errorf("%q is dated: %v", text, !want)
		}
	}
}

// Every leader's line has a source and the day of what was read.
func TestLeadersSayWhenTheyWereLookedUp(t *testing.T) {
	n := 0
	for _, c := range loaded(t).Countries {
		for _, f := range c.Facts {
			if f.Kind != content.FactHeadOfState && f.Kind != content.FactHeadOfGovernment {
				continue
			}
			if n++; f.AsOf == "" || f.Source == nil || f.Value != "" {
				t.Errorf("%s: %s is as of %q", c.Name, f.Kind, f.AsOf)
			}
			for _, l := range f.Leaders {
				if l.Name == "" || l.Title == "" || l.AsOf < "2024" || l.Source == nil {
					t.Errorf("%s: %+v", c.Name, l)
				}
			}
		}
	}
	if n < 300 {
		t.Errorf("there are %d leaders", n)
	}
}

func TestEveryFactHasASourceWithItsDate(t *testing.T) {
	for _, c := range loaded(t).Countries {
		for _, f := range c.Facts {
			if f.Source == nil || f.Source.Publisher == "" || f.Source.Edition == "" || !f.Told() {
				t.Errorf("%s: %s has no source, date or value", c.Name, f.Kind)
			}
		}
	}
}
