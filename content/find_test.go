package content

import (
	"fmt"
	"slices"
	"testing"
)

// loaded is the built-in library.
func loaded(t testing.TB) *Library {
	t.Helper()
	library, err := Load(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return library
}

func keys(countries []*Country) []string {
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
		if got := keys(library.Find(tt.text).Countries); !slices.Equal(got, tt.want) {
			t.Errorf("%q finds %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestRegionsAreFound(t *testing.T) {
	library := loaded(t)
	for _, text := range []string{"Middle East", "middle-east", "the middle east"} {
		if r := library.Find(text).Region; r == nil || r.Key != "middle-east" {
			t.Errorf("%q finds %v", text, r)
		}
	}
}

func TestNearNamesAreOffered(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string]string{"nort korea": "KP", "nigerai": "NG", "irann": "IR", "pakstan": "PK"} {
		if near := keys(library.Find(text).Near); len(near) == 0 || near[0] != want {
			t.Errorf("%q is near %v, want %s first", text, near, want)
		}
	}
}

// One slip of the finger in a name must not lose the country.
func TestOneSlipStillFindsTheCountry(t *testing.T) {
	library := loaded(t)
	tried, found := 0, 0
	for _, c := range library.Countries {
		for _, name := range c.english() {
			if len([]rune(name)) < 4 {
				continue
			}
			for n := range 8 {
				tried++
				if hits(library.Find(slip(name, n)), c) {
					found++
				}
			}
		}
	}
	share := float64(found) / float64(tried)
	t.Logf("%d of %d slips found (%.1f %%)", found, tried, 100*share)
	if share < 0.95 {
		t.Errorf("only %.1f %% of one-letter slips are found", 100*share)
	}
}

func hits(f Found, c *Country) bool {
	return slices.Contains(f.Countries, c) || slices.Contains(f.Near, c)
}

// slip makes the n-th slip in a name: a letter left out, doubled, swapped with
// its neighbour, or replaced; the same at every run.
func slip(name string, n int) string {
	r := []rune(name)
	i := int(hash(fmt.Sprint(name, n)) % uint64(len(r)-1))
	switch n % 4 {
	case 0:
		return string(slices.Delete(r, i, i+1))
	case 1:
		return string(slices.Insert(r, i, r[i]))
	case 2:
		r[i], r[i+1] = r[i+1], r[i]
	case 3:
		r[i] = 'x'
	}
	return string(r)
}

func BenchmarkFind(b *testing.B) {
	library := loaded(b)
	for _, text := range []string{"north korea", "Corée du Nord", "nort korea"} {
		b.Run(fmt.Sprintf("%q", text), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				library.Find(text)
			}
		})
	}
}
