package content_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"prayerbot/content"
)

// prayerDay is an entry of testdata/prayer_days.json.
type prayerDay struct {
	ID    string
	Rule  struct{ Type string }
	On    bool `json:"on_by_default"`
	Dates []content.Date
}

func prayerDays(t *testing.T) []prayerDay {
	t.Helper()
	data, err := os.ReadFile("testdata/prayer_days.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Days []prayerDay }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return file.Days
}

func TestEveryOccasionFallsOnItsTestDates(t *testing.T) {
	library := loaded(t)
	days := prayerDays(t)
	if len(days) != 41 || len(library.Occasions) != len(days) {
		t.Errorf("there are %d occasions and %d in the test", len(library.Occasions), len(days))
	}
	for _, d := range days {
		o := library.Occasion(d.ID)
		if o == nil {
			t.Errorf("there is no occasion %s", d.ID)
			continue
		}
		if o.On != d.On {
			t.Errorf("%s is on: %v", d.ID, o.On)
		}
		for _, want := range d.Dates {
			if got := o.Rule.Begins(want.Year); len(got) != 1 || got[0] != want {
				t.Errorf("%s falls on %v, want %s", d.ID, got, want)
			}
		}
	}
}

// fullMoons are the tables by which churches have looked up the full moon
// before Easter for centuries, by golden number: the Gregorian one holds for
// 1900 to 2199, the Julian one for ever. They share nothing with the
// arithmetic in easter.go.
var (
	gregorianMoons = []string{"04-14", "04-03", "03-23", "04-11", "03-31", "04-18", "04-08", "03-28", "04-16", "04-05", "03-25", "04-13", "04-02", "03-22", "04-10", "03-30", "04-17", "04-07", "03-27"}
	julianMoons    = []string{"04-05", "03-25", "04-13", "04-02", "03-22", "04-10", "03-30", "04-18", "04-07", "03-27", "04-15", "04-04", "03-24", "04-12", "04-01", "03-21", "04-09", "03-29", "04-17"}
)

// afterMoon is the Sunday after a year's full moon of a table. The days between
// the two calendars are counted, not computed: thirteen from 1900-03-14 to
// 2100-03-13.
func afterMoon(t *testing.T, year int, moons []string, behind int) content.Date {
	t.Helper()
	moon, err := content.ParseDate(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006") + "-" + moons[year%19])
	if err != nil {
		t.Fatal(err)
	}
	d := moon.Add(behind + 1)
	for d.Weekday() != time.Sunday {
		d = d.Add(1)
	}
	return d
}

func TestEasterIsTheSundayAfterTheFullMoonOfTheTables(t *testing.T) {
	for year := 1900; year <= 2099; year++ {
		if got, want := content.Easter(year), afterMoon(t, year, gregorianMoons, 0); got != want {
			t.Errorf("Easter %d is %s, want %s", year, got, want)
		}
		if got, want := content.OrthodoxEaster(year), afterMoon(t, year, julianMoons, 13); got != want {
			t.Errorf("Orthodox Easter %d is %s, want %s", year, got, want)
		}
	}
}

func TestAnOccasionThatIsOnIsComplete(t *testing.T) {
	least := map[string]int{"idop": 7, "unity-week": 8, "easter": 2, "pentecost": 2, "christmas": 2}
	for _, o := range loaded(t).Occasions {
		if n := max(least[o.Key], 1); len(o.Points) < n {
			t.Errorf("%s has %d points, want %d", o.Key, len(o.Points), n)
		}
		for _, p := range o.Points {
			if p.Occasion == nil || p.Country != nil {
				t.Errorf("%s is not an occasion's point", p.ID)
			}
		}
	}
}

func TestDaysOfAWeekComeInTheirOrder(t *testing.T) {
	library := loaded(t)
	for _, tt := range []struct{ first, key string }{{"2026-11-01", "idop"}, {"2027-11-07", "idop"}} {
		first, _ := content.ParseDate(tt.first)
		for i, want := range library.Occasion(tt.key).Points {
			date := first.Add(i)
			if got := library.Daily(date, content.Selection{}, date); got != want {
				t.Errorf("on %s comes %s, want %s", date, got.ID, want.ID)
			}
		}
	}
}

func TestAnOccasionsPointsTakeTurnsOverTheYears(t *testing.T) {
	library := loaded(t)
	seen := map[*content.Point]int{}
	for year := 2026; year < 2030; year++ {
		date := content.Easter(year)
		seen[library.Daily(date, content.Selection{}, date)]++
	}
	for _, p := range library.Occasion("easter").Points {
		if seen[p] != 2 {
			t.Errorf("%s came %d times in four years", p.ID, seen[p])
		}
	}
}

func TestAnOccasionAboutCountriesComesToThoseWhoPrayForThem(t *testing.T) {
	library := loaded(t)
	date := content.Date{2027, time.February, 15}
	for _, tt := range []struct {
		who  content.Selection
		want bool
	}{
		{content.Selection{}, true}, {content.Selection{Countries: []string{"EG"}}, true},
		{content.Selection{Regions: []string{"west-africa"}}, true}, {content.Selection{Countries: []string{"KP"}}, false},
	} {
		p := library.Daily(date, tt.who, date)
		if got := p.Occasion != nil && p.Occasion.Key == "libya-martyrs"; got != tt.want {
			t.Errorf("%v receives %s", tt.who, p.ID)
		}
	}
}
