package content_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"prayerbot/content"
	"prayerbot/content/load"
)

// withPost is the built-in content and a post about Nigeria on 2026-12-01 with
// three points; front is further front matter.
func withPost(t *testing.T, front string) *content.Library {
	t.Helper()
	return withPosts(t, map[string]string{"new": "date: 2026-12-01\n" + front})
}

// withPosts lays posts about Nigeria over the built-in content.
func withPosts(t *testing.T, posts map[string]string) *content.Library {
	t.Helper()
	over := fstest.MapFS{}
	for name, front := range posts {
		text := "---\ncountry: NG\nkind: prayer\ntitle: News of Nigeria\nexcerpt: It happened.\npublisher: P\nsource: factbook\n" + front + "points:\n"
		for n := range 3 {
			text += fmt.Sprintf("  - id: ng-%s-%d\n    title: A point\n    scripture: [Romans 8:28]\n    text: >-\n      %sand it was told. Ask for peace.\n", name, n, strings.Repeat("Something happened in Nigeria that the tests speak of, ", 3))
		}
		over["posts/"+name+".md"] = &fstest.MapFile{Data: []byte(text + "---\nA story.\n")}
	}
	library, err := load.Library(content.Builtin(), over)
	if err != nil {
		t.Fatal(err)
	}
	return library
}

var nigeria = content.Selection{Countries: []string{"NG"}}

// december is a day of December 2026; 0 is 30 November.
func december(n int) content.Date { return content.Date{2026, 11, 30}.Add(n) }

func TestAnEmbargoedPostIsNowhereBeforeItsDate(t *testing.T) {
	for _, front := range []string{"embargo: 2026-12-10\n", "embargo: 2026-12-10\nurgent: true\nfrom: 2026-12-05\nuntil: 2026-12-15\n", "embargo: 2026-12-10\nexpires: 2027-01-01\n"} {
		library := withPost(t, front)
		for _, today := range []content.Date{december(0), december(1), december(9)} {
			if p := library.Post("new"); p.Shown(today) {
				t.Errorf("%s: the post is shown", today)
			}
			for _, h := range library.Headlines(nigeria, today) {
				if h.ID == "new" {
					t.Errorf("%s: the headline is shown", today)
				}
			}
			for i := -366; i <= 366; i++ {
				date := today.Add(i)
				checkHidden(t, library, date, today)
			}
		}
		if !library.Post("new").Shown(december(10)) {
			t.Error("the post stays hidden after its embargo")
		}
	}
}

// checkHidden holds that no question shows the new post.
func checkHidden(t *testing.T, library *content.Library, date, today content.Date) {
	t.Helper()
	for _, s := range []content.Selection{{}, nigeria, {Regions: []string{"west-africa"}}} {
		if p := library.Daily(date, s, today); p.Post != nil && p.Post.Key == "new" {
			t.Errorf("asked on %s for %s: %s is shown to %v", today, date, p.ID, s)
		}
	}
	for n := range len(content.PointsOf(library, library.Country("NG"))) {
		if p := library.CountryPoint(library.Country("NG"), date, today, n); p.Post != nil && p.Post.Key == "new" {
			t.Errorf("asked on %s for %s: %s is shown for the country", today, date, p.ID)
		}
	}
}

func TestAnUrgentPostComesFirstInItsOrder(t *testing.T) {
	library := withPost(t, "urgent: true\nfrom: 2026-12-24\nuntil: 2026-12-27\n")
	for i, want := range []string{"ng-new-0", "ng-new-1", "ng-new-2", "ng-new-0"} {
		date := december(24 + i)
		for _, s := range []content.Selection{{}, nigeria, {Regions: []string{"west-africa"}}} {
			if p := onDay(library, date, s); p.ID != want {
				t.Errorf("%s: %s comes to %v, want %s", date, p.ID, s, want)
			}
		}
		if p := library.CountryPoint(library.Country("NG"), date, date, 0); p.Post == nil {
			t.Errorf("%s: %s comes first for the country", date, p.ID)
		}
	}
	for _, date := range []content.Date{december(23), december(28)} {
		if p := onDay(library, date, nigeria); p.Post != nil && p.Post.Key == "new" {
			t.Errorf("%s: %s is urgent still", date, p.ID)
		}
	}
	if p := onDay(library, december(27), content.Selection{Countries: []string{"KP"}}); p.Country == nil || p.Country.Key != "KP" {
		t.Errorf("%s comes to those who pray for North Korea", p.ID)
	}
}

