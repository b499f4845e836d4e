package pray

import (
	"strings"
	"testing"
	"time"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/load"
)

// writerOn writes as of a date, in English, with the built-in content.
func writerOn(t *testing.T, today string) factWriter {
	t.Helper()
	library, err := load.Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	date, err := content.ParseDate(today)
	if err != nil {
		t.Fatal(err)
	}
	s := &session.Session{Request: reply.Request{Now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}}
	s.Library, s.Voice = library, catalogue.In("en")
	return factWriter{s, date, nil}
}

// said is a fact of a country in words, with its note behind it.
func (w factWriter) said(t *testing.T, country string, kind content.FactKind) string {
	t.Helper()
	for _, f := range w.s.Library.Country(country).Facts {
		if f.Kind == kind {
			text, note := w.write(f)
			return strings.TrimSuffix(text+" | "+note, " | ")
		}
	}
	return ""
}

func TestFactsInWords(t *testing.T) {
	w := writerOn(t, "2026-11-29")
	for _, tt := range []struct {
		country string
		kind    content.FactKind
		want    string
	}{
		{"KP", content.FactPopulation, "26,402,841 | as of 2025"},
		{"KP", content.FactHeadOfState, "Kim Jong Un (2011), State Affairs Commission President | as of January 2026; may have changed"},
		{"KP", content.FactHeadOfGovernment, "Pak Thae Song (2024), Premier | as of 29 December 2024; may have changed"},
		{"KP", content.FactEthnicity, "Korean (nearly all people), Chinese (a small community), Japanese (a few people)"},
		{"IR", content.FactHeadOfState, "Mojtaba Khamenei (2026), Supreme Leader | as of 9 March 2026; may have changed"},
		{"CO", content.FactHeadOfState, "The term of Gustavo Francisco Petro Urrego as President ended on 7 August 2026"},
		{"EE", content.FactHeadOfState, "The term of Alar Karis as President ended in October 2026"},
		{"GB", content.FactHeadOfGovernment, "Keir Starmer (2024), Prime Minister, in office as of January 2026; may have changed in 2026"},
		{"GB", content.FactHeadOfState, "Charles III (2022), King | as of January 2026; may have changed"},
		{"AU", content.FactHeadOfState, "Charles III (2022), King; represented by Samantha Mostyn, Governor-General | as of January 2026; may have changed"},
		{"HT", content.FactHeadOfState, "Vacant since July 2021 | as of 8 February 2026; may have changed"},
		{"GM", content.FactHeadOfGovernment, "Adama Barrow, President | as of January 2026; may have changed"},
		{"AD", content.FactHeadOfState, "Emmanuel Macron (2017), Co-prince; Josep-Lluís Serrano Pentinat (2025), Co-prince (Bishop of Urgell) | as of 31 May 2025; may have changed"},
		{"SY", content.FactHeadOfState, "Ahmed al-Sharaa (2025), President (transitional), also head of government | as of 29 March 2025; may have changed"},
		{"AF", content.FactReligion, "Muslim 99.7% (Sunni 84.7 to 89.7%, Shia 10 to 15%), Other under 0.3% | as of 2009"},
		{"AF", content.FactChristians, "Christian (some thousands) | as of 2024"},
		{"DZ", content.FactReligion, "Muslim 99% (official; mainly Sunni), Other under 1% | as of 2012"},
		{"MA", content.FactReligion, "Muslim 99% (official; almost all Sunni), Other 1% | as of 2020"},
		{"SA", content.FactReligion, "Muslim (official; of citizens Sunni 85 to 90%, Shia 10 to 12%), Other | as of 2020"},
		{"YE", content.FactReligion, "Muslim 99.1% (official; of these Sunni about 65%, Shia about 35%), Other 0.9% | as of 2020"},
		{"PL", content.FactReligion, "Roman Catholic 70.7%, Refused to answer 20.9%, None 6.9%, 18 more, each under 1% | as of 2021"},
		{"SE", content.FactGovernmentType, "parliamentary constitutional monarchy"},
		{"JM", content.FactGovernmentType, "parliamentary democracy; Commonwealth realm"},
		{"KG", content.FactGovernmentType, "presidential republic"},
		{"NG", content.FactLegalSystem, "Mixed: English common, Islamic (12 northern states), traditional"},
		{"BD", content.FactEthnicity, "Bengali at least 99%, Other indigenous ethnic groups 1% | as of 2022"},
	} {
		if got := w.said(t, tt.country, tt.kind); got != tt.want {
			t.Errorf("%s %s:\n got %s\nwant %s", tt.country, tt.kind, got, tt.want)
		}
	}
}

// A line grows old, and a term ends, by the date on which it is read.
func TestALeadersLineChangesWithTheDate(t *testing.T) {
	w := writerOn(t, "2026-03-01")
	for _, tt := range []struct {
		country string
		want    string
	}{
		{"NG", "Bola Ahmed Adekunle Tinubu (2023), President, also head of government | as of January 2026"},
		{"CO", "Gustavo Francisco Petro Urrego (2022), President, also head of government | as of January 2026"},
		{"SM", "Matteo Rossi, Captain Regent, since 1 October 2025; Lorenzo Bugli, Captain Regent, since 1 October 2025 | as of January 2026"},
	} {
		if got := w.said(t, tt.country, content.FactHeadOfState); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.country, got, tt.want)
		}
	}
}

// Whoever is said to have come into office, but of whom no page was read, is
// named nowhere.
func TestNobodyIsNamedOfWhomNoPageWasRead(t *testing.T) {
	w := writerOn(t, "2026-11-29")
	for _, name := range []string{
		"Burnham", "Haakon", "Baka", "Fujimori", "Espriella", "Laura Fernández", "Wadagni", "Madise", "Amedi", "al-Zaidi", "Tô Lâm",
		"Lê Minh", "Mansouri", "Kulbergs", "Sinkevičius", "Tofan", "Koretskyi", "Janša", "Aminou Lo", "Wale", "Brnabić", "Seong-sook",
		"Carvalho", "Uchral", "Hasan Akhund", "Ali Hoseini-Khamenei", "Choe Ryong Hae", "Mohammed Jallow", "Chiwenga",
	} {
		for _, c := range w.s.Library.Countries {
			for _, kind := range []content.FactKind{content.FactHeadOfState, content.FactHeadOfGovernment} {
				if said := w.said(t, c.Key, kind); strings.Contains(said, name) {
					t.Errorf("%s: %s", c.Name, said)
				}
			}
		}
	}
}

// Every fact of every report can be said, and nothing of it is a bare key.
func TestEveryFactIsSaid(t *testing.T) {
	w := writerOn(t, "2026-11-29")
	for _, c := range w.s.Library.Countries {
		for _, f := range c.Facts {
			text, _ := w.write(f)
			if text == "" || strings.ContainsAny(text, "[]{}") || strings.Contains(text, "  ") {
				t.Errorf("%s: %s is said as %q", c.Name, f.Kind, text)
			}
		}
	}
}
