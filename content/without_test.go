package content_test

import (
	"testing"
	"time"

	"prayerbot/content"
	"prayerbot/content/load"
)

func builtinLibrary(t *testing.T) *content.Library {
	t.Helper()
	library, err := load.Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// Each day's point is recalled in its turn: the calendar always has another one,
// for the world and for every country, and everything belongs to the one library.
func TestWhatIsLeftOutIsNowhere(t *testing.T) {
	library := builtinLibrary(t)
	keys := map[string]bool{}
	date := content.Date{Year: 2026, Month: time.November, Day: 1}
	for range 40 {
		p := library.Without(keys).Daily(date, content.Selection{}, date)
		if p == nil || keys[p.ID] {
			t.Fatalf("on %s there is %+v", date, p)
		}
		keys[p.ID] = true
		date = date.Add(1)
	}
	for _, p := range library.Posts {
		keys[p.Key] = true
	}
	left := library.Without(keys)
	for key := range keys {
		if left.Point(key) != nil || left.Post(key) != nil {
			t.Errorf("%s is still there", key)
		}
	}
	if len(left.Posts) != 0 || len(left.Countries) != len(library.Countries) || len(left.Lists) != len(library.Lists) {
		t.Errorf("%d posts, %d countries and %d lists are left", len(left.Posts), len(left.Countries), len(left.Lists))
	}
	ofOneLibrary(t, left)
	if library.Without(nil) != library || library.Without(map[string]bool{"no-such": true}) != library {
		t.Error("where nothing is left out, it is another library")
	}
}

// ofOneLibrary checks that what a library holds leads to nothing of another one.
func ofOneLibrary(t *testing.T, l *content.Library) {
	t.Helper()
	for _, c := range l.Countries {
		if c.Region != nil && l.Region(c.Region.Key) != c.Region {
			t.Errorf("%s lies in a region of another library", c.Key)
		}
		for _, p := range c.Points {
			if p.Country != c || l.Point(p.ID) != p {
				t.Errorf("%s is a point of another library", p.ID)
			}
		}
	}
	for _, o := range l.Occasions {
		for _, p := range o.Points {
			if l.Occasion(p.Occasion.Key) != p.Occasion || l.Point(p.ID) != p {
				t.Errorf("%s is a point of another library's occasion", p.ID)
			}
		}
	}
	for _, p := range l.Posts {
		for _, point := range p.Points {
			if point.Post != p || point.Country != p.Country || l.Country(p.Country.Key) != p.Country {
				t.Errorf("%s is a point of another library's post", point.ID)
			}
		}
	}
}

// A post that has lost all its points asks for nothing, urgent as it is, and the
// rest of a country's line goes on.
func TestAnUrgentPostWithoutPointsIsNotFirst(t *testing.T) {
	library := builtinLibrary(t)
	for _, post := range library.Posts {
		if len(post.Points) == 0 {
			continue
		}
		keys := map[string]bool{}
		for _, p := range post.Points {
			keys[p.ID] = true
		}
		left := library.Without(keys)
		ofOneLibrary(t, left)
		date := post.ShownFrom()
		for range 30 {
			selection := content.Selection{Countries: []string{post.Country.Key}}
			if p := left.Daily(date, selection, date); p == nil || keys[p.ID] {
				t.Fatalf("on %s %s asks for %+v", date, post.Country.Key, p)
			}
			if p := left.CountryPoint(left.Country(post.Country.Key), date, date, 0); p == nil || keys[p.ID] {
				t.Fatalf("on %s %s has %+v", date, post.Country.Key, p)
			}
			date = date.Add(1)
		}
	}
}
