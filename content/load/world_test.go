package load

import (
	"testing"
	"time"

	"prayerbot/content"
)

// The numbers that make the content worth following for two years.

func TestEveryCountryHasThePointsItIsMeantToHave(t *testing.T) {
	for _, c := range loaded(t).Countries {
		if n := len(c.Points); n < meant(c) {
			t.Errorf("%s has %d points, less than %d", c.Name, n, meant(c))
		}
	}
}

func TestEveryListedCountryIsToldOf(t *testing.T) {
	for _, c := range loaded(t).Countries {
		if c.Listed() && (countSentences(c.Summary) < 2 || countSentences(c.Summary) > 4) {
			t.Errorf("the summary of %s has %d sentences", c.Name, countSentences(c.Summary))
		}
	}
}

func TestThereAreStoriesOfManyCountries(t *testing.T) {
	library := loaded(t)
	about := map[*content.Country]bool{}
	stories := 0
	for _, p := range library.Posts {
		if p.Kind == content.PostPrayer && len(p.Points) == 0 {
			t.Errorf("%s asks for nothing", p.Key)
		}
		if p.Source == nil || p.Source.Edition == "" || p.ReadingMinutes < 1 {
			t.Errorf("%s has no source with a date, or no reading time", p.Key)
		}
		if len(p.Points) > 0 {
			stories++
			about[p.Country] = true
		}
	}
	if stories < 24 || len(about) < 15 {
		t.Errorf("there are %d stories with points over %d countries, want 24 over 15", stories, len(about))
	}
}

// What happened since July 2025 is told of many countries, and each story asks
// for two things to pray at least.
func TestThereAreStoriesOfThisYear(t *testing.T) {
	july := content.Date{Year: 2025, Month: time.July, Day: 1}
	about := map[*content.Country]bool{}
	stories := 0
	for _, p := range loaded(t).Posts {
		if p.Date.Before(july) {
			continue
		}
		stories++
		about[p.Country] = true
		if len(p.Points) < 2 || len(p.Points) > 3 {
			t.Errorf("%s has %d points", p.Key, len(p.Points))
		}
		for _, point := range p.Points {
			if len(point.Sources) == 0 {
				t.Errorf("%s names no source", point.ID)
			}
		}
	}
	if stories < 30 || len(about) < 25 {
		t.Errorf("there are %d stories over %d countries, want 30 over 25", stories, len(about))
	}
}

func TestTheWholeWorldIsThere(t *testing.T) {
	library := loaded(t)
	ranked := map[int]string{}
	for _, c := range library.Countries {
		if c.Rank > 0 {
			ranked[c.Rank] = c.Name
		}
	}
	if len(library.Countries) != 200 || len(ranked) != 50 || ranked[50] == "" {
		t.Errorf("there are %d countries and %d ranks", len(library.Countries), len(ranked))
	}
}

// Each country of the World Watch List has a prayer of its own on its page.
func TestEachListedCountryHasItsOwnPrayer(t *testing.T) {
	t.Parallel()
	prayers := map[string]string{}
	for _, c := range loaded(t).Countries {
		if c.Rank == 0 {
			continue
		}
		if c.Prayer == nil {
			t.Errorf("%s, %d on the list, has no prayer", c.Name, c.Rank)
			continue
		}
		if other := prayers[c.Prayer.Text]; other != "" {
			t.Errorf("%s has the prayer of %s", c.Name, other)
		}
		prayers[c.Prayer.Text] = c.Name
	}
	if len(prayers) != 50 {
		t.Errorf("there are %d prayers", len(prayers))
	}
}
