package load

import (
	"slices"
	"strings"
	"testing"

	"prayerbot/content"
)

// someTerms is a small vocabulary.
const someTerms = "religion: {muslim: Muslim}\npeople: {korean: Korean}\ntitle: {king: King}\n"

// reported lays a report over that of North Korea.
func reported(t *testing.T, report string) (*content.Library, error) {
	t.Helper()
	return over(t, map[string]string{
		"vocabulary/en.yaml":         someTerms,
		"countries/north-korea.yaml": "extends: true\nsource: factbook\nreport:\n" + report,
	})
}

func TestAReportIsRead(t *testing.T) {
	library, err := reported(t, "  religion: {shares: [{key: muslim, range: [80, 90.5], official: true}]}\n  chief_of_state:\n    leaders: [{name: A, title: king, since: \"2020-05\", first: 2011}]\n    as_of: \"2026\"\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range library.Country("KP").Facts {
		switch f.Kind {
		case content.FactReligion:
			if s := f.Shares[0]; s.Key != "muslim" || s.Measure != content.Between || s.Percent != 80 || s.To != 90.5 || !s.Official {
				t.Errorf("the share is %+v", s)
			}
		case content.FactHeadOfState:
			if l := f.Leaders[0]; l.Name != "A" || l.First != 2011 || l.AsOf != "2026" || l.Source.Key != "factbook" {
				t.Errorf("the leader is %+v", l)
			}
		}
	}
}

