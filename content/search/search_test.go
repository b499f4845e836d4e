package search_test

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"prayerbot/content"
	"prayerbot/content/load"
	"prayerbot/content/search"
)

// builtin is the built-in library, which all tests read.
var builtin = sync.OnceValues(func() (*content.Library, error) { return load.Library(content.Builtin()) })

func loaded(t testing.TB) *content.Library {
	t.Helper()
	library, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	return library
}

func keys(countries []*content.Country) []string {
	var all []string
	for _, c := range countries {
		all = append(all, c.Key)
	}
	return all
}

func TestCountriesAreFoundByWhatPeopleType(t *testing.T) {
	library := loaded(t)
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"north korea", []string{"KP"}},
		{"NORTH  KOREA", []string{"KP"}},
		{"north-korea", []string{"KP"}},
		{"DPRK", []string{"KP"}},
		{"Corée du Nord", []string{"KP"}},
		{"coree du nord", []string{"KP"}},
		{"Nordkorea", []string{"KP"}},
		{"朝鲜", []string{"KP"}},
		{"KP", []string{"KP"}},
		{"prk", []string{"KP"}},
		{"turkey", []string{"TR"}},
		{"Türkiye", []string{"TR"}},
		{"the gambia", []string{"GM"}},
		{"Gambia", []string{"GM"}},
		{"cote d'ivoire", []string{"CI"}},
		{"ivory coast", []string{"CI"}},
		{"burma", []string{"MM"}},
		{"Sudan", []string{"SD"}},
		{"Niger", []string{"NE"}},
		{"Nigeria", []string{"NG"}},
		{"afgh", []string{"AF"}},
		{"Irã", []string{"IR"}}, // in Portuguese alone
		{"IRÃ", []string{"IR"}},
		{"Ira\u0303", []string{"IR"}},
		{"ira", nil}, // Iraq or Iran
		{"Federal Republic of Nigeria", []string{"NG"}},
		{"bosnia & herzegovina", []string{"BA"}},
		{"Congo", []string{"CD", "CG"}},
		{"Korea", []string{"KP", "KR"}},
		{"Guinea", []string{"GN", "GQ", "GW", "PG"}},
		{"DR Congo", []string{"CD"}},
		{"atlantis", nil},
		{"", nil},
		{"?!", nil},
	} {
		if got := keys(search.Find(library, tt.text).Countries); !slices.Equal(got, tt.want) {
			t.Errorf("%q finds %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestRegionsAreFound(t *testing.T) {
	library := loaded(t)
	for _, text := range []string{"Middle East", "middle-east", "the middle east"} {
		if r := search.Find(library, text).Region; r == nil || r.Key != "middle-east" {
			t.Errorf("%q finds %v", text, r)
		}
	}
}

func TestRegionsAreFoundAsTheyAreShownInEveryLanguage(t *testing.T) {
	library := loaded(t)
	for _, r := range slices.Concat(library.Regions, library.Areas) {
		for _, lang := range library.Translations.Languages() {
			texts, is := library.Translated(lang, r.NameUnit())
			if found := search.Find(library, texts["name"]).Region; is && found != r {
				t.Errorf("%q finds %v", texts["name"], found)
			}
		}
	}
}

// TestOmanAndAmmanAreToldApartByTheirVowels: written alike, they are to choose from.
func TestOmanAndAmmanAreToldApartByTheirVowels(t *testing.T) {
	for text, want := range map[string][]string{"عمان": {"OM", "JO"}, "عُمان": {"OM"}, "عُمَان": {"OM"}, "عَمّان": {"JO"}, "عمّان": {"JO"}} {
		if got := keys(search.Find(loaded(t), text).Countries); !slices.Equal(got, want) {
			t.Errorf("%q leads to %v, want %v", text, got, want)
		}
	}
}

func TestListsAreFound(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string]string{
		"WWL": "world-watch-list", "the world watch list": "world-watch-list", "word watch list": "world-watch-list",
		"top 10": "top-ten", "CPC": "cpc", "countries of particular concern": "cpc", "uscirf": "uscirf", "VOM": "vom", "persecuted church": "listed",
	} {
		if list := search.Find(library, text).List; list == nil || list.Key != want {
			t.Errorf("%q finds %v", text, list)
		}
	}
}

func TestListsAreFoundByTheirNamesInOtherLanguages(t *testing.T) {
	library := loaded(t)
	for _, lang := range library.Translations.Languages() {
		for _, list := range library.Lists {
			texts, _ := library.Translated(lang, list.NameUnit())
			for _, name := range texts {
				if found := search.Find(library, name).List; found != list {
					t.Errorf("%s: %q finds %v", lang, name, found)
				}
			}
		}
	}
}

func TestANameThatMayBeAnothersIsNotSure(t *testing.T) {
	found := search.Find(loaded(t), "mald")
	if len(found.Countries) > 0 || !slices.Contains(keys(found.Near), "ML") || !slices.Contains(keys(found.Near), "MV") {
		t.Errorf("got %v and %v", keys(found.Countries), keys(found.Near))
	}
}

func TestOneNameThatIsNearIsTakenAndSaid(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string]string{"nort korea": "KP", "nigerai": "NG", "irann": "IR", "pakstan": "PK"} {
		if found := search.Find(library, text); !slices.Equal(keys(found.Countries), []string{want}) || found.Of.How != search.Slip {
			t.Errorf("%q leads to %v by %+v, want %s", text, keys(found.Countries), found.Of, want)
		}
	}
}

