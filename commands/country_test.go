package commands_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/load"
)

// withCountry lays a file over that of a country.
func (k *talk) withCountry(t *testing.T, slug, text string) {
	t.Helper()
	library, err := load.Library(content.Builtin(), fstest.MapFS{"countries/" + slug + ".yaml": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	k.world.library = func() *content.Library { return library }
}

// labels are those of all buttons.
func labels(r reply.Reply) string {
	var all []string
	for _, row := range r.Buttons {
		for _, b := range row {
			all = append(all, b.Label)
		}
	}
	return strings.Join(all, " | ")
}

func TestTheCountryPageHasItsPrayerItsReportAndItsSourcesInThisOrder(t *testing.T) {
	k := newTalk(t)
	page := k.say("/country north korea")
	said, at := plain(page), -1
	for _, part := range []string{
		"= 🇰🇵 North Korea =", "North Korea permits no loyalty", "Pray for North Korea", "agents of both countries hunt them", "Acts 9:3-6",
		"Official name", "Religion Juche 99%, Christian 1%", "Head of state Kim Jong Un (2011)", "Ministry project", "bring the Gospel", "Source:",
		"CIA World Factbook, 22 January 2026", "The Voice of the Martyrs Canada, 2021 (Religion, Ministry project and Project fund)",
	} {
		next := strings.Index(said, part)
		if next <= at {
			t.Fatalf("%q is missing or too early in\n%s", part, said)
		}
		at = next
	}
	if strings.Count(said, "Source:") != 1 || strings.Count(said, "The Voice of the Martyrs Canada") != 1 {
		t.Errorf("sources stand in several places:\n%s", said)
	}
	last := page.Blocks[len(page.Blocks)-1]
	if last.Kind != reply.Note || len(last.Items) < 4 {
		t.Errorf("the sources are not at the end: %+v", last)
	}
}

func TestTheNewestStoryAndTheFundAreOnePressAway(t *testing.T) {
	k := newTalk(t)
	if got := labels(k.say("/country north korea")); strings.Contains(got, "Support") || !strings.Contains(got, "Read: ") {
		t.Errorf("the buttons are %s", got)
	}
	newest := ""
	for _, post := range builtin().Posts {
		if post.Country.Key == "KP" && newest == "" {
			newest = post.Title
		}
	}
	if story := k.press("Read: South Korea bans balloons that…"); !strings.Contains(story.Title, newest) {
		t.Errorf("the story is %s, the newest %s", story.Title, newest)
	}
	k.withCountry(t, "north-korea", "extends: true\nsource: vom-canada-2021\nreport:\n  fund: {value: Underground Church, link: \"https://give.example/kp\"}\n")
	found := false
	for _, row := range k.say("/country north korea").Buttons {
		for _, b := range row {
			found = found || b.Label == "Support: Underground Church" && b.Link == "https://give.example/kp"
		}
	}
	if !found {
		t.Errorf("the buttons are %s", labels(k.last))
	}
}

// A country for which nobody has written a prayer has that of its point of the
// day, and goes with it where that is withdrawn.
func TestACountryWithoutAPrayerHasItsPointOfTheDay(t *testing.T) {
	k := newTalk(t)
	point := k.say("/pray benin")
	page := k.say("/country benin")
	if !strings.Contains(plain(page), "Pray for Benin") || !strings.Contains(plain(page), point.Blocks[0].Text) {
		t.Errorf("the page is\n%s", plain(page))
	}
	if len(page.About) == 0 || page.About[0] != point.About[0] {
		t.Errorf("the page is about %v, the point about %v", page.About, point.About)
	}
	if ours := k.say("/country north korea"); len(ours.About) != 0 {
		t.Errorf("a prayer of its own is about %v", ours.About)
	}
}

// A story under embargo is not a press away before its day.
func TestAStoryUnderEmbargoIsNotOnTheCountryPage(t *testing.T) {
	k := newTalk(t)
	text := "---\ncountry: BJ\ndate: 2026-11-01\nembargo: 2026-12-10\nkind: news\ntitle: Held back\nexcerpt: E.\npublisher: P\nsource: factbook\n---\nText.\n"
	library, err := load.Library(content.Builtin(), fstest.MapFS{"posts/2026-11-01-held.md": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	k.world.library = func() *content.Library { return library }
	if got := labels(k.say("/country benin")); strings.Contains(got, "Held back") {
		t.Errorf("the buttons are %s", got)
	}
	k.req.Now = k.req.Now.Add(20 * 24 * time.Hour)
	if got := labels(k.say("/country benin")); !strings.Contains(got, "Read: Held back") {
		t.Errorf("the buttons are %s", got)
	}
}