func TestTheRotationWaitsForUrgentDays(t *testing.T) {
	without := withPost(t, "urgent: true\nfrom: 2027-04-20\nuntil: 2027-04-20\n")
	with := withPost(t, "urgent: true\nfrom: 2027-02-16\nuntil: 2027-02-18\n")
	first := content.Date{Year: 2027, Month: 2, Day: 16} // no occasion takes these two weeks
	for i := range 10 {
		if a, b := onDay(without, first.Add(i), content.Selection{}), onDay(with, first.Add(3+i), content.Selection{}); a.ID != b.ID {
			t.Errorf("%d days later %s comes instead of %s", i, b.ID, a.ID)
		}
	}
}

func TestSeveralUrgentPostsTakeTurns(t *testing.T) {
	span := "date: 2026-12-01\nurgent: true\nfrom: 2026-12-05\nuntil: 2026-12-10\n"
	library := withPosts(t, map[string]string{"one": span, "two": span})
	seen := map[string]bool{}
	for i := range 6 {
		seen[onDay(library, december(5+i), content.Selection{}).ID] = true
	}
	if len(seen) != 6 {
		t.Errorf("six days bring %v", seen)
	}
}

func TestANewPostMovesNothingBeforeItsDay(t *testing.T) {
	before, after := loaded(t), withPost(t, "")
	for i := range 366 {
		date := december(0).Add(-i)
		for _, s := range []content.Selection{{}, nigeria} {
			if a, b := onDay(before, date, s), onDay(after, date, s); a.ID != b.ID {
				t.Fatalf("%s: %s became %s for %v", date, a.ID, b.ID, s)
			}
		}
	}
}

// A line of the calendar is what a line of people would be, day by day.
func TestALineChangesAsPostsComeAndGo(t *testing.T) {
	library := withPosts(t, map[string]string{
		"fresh":  "date: 2026-12-03\n",
		"short":  "date: 2026-12-05\nexpires: 2026-12-20\n",
		"held":   "date: 2026-11-01\nembargo: 2026-12-15\nexpires: 2027-02-01\n",
		"urgent": "date: 2026-12-06\nurgent: true\nuntil: 2026-12-09\nexpires: 2027-03-01\n",
	})
	c := library.Country("NG")
	date := content.Date{2025, 1, 1}
	line := slices.Clone(content.LineOf(library, c))
	for date.Before(content.Date{2027, 4, 1}) {
		line = content.ChangeLine(library, c, date, line)
		got := onDay(library, date, nigeria)
		if got.Occasion == nil && content.UrgentPoint(library, nigeria, date) == nil {
			if got != line[0] {
				t.Fatalf("%s: %s comes, %s is first in line", date, got.ID, line[0].ID)
			}
			line = append(line[1:], line[0])
		}
		date = date.Add(1)
	}
	want := len(c.Points)
	for _, p := range library.Posts {
		if p.Country == c && p.Shown(date) {
			want += len(p.Points)
		}
	}
	if len(line) != want {
		t.Errorf("%d points are left in a line, want %d", len(line), want)
	}
}

func TestWhatHasExpiredIsNotShownForAnyDate(t *testing.T) {
	library := withPost(t, "expires: 2026-12-20\n")
	if library.Post("new").Shown(december(21)) || !library.Post("new").Shown(december(20)) {
		t.Error("the post does not expire after its last date")
	}
	for i := -30; i <= 30; i++ {
		checkHidden(t, library, december(21).Add(i), december(21))
	}
}
