package commands_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"prayerbot/commands/record"
	"prayerbot/content"
	"prayerbot/content/load"
)

func TestAPointOfAnotherDay(t *testing.T) {
	k := newTalk(t)
	for _, tt := range []struct{ line, title, text string }{
		{"/pray", "", "Prayer point for Tuesday 24 November 2026."},
		{"/pray today", "", "Prayer point for Tuesday 24 November 2026."},
		{"/pray tomorrow", "", "Prayer point for Wednesday 25 November 2026."},
		{"/pray Yesterday", "", "Prayer point for Monday 23 November 2026."},
		{"/pray 2026-11-01", "International Day of Prayer for the Persecuted Church: ", "Prayer point for Sunday 1 November 2026."},
		{"/pray 25 December", "Christmas Day: ", "Prayer point for Friday 25 December 2026."},
		{"/pray December 25, 2026", "Christmas Day: ", "Prayer point for Friday 25 December 2026."},
		{"/pray sunday", "First Sunday of Advent: ", "Prayer point for Sunday 29 November 2026."},
		{"/pray nigeria tomorrow", "🇳🇬 Nigeria: ", "Prayer point for Wednesday 25 November 2026."},
		{"/pray tomorrow nigeria", "🇳🇬 Nigeria: ", "Prayer point for Wednesday 25 November 2026."},
		{"/pray nigeria 2026-12-25", "🇳🇬 Nigeria: ", "Prayer point for Friday 25 December 2026."},
		{"/pray saudi arabia 24 december 2026", "🇸🇦 Saudi Arabia: ", "Prayer point for Thursday 24 December 2026."},
		{"/pray SA", "🇸🇦 Saudi Arabia: ", "Prayer point for Tuesday 24 November 2026."},
		{"/pray NG 3", "🇳🇬 Nigeria: ", "Prayer point for Tuesday 24 November 2026."},
		{"/pray world watch list 2026-12-25", "", "Prayer point for Friday 25 December 2026."},
		{"/pray cpc", "", "Prayer point for Tuesday 24 November 2026."},
		{"/pray 2025-11-23", "", "Prayer point for Sunday 23 November 2025."},
		{"/pray 2027-11-25", "", "Prayer point for Thursday 25 November 2027."},
		{"/pray 2027-11-26", "", "Friday 26 November 2027 is more than a year away, so say a nearer date, such as /pray 2026-12-24."},
		{"/pray nigeria 2024-01-01", "", "Monday 1 January 2024 is more than a year away, so say a nearer date, such as /pray 2026-12-24."},
		{"/pray 2026-02-30", "", "\"2026-02-30\" is not a date that I can read. Say it as 2026-12-24."},
		{"/pray nigeria 31.31.2026", "", "\"31.31.2026\" is not a date that I can read. Say it as 2026-12-24."},
		{"/pray atlantis tomorrow", "", "I know no country or region called \"atlantis\"."},
	} {
		said := plain(k.say(tt.line))
		if !strings.Contains(said, "= "+tt.title) && tt.title != "" || !strings.Contains(said, tt.text) {
			t.Errorf("%s answers\n%s", tt.line, said)
		}
	}
}

func TestAnotherStaysOnItsDay(t *testing.T) {
	k := newTalk(t)
	first := k.say("/pray nigeria tomorrow")
	second := k.press("Another for Nigeria")
	if first.Title == second.Title || !strings.Contains(plain(second), "Wednesday 25 November 2026") {
		t.Errorf("another is\n%s", plain(second))
	}
	k.say("/pray korea tomorrow")
	if said := plain(k.press("🇰🇵 North Korea")); !strings.Contains(said, "Wednesday 25 November 2026") {
		t.Errorf("the choice is\n%s", said)
	}
}

func TestAPlaceIsPrayedForOnAHolidayToo(t *testing.T) {
	k := newTalk(t)
	said := plain(k.say("/pray middle east 2026-12-25"))
	if strings.Contains(said, "Christmas Day") || !strings.Contains(said, "Friday 25 December 2026") {
		t.Errorf("the answer is\n%s", said)
	}
}

func TestAnOccasionLeadsToItsCountries(t *testing.T) {
	k := newTalk(t)
	for line, want := range map[string]string{
		"/pray 2027-02-15": "[🇱🇾 Libya] [🇪🇬 Egypt] [🇬🇭 Ghana]", // several
		"/pray 2027-05-24": "[Country report] [News]",          // China alone
		"/pray 2026-12-25": "[Choose a country] [News]",        // the whole church
	} {
		if said := plain(k.say(line)); !strings.Contains(said, want) {
			t.Errorf("%s answers\n%s", line, said)
		}
	}
	k.say("/pray 2027-02-15")
	if said := plain(k.press("🇪🇬 Egypt")); !strings.Contains(said, "= 🇪🇬 Egypt =") {
		t.Errorf("Egypt answers\n%s", said)
	}
	k.say("/pray 2026-12-25")
	if said := plain(k.press("🙏 I prayed")); !strings.Contains(said, "Thank you for praying.") {
		t.Errorf("I prayed answers\n%s", said)
	}
}

