package feed

import (
	"slices"
	"strings"
	"testing"

	"prayerbot/content"
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
	seen := map[string]bool{}
	for _, a := range c.lexicon.library.Aliases {
		if a.Kind != content.Demonym {
			continue
		}
		key := a.Countries[0].Key
		seen[key] = true
		if len(a.Countries) > 1 {
			continue // none unless another word decides
		}
		for _, name := range a.Names {
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

func TestEveryLeaderIsKnown(t *testing.T) {
	c := classifier(t)
	for title, want := range map[string]string{
		"Tinubu vows to end attacks on villages": "NG", "Churches write to Tshisekedi": "CD", "Pezeshkian pardons three prisoners": "IR",
		"Bishops meet Museveni": "UG", "Xi tightens rules for sermons": "CN", "Abdelmadjid Tebboune visits the cathedral": "DZ",
	} {
		if got := keys(c.Countries(Item{Title: title, Language: "en"})); !slices.Equal(got, []string{want}) {
			t.Errorf("%q is taken for %v", title, got)
		}
	}
}

// What the gazetteer knows needs no line in the lexicon: states and large cities in
// any language, and towns where the words around them say that they are some.
func TestPlacesAreKnownByTheGazetteer(t *testing.T) {
	c := classifier(t)
	for title, want := range map[string]string{
		"Church closed in Chhattisgarh": "IN", "Kirche in Bagdad geschlossen": "IQ", "Katsina villagers flee": "NG", "Пастор освобождён, Харьков": "UA",
		"Believers summoned in Baguio": "PH", "Kyzylorda church fined": "KZ", "Vadodara pastors summoned": "IN", "Togo's Savanes region loses its priests": "TG",
		"Eastern churches meet": "", "Paulo comes home": "", "Victoria sings at Easter": "", "Hope for the church": "",
	} {
		got := keys(c.Countries(Item{Title: title, Language: "en"}))
		if want == "" && len(got) > 0 || want != "" && !slices.Equal(got, []string{want}) {
			t.Errorf("%q is taken for %v", title, got)
		}
	}
}

func TestAPersonIsNoCountry(t *testing.T) {
	c := classifier(t)
	for _, title := range []string{
		"Chad Ferrante plants a church in his garage", "Pastor Chad on prayer", "Judge Jordan Okafor retires", "Georgia, 9, raises funds for Bibles",
		"Israel and his wife open their home", "Kenya Abernathy sings for the sick", "Paris Lindqvist named dean", "Sydney Akintola on grief",
		"Austin Delacroix: how I pray", "Lourdes Ibarra wins prize for her hymn", "Brooklyn Vandermeer leads camp", "Chad and Melissa Turnquist foster six",
		"Vernon Jordan remembered", "India Castellano runs for the school board", "Coach Cuba Withers baptised", "Chad Ferrante Plants a Church",
	} {
		if got := keys(c.Countries(Item{Title: title, Language: "en"})); len(got) > 0 {
			t.Errorf("%q is taken for %v", title, got)
		}
	}
	for title, want := range map[string]string{
		"Chad arrests pastor": "TD", "Jordan Expels Convert": "JO", "Georgia passes law on charities": "GE", "Israel Tightens Visa Rules for Clergy": "IL",
		"Paris church burns": "FR", "Lourdes bishop covers mosaics": "FR", "Kenya Pastor Killed": "KE", "In Chad, converts meet at night": "TD",
		"Cuba Frees Pastor": "CU", "India Sends Nuns Home": "IN", "Sydney priest stabbed": "AU",
	} {
		if got := keys(c.Countries(Item{Title: title, Language: "en"})); !slices.Equal(got, []string{want}) {
			t.Errorf("%q is taken for %v", title, got)
		}
	}
}

func TestEveryLineOfTheLexiconNamesCountriesThatAreThere(t *testing.T) {
	c := classifier(t)
	for _, file := range []string{"names.txt", "places.txt", "districts.txt", "groups.txt", "fr.txt", "es.txt", "it.txt", "zh.txt", "ar.txt", "ru.txt"} {
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
	for _, file := range []string{"names.txt", "places.txt", "districts.txt", "groups.txt"} {
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