func TestTheReportIsStrictAboutEveryKey(t *testing.T) {
	for _, tt := range []struct{ what, report, want string }{
		{"an unknown religion in short", "  religion:\n    shares: [muslims 3]\n", `:5: There is no religion "muslims".`},
		{"a percent that is none in short", "  religion:\n    shares: [muslim many]\n", `"many" is not a percent.`},
		{"an unknown religion", "  religion:\n    shares: [{key: muslims}]\n", `:5: There is no religion "muslims".`},
		{"a people as a religion", "  religion:\n    shares: [{key: korean}]\n", `:5: There is no religion "korean".`},
		{"an unknown language", "  language:\n    shares: [{key: klingon}]\n", `:5: There is no language "klingon".`},
		{"an unknown part", "  religion:\n    shares: [{key: muslim, parts: [{key: none-such}]}]\n", `There is no religion "none-such".`},
		{"an unknown note", "  religion:\n    shares: [{key: muslim, note: rumour}]\n", `There is no note "rumour".`},
		{"a share without a key", "  religion:\n    shares: [{percent: 3}]\n", `"key" is missing.`},
		{"an unknown field", "  religion:\n    shares: [{key: muslim, percents: 3}]\n", `The name "percents" is not known here.`},
		{"two figures", "  religion:\n    shares: [{key: muslim, percent: 3, under: 4}]\n", "The share has two figures."},
		{"a percent that is none", "  religion:\n    shares: [{key: muslim, percent: many}]\n", `"many" is not a percent.`},
		{"a percent above all", "  religion:\n    shares: [{key: muslim, percent: 101}]\n", `"101" is not a percent.`},
		{"a range with one end", "  religion:\n    shares: [{key: muslim, range: [3]}]\n", "The range does not have two ends."},
		{"a range backwards", "  religion:\n    shares: [{key: muslim, range: [9, 3]}]\n", "The range goes nowhere."},
		{"an unknown government", "  government_type: {terms: [monarchy-of-sorts]}\n", `There is no government "monarchy-of-sorts".`},
		{"an unknown law", "  legal_system: {terms: [common-laws]}\n", `There is no law "common-laws".`},
		{"a population that is none", "  population: {number: many}\n", `"many" is not a number for number.`},
		{"an unknown title", "  chief_of_state:\n    leaders: [{name: A, title: boss, as_of: \"2026\"}]\n", `There is no title "boss".`},
		{"a leader without a name", "  chief_of_state:\n    leaders: [{title: king, as_of: \"2026\"}]\n", `"name" is missing.`},
		{"a leader without a title", "  chief_of_state:\n    leaders: [{name: A, as_of: \"2026\"}]\n", `"title" is missing.`},
		{"a leader without a date", "  chief_of_state:\n    leaders: [{name: A, title: king}]\n", "What is said of A has no date."},
		{"a date that is none", "  chief_of_state:\n    leaders: [{name: A, title: king, as_of: \"2026\", since: last year}]\n", "The date of a fact is not a date."},
		{"a term that ends first", "  chief_of_state:\n    leaders: [{name: A, title: king, as_of: \"2026\", since: \"2020\", until: \"2019\"}]\n", "The term ends before it begins."},
		{"a first year after the term", "  chief_of_state:\n    leaders: [{name: A, title: king, as_of: \"2026\", since: \"2020\", first: 2021}]\n", "The first year is later than the present term."},
		{"data of another kind", "  capital: {shares: [{key: korean}]}\n", `The name "shares" is not known here.`},
		{"data and text", "  population: {number: 3, value: three}\n", `The fact "population" is told in two ways.`},
		{"vacant and held", "  chief_of_state:\n    vacant: \"2021\"\n    leaders: [{name: A, title: king, as_of: \"2026\"}]\n", `The fact "chief_of_state" is told in two ways.`},
		{"a link that is none", "  fund: {value: Ours, link: http://a.example}\n", `"link" is not an https address.`},
	} {
		t.Run(tt.what, func(t *testing.T) {
			_, err := reported(t, tt.report)
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "countries/north-korea.yaml:") {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// An editor may tell a fact in their own words, or add a term of their own.
func TestAnEditorMayWriteATextOrAddATerm(t *testing.T) {
	library := overBuiltin(t, map[string]string{
		"countries/north-korea.yaml": "extends: true\nsource: factbook\nreport:\n  population: about 26 million\n  religion: {shares: [{key: our-faith, percent: 2}], as_of: \"2026\"}\n",
		"vocabulary/en.yaml":         "religion:\n  our-faith: Our Faith\n",
	})
	if word := library.Term("en", content.TermReligion, "our-faith"); word != "Our Faith" || library.Term("en", content.TermReligion, "muslim") != "Muslim" {
		t.Errorf("our faith is called %q", word)
	}
	for _, f := range library.Country("KP").Facts {
		if f.Kind == content.FactPopulation && (f.Value != "about 26 million" || f.Number != 0) {
			t.Errorf("the population is %+v", f)
		}
	}
}

func TestATermOfAnotherLanguageIsOneOfEnglish(t *testing.T) {
	_, err := over(t, map[string]string{"vocabulary/en.yaml": someTerms, "vocabulary/de.yaml": "religion:\n  muslim: Muslime\n  moslem: Moslems\n"})
	if err == nil || !strings.Contains(err.Error(), `vocabulary/de.yaml: English has no religion "moslem".`) || strings.Contains(err.Error(), `"muslim"`) {
		t.Errorf("got %v", err)
	}
}

// The key of a title may have that of a country behind it.
func TestATitleOfAnotherLanguageMayBeThatOfACountry(t *testing.T) {
	_, err := over(t, map[string]string{"vocabulary/en.yaml": someTerms + "title:\n  president: President\n", "vocabulary/de.yaml": "title:\n  president-vn: Staatspräsident\n  chief-vn: Chef\n  vn: Chef\n"})
	for _, key := range []string{"chief-vn", "vn"} {
		if want := `English has no title "` + key + `".`; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is taken: %v", key, err)
		}
	}
	if err != nil && strings.Contains(err.Error(), "president-vn") {
		t.Error(err)
	}
}

// What can be data in the built-in content is data, so that another language
// needs no second report.
func TestTheBuiltInReportsAreData(t *testing.T) {
	for _, c := range loaded(t).Countries {
		for _, f := range c.Facts {
			if (dataField(f.Kind) != "" || f.Kind.OfList()) && f.Value != "" {
				t.Errorf("%s: %s is the text %q", c.Name, f.Kind, f.Value)
			}
		}
	}
}

// Every term is used by a report, so that nobody translates what nobody reads.
func TestEveryTermOfTheVocabularyIsUsed(t *testing.T) {
	used := map[content.TermGroup]map[string]bool{}
	for _, group := range content.TermGroups() {
		used[group] = map[string]bool{"": true}
	}
	var shares func(group content.TermGroup, all []content.Share)
	shares = func(group content.TermGroup, all []content.Share) {
		for _, s := range all {
			used[group][s.Key], used[group][s.Mainly] = true, true
			used[content.TermNote][s.Note], used[content.TermNote][s.Of] = true, true
			shares(group, s.Parts)
		}
	}
	for _, c := range loaded(t).Countries {
		for _, f := range c.Facts {
			used[content.TermNote][f.Note] = true
			if len(f.Shares) > 0 {
				shares(f.Kind.Terms(), f.Shares)
			}
			for _, key := range f.Terms {
				used[f.Kind.Terms()][key] = true
			}
			for _, l := range f.Leaders {
				used[content.TermTitle][l.Title] = true
			}
		}
	}
	for group, words := range loaded(t).Vocabularies.In("en") {
		for key := range words {
			if !used[group][key] {
				t.Errorf("no report uses the %s %q", group, key)
			}
		}
	}
}

// toldIn are the languages that have words for every key of a report.
var toldIn = []string{"ar", "de", "es", "fr", "it", "ko", "pt", "ru", "zh-Hans"}

func TestEachLanguageTellsWhatListsSay(t *testing.T) {
	library := loaded(t)
	for _, lang := range toldIn {
		for _, group := range []content.TermGroup{content.TermStanding, content.TermTitle, content.TermGovernment, content.TermLaw, content.TermNote} {
			for key := range library.Vocabularies.In("en")[group] {
				if library.Vocabularies.In(lang)[group][key] == "" {
					t.Errorf("%s has no %s %q", lang, group, key)
				}
			}
		}
	}
}

// namedIn are the languages in which lists, and what reports name, are said.
var namedIn = []string{"ar", "de", "es", "fr", "it", "ko", "pt", "ru", "zh-Hans"}

func TestEachLanguageNamesListsCapitalsAndCountriesAsTheyAreCalled(t *testing.T) {
	library := loaded(t)
	var units []content.Unit
	for _, x := range library.Lists {
		units = append(units, x.NameUnit())
	}
	for _, c := range library.Countries {
		for _, f := range c.Facts {
			units = append(units, c.FactUnit(f.Kind))
		}
	}
	for _, lang := range namedIn {
		for _, u := range units {
			if _, found := library.Translated(lang, u); !found && len(u.Fields) > 0 {
				t.Errorf("%s has no %s of %s", lang, u.ID, u.Path)
			}
		}
	}
}

// A list tells its standing by a key, with rank and points where it ranks, or in
// its own words.
func TestWhatAListSaysIsDataOrATextOfItsOwn(t *testing.T) {
	library := overBuiltin(t, map[string]string{
		"lists/world-watch-list.yaml": "fact: world_watch_list\nsource: wwl\nentries:\n  KP: {rank: 1, points: 97, standing: extreme-persecution}\n  SO: {rank: 2, value: The second}\n",
	})
	for key, want := range map[string]content.Fact{
		"KP": {Terms: []string{"extreme-persecution"}, Rank: content.Rank{Place: 1, Of: 2, Points: 97}},
		"SO": {Value: "The second"},
	} {
		c := library.Country(key)
		got := library.List("world-watch-list").FactAbout(c)
		if got == nil || got.Value != want.Value || got.Rank != want.Rank || !slices.Equal(got.Terms, want.Terms) || c.Rank == 0 {
			t.Errorf("%s is told as %+v", key, got)
		}
	}
}