// under is the built-in content and a post about Nigeria that is under an
// embargo until 10 December and whose names were changed.
func under(t *testing.T) *content.Library {
	t.Helper()
	text := "---\ncountry: NG\nkind: prayer\ndate: 2026-11-20\nembargo: 2026-12-10\nnames: changed\nurgent: true\nuntil: 2026-12-12\ntitle: Held back\n" +
		"excerpt: It happened.\npublisher: P\nsource: factbook\npoints:\n  - id: ng-held\n    title: An unspoken matter\n    scripture: [Romans 8:28]\n    text: >-\n      " +
		strings.Repeat("Something happened in Nigeria that nobody may know of yet, ", 3) + "and it was told. Ask for peace.\n---\nAn unspoken story.\n"
	library, err := load.Library(content.Builtin(), fstest.MapFS{"posts/held.md": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	return library
}

func TestAnEmbargoLeaksThroughNoCommand(t *testing.T) {
	k := newTalk(t)
	library := under(t)
	k.world.library = func() *content.Library { return library }
	lines := []string{"/news", "/news nigeria", "/news read held", "/country nigeria", "/news west africa"}
	for _, place := range []string{"", "nigeria ", "west africa ", "world watch list "} {
		for day := range 40 {
			lines = append(lines, "/pray "+place+content.Date{Year: 2026, Month: 11, Day: 24}.Add(day).String())
		}
	}
	for n := range 30 {
		lines = append(lines, fmt.Sprint("/pray NG 2026-12-11 ", n))
	}
	for _, line := range lines {
		if said := plain(k.say(line)); strings.Contains(said, "unspoken") || strings.Contains(said, "Held back") {
			t.Errorf("%s answers\n%s", line, said)
		}
	}
	slot := record.Slot{Date: content.Date{Year: 2026, Month: 12, Day: 9}}
	if said := plain(k.daily(t, record.Subscription{}, slot, k.req.Now)); strings.Contains(said, "unspoken") {
		t.Errorf("the daily point is\n%s", said)
	}
	k.set(t, "time 2026-12-10T08:00:00Z")
	for line, want := range map[string]string{"/pray": "An unspoken matter", "/news": "Held back", "/news read held": "Names were changed.", "/pray nigeria": "Names were changed."} {
		if said := plain(k.say(line)); !strings.Contains(said, want) {
			t.Errorf("%s answers\n%s", line, said)
		}
	}
	k.say("/pray")
	if said := plain(k.press("Read: Held back")); !strings.Contains(said, "An unspoken story.") {
		t.Errorf("the story is\n%s", said)
	}
}

func TestAChatFollowsAList(t *testing.T) {
	k := newTalk(t)
	for line, want := range map[string]string{
		"/subscribe 07:00 lagos for world watch list":       "For the World Watch List\n",
		"/subscribe 08:00 lagos for cpc and Middle East":    "For the Middle East and the Countries of Particular Concern\n",
		"/subscribe 09:00 lagos for wwl, Germany":           "For Germany and the World Watch List\n",
		"/subscribe 10:00 lagos for top 10":                 "For the first ten of the World Watch List\n",
		"/country top ten":                                  "= The first ten of the World Watch List =\n10 countries.",
		"/news cpc":                                         "= News: the Countries of Particular Concern =",
		"/subscribe 11:00 lagos for voice of the martyrs":   "For the countries of The Voice of the Martyrs\n",
		"/subscribe 11:00 lagos for the persecuted church ": "For all countries that a list names\n",
	} {
		k := newTalk(t)
		if said := plain(k.say(line)); !strings.Contains(said, want) {
			t.Errorf("%s answers\n%s", line, said)
		}
	}
	k.say("/subscribe 07:00 lagos for world watch list")
	if said := plain(k.say("/subscribe 07:00 lagos for cpc")); !strings.Contains(said, "You will receive") {
		t.Errorf("another list is taken for the same:\n%s", said)
	}
	if said := plain(k.say("/subscribe 07:00 lagos for wwl")); !strings.Contains(said, "You already receive") {
		t.Errorf("the same list is taken for another:\n%s", said)
	}
	if said := plain(k.say("/schedule")); !strings.Contains(said, "for the World Watch List") {
		t.Errorf("the schedule is\n%s", said)
	}
}
