package content_test

import (
	"testing"
	"time"

	"prayerbot/content"
)

// kept is the key of the occasion that takes a date for a selection; empty where
// the date is a country's.
func kept(t *testing.T, date content.Date, s content.Selection) string {
	t.Helper()
	p := loaded(t).Daily(date, s, date)
	if p == nil || p.Occasion == nil {
		return ""
	}
	return p.Occasion.Key
}

func TestTheFeastsOfTheYearAreKept(t *testing.T) {
	for year := 2026; year <= 2045; year++ {
		easter, advent := content.Easter(year), content.Advent(year)
		for date, want := range map[content.Date]string{
			easter.Add(-7): "palm-sunday", easter.Add(-3): "maundy-thursday", easter.Add(-2): "good-friday",
			easter.Add(-1): "holy-saturday", easter: "easter", easter.Add(49): "pentecost",
			advent: "advent", advent.Add(7): "advent-2", advent.Add(14): "advent-3",
			{Year: year, Month: time.December, Day: 25}: "christmas", {Year: year, Month: time.December, Day: 26}: "stephen",
			{Year: year, Month: time.January, Day: 6}: "epiphany",
		} {
			if got := kept(t, date, content.Selection{}); got != want {
				t.Errorf("%s keeps %q, want %s", date, got, want)
			}
		}
	}
}

// Christmas Eve may be the fourth Sunday of Advent, which then moves past the
// feast.
func TestADisplacedDayMovesToTheNextFreeDate(t *testing.T) {
	whole := content.Selection{}
	for _, tt := range []struct{ date, want string }{
		{"2028-12-24", "christmas-eve"}, {"2028-12-25", "christmas"}, {"2028-12-26", "stephen"}, {"2028-12-27", "advent-4"},
		{"2026-05-24", "pentecost"}, {"2026-05-25", "church-in-china"},
		{"2035-03-24", "holy-saturday"}, {"2035-03-25", "easter"}, {"2035-03-26", "missionary-martyrs"},
	} {
		date, err := content.ParseDate(tt.date)
		if err != nil {
			t.Fatal(err)
		}
		if got := kept(t, date, whole); got != tt.want {
			t.Errorf("%s keeps %q, want %s", date, got, tt.want)
		}
	}
}

// Where nothing displaces a day for those who receive it, it stays; and a feast
// that both calendars keep on one day is not kept again on another.
func TestADayMovesOnlyForThoseWhoHaveAnother(t *testing.T) {
	easter := content.Easter(2031)
	if easter != content.OrthodoxEaster(2031) {
		t.Fatal("the two calendars do not meet in 2031")
	}
	egypt := content.Selection{Countries: []string{"EG"}}
	for i := range 10 {
		if got := kept(t, easter.Add(1+i), egypt); got == "easter-orthodox" || got == "good-friday-orthodox" {
			t.Errorf("%s keeps %s again", easter.Add(1+i), got)
		}
	}
}

func TestOrthodoxFeastsComeToThoseWhoPrayForTheirCountries(t *testing.T) {
	for year := 2026; year <= 2036; year++ {
		easter := content.OrthodoxEaster(year)
		if easter == content.Easter(year) {
			continue
		}
		for _, tt := range []struct {
			country string
			want    bool
		}{{"EG", true}, {"ET", true}, {"RU", true}, {"GR", true}, {"KP", false}, {"NG", false}} {
			s := content.Selection{Countries: []string{tt.country}}
			for date, feast := range map[content.Date]string{easter: "easter-orthodox", easter.Add(-2): "good-friday-orthodox"} {
				if got := kept(t, date, s); (got == feast) != tt.want {
					t.Errorf("%s: %q comes to those who pray for %s", date, got, tt.country)
				}
			}
		}
	}
}

// Of the eight days of the week for unity countries have four, other ones each
// year.
func TestTheWeekForUnityLeavesRoomForCountries(t *testing.T) {
	seen := map[*content.Point]int{}
	for year := 2026; year < 2034; year++ {
		for i := range 8 {
			date := content.Date{Year: year, Month: time.January, Day: 18 + i}
			p := loaded(t).Daily(date, content.Selection{}, date)
			if unity := p.Occasion != nil; unity != ((year+i)%2 == 0) {
				t.Errorf("%s brings %s", date, p.ID)
			}
			if p.Occasion != nil {
				seen[p]++
			}
		}
	}
	for _, p := range loaded(t).Occasion("unity-week").Points {
		if seen[p] != 4 {
			t.Errorf("%s comes %d times in eight years", p.ID, seen[p])
		}
	}
}