func TestNamesThatAreFartherAreOffered(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string]string{"irqa": "IQ", "nigreai": "NG"} {
		found := search.Find(library, text)
		if near := keys(found.Near); len(found.Countries) > 0 || !slices.Contains(near, want) || len(near) > 4 {
			t.Errorf("%q is near %v and %v, want %s", text, near, keys(found.Countries), want)
		}
	}
}

// One slip of the finger in a name must not lose the country: a letter left
// out, put in, replaced, or swapped with its neighbour.
func TestOneSlipStillFindsTheCountry(t *testing.T) {
	library := loaded(t)
	alphabets := alphabetsOf(library)
	type score struct{ tried, found int }
	scores := map[string]*score{"English": {}, "other languages": {}}
	for _, c := range library.Countries {
		english := c.EnglishNames()
		for i, name := range append(english, c.ForeignNames...) {
			group := "English"
			if i >= len(english) {
				if group = "other languages"; i%3 != 0 { // every third says enough
					continue
				}
			}
			for _, text := range slips(name, alphabets) {
				scores[group].tried++
				if hits(search.Find(library, text), c) {
					scores[group].found++
				} else if testing.Verbose() {
					t.Logf("MISS %s: %q for %q", c.Key, text, name)
				}
			}
		}
	}
	for group, s := range scores {
		share := float64(s.found) / float64(s.tried)
		t.Logf("%s: %d of %d slips found (%.1f %%)", group, s.found, s.tried, 100*share)
		if share < 0.95 || s.tried < 1000 {
			t.Errorf("%s: only %.1f %% of %d one-letter slips are found", group, 100*share, s.tried)
		}
	}
}

func hits(f search.Result, c *content.Country) bool {
	return slices.Contains(f.Countries, c) || slices.Contains(f.Near, c)
}

// slips are one slip of each kind in a name as it is typed, at places and with
// letters that the name itself decides. A name of one letter has none.
func slips(name string, alphabets map[*unicode.RangeTable][]rune) []string {
	r := []rune(strings.ToLower(name))
	if len(r) < 2 {
		return nil
	}
	at := func(n int) int { return int(hash(fmt.Sprint(name, n)) % uint64(len(r))) }
	letter := func(n int) rune {
		alphabet := alphabets[script(r[at(n)])]
		return alphabet[hash(fmt.Sprint(n, name))%uint64(len(alphabet))]
	}
	replaced, swapped := slices.Clone(r), slices.Clone(r)
	replaced[at(1)] = letter(1)
	i := min(at(2), len(r)-2)
	swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
	i = at(3)
	return []string{
		string(slices.Delete(slices.Clone(r), i, i+1)), string(slices.Insert(slices.Clone(r), at(4), letter(4))),
		string(replaced), string(swapped),
	}
}

// script is the writing that a letter belongs to.
func script(r rune) *unicode.RangeTable {
	for _, table := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Han, unicode.Hangul, unicode.Devanagari, unicode.Bengali, unicode.Thai, unicode.Greek} {
		if unicode.Is(table, r) {
			return table
		}
	}
	return nil
}

// alphabetsOf are the letters that the names of each writing use.
func alphabetsOf(library *content.Library) map[*unicode.RangeTable][]rune {
	alphabets := map[*unicode.RangeTable][]rune{}
	for _, c := range library.Countries {
		for _, r := range strings.ToLower(strings.Join(append(c.EnglishNames(), c.ForeignNames...), "")) {
			if s := script(r); !slices.Contains(alphabets[s], r) {
				alphabets[s] = append(alphabets[s], r)
			}
		}
	}
	return alphabets
}

func BenchmarkFind(b *testing.B) {
	library := loaded(b)
	for _, text := range []string{"north korea", "Corée du Nord", "nort korea", "Kaduna", "東京", "karachii", "in the morning"} {
		b.Run(fmt.Sprintf("%q", text), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				search.Find(library, text)
			}
		})
	}
}

// BenchmarkTable searches for all lines of the tables, those too that name nothing, and
// tells how long the slowest one of a hundred takes.
func BenchmarkTable(b *testing.B) {
	library := loaded(b)
	var lines []string
	for line := range strings.Lines(namesTable + nothingTable) {
		if text, _, _ := strings.Cut(strings.TrimSpace(line), "\t"); text != "" && text[0] != '#' {
			lines = append(lines, text)
		}
	}
	took := make([]time.Duration, 0, len(lines))
	for b.Loop() {
		took = took[:0]
		for _, text := range lines {
			begin := b.Elapsed()
			search.FindAmong(library, text, fillers)
			took = append(took, b.Elapsed()-begin)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-us")
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-us")
}

// hash draws a number by a text, always the same.
func hash(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

// Every name of a part of the world in another language leads to it, whatever else is
// called so somewhere.
func TestPartsOfTheWorldAreFoundByTheirNamesInOtherLanguages(t *testing.T) {
	t.Parallel()
	library := loaded(t)
	for _, r := range slices.Concat(library.Regions, library.Areas) {
		if len(r.Foreign) == 0 && r.Code == "" {
			t.Errorf("%s has no name in another language", r.Key)
		}
		for _, name := range r.Foreign {
			if found := search.Find(library, name).Region; found == nil || found != r && !slices.Contains(found.Foreign, name) {
				t.Errorf("%q finds %v, want %s", name, found, r.Key)
			}
		}
	}
}
