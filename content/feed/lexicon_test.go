package feed

import (
	"slices"
	"strings"
	"testing"
)

// The countries of which a name means another one first.
var namesakes = map[string]string{"Congo": "CD"}

func TestEveryCountryIsKnownByItsNames(t *testing.T) {
	c := classifier(t)
	for _, country := range c.lexicon.library.Countries {
		for _, name := range append([]string{country.Name}, country.Aliases...) {
			if strings.Contains(name, ",") || c.lexicon.skip[fold(name)] && name != country.Name {
				continue
			}
			want := country.Key
			if other := namesakes[name]; other != "" {
				want = other
			}
			for _, title := range []string{"Pastor Arrested in " + name, "Church burned in " + name + " village", strings.ToUpper(name) + ": Pastor arrested"} {
				if got := keys(c.Countries(Item{Title: title, Language: "en"})); !slices.Equal(got, []string{want}) {
					t.Errorf("%q is taken for %v", title, got)
				}
			}
		}
	}
}

func TestEveryPeopleIsKnown(t *testing.T) {
	c := classifier(t)
	all, err := lines("people.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, line := range all {
		fields := strings.SplitN(line, " ", 3)
		key, _, _ := strings.Cut(fields[0], "|")
		seen[key] = true
		if strings.HasSuffix(fields[0], "-") {
			continue // none unless another word decides
		}
		for _, name := range strings.Split(fields[2], "; ") {
			title := name + " Church Leaders Arrested"
			if got := keys(c.Countries(Item{Title: title, Language: "en"})); !slices.Equal(got, []string{key}) {
				t.Errorf("%q is taken for %v", title, got)
			}
		}
	}
	for _, country := range c.lexicon.library.Countries {
		if country.Rank > 0 && !seen[country.Key] {
			t.Errorf("nobody says what the people of %s are called", country.Name)
		}
	}
}

func TestEveryLineOfTheLexiconNamesCountriesThatAreThere(t *testing.T) {
	c := classifier(t)
	for _, file := range []string{"names.txt", "people.txt", "places.txt", "groups.txt", "fr.txt", "es.txt"} {
		all, err := lines(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range all {
			keys, _, _ := strings.Cut(line, " ")
			for _, key := range strings.FieldsFunc(keys, func(r rune) bool { return r == '|' || r == ',' }) {
				if key != "-" && c.lexicon.library.Country(key) == nil {
					t.Errorf("%s: there is no country %s", file, key)
				}
			}
			if strings.HasSuffix(line, ";") || strings.Contains(line, ",;") || strings.Contains(line, ";;") {
				t.Errorf("%s: a stray sign in %q", file, line)
			}
		}
	}
}

// A term that two lines give different meanings has only the first.
func TestNoTermOfTheLexiconHasTwoMeanings(t *testing.T) {
	meaning := map[string]string{}
	for _, file := range []string{"names.txt", "people.txt", "places.txt", "groups.txt"} {
		all, err := lines(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range all {
			fields := strings.SplitN(line, " ", 3)
			for _, name := range strings.Split(fields[2], "; ") {
				if before := meaning[name]; before != "" && before != fields[0] {
					t.Errorf("%q means %s and %s", name, before, fields[0])
				}
				meaning[name] = fields[0]
			}
		}
	}
}
