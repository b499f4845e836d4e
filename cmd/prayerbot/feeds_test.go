package main

import (
	"strings"
	"testing"
	"time"

	"prayerbot/bot/doctor"
	"prayerbot/bot/news"
	"prayerbot/bot/store/boltstore"
	"prayerbot/content"
)

func TestTheTableSaysThatARunningBotHoldsTheFile(t *testing.T) {
	c := fine()
	c.Data = t.TempDir()
	running, err := boltstore.Open(c.Data)
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	_, err = feedStates(surroundings{Context: t.Context(), err: t.Output()}, &c)
	if err == nil || !strings.Contains(err.Error(), "a running bot holds the embedded file") || !strings.Contains(err.Error(), "the bot's own user") {
		t.Errorf("got %v", err)
	}
}

var (
	noon  = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	feeds = []content.Feed{
		{Key: "well", Address: "a", On: true}, {Key: "new", Address: "b", On: true}, {Key: "off", Address: "c"},
		{Key: "ill", Address: "d", On: true}, {Key: "shaky", Address: "e", On: true}, {Key: "changed", Address: "f", On: true},
	}
	known = map[string]news.State{
		"well":    {Listed: "a", Moved: "x", Fetched: noon, Status: "unchanged", Items: 12, Next: noon.Add(30 * time.Minute)},
		"ill":     {Listed: "d", Fetched: noon, Status: "404 Not Found", Failures: 15, Failing: noon.AddDate(0, 0, -3), Items: 9, Next: noon.Add(6 * time.Hour)},
		"shaky":   {Listed: "e", Fetched: noon, Status: "503 Service Unavailable", Failures: 2, Failing: noon.AddDate(0, 0, -2), Next: noon.Add(time.Hour)},
		"changed": {Listed: "old", Fetched: noon, Status: "ok", Failing: noon.AddDate(0, 0, -9), Next: noon},
	}
)

func TestTheTableShowsEachFeed(t *testing.T) {
	var out strings.Builder
	if err := feedTable(&out, feeds, known); err != nil {
		t.Fatal(err)
	}
	want := `FEED     LAST FETCH (UTC)  STATUS                                                   ITEMS  NEXT (UTC)
well     2026-11-24 12:00  unchanged, moved for good                                12     2026-11-24 12:30
new      -                 not fetched yet                                          0      at once
off      -                 off                                                      0      never
ill      2026-11-24 12:00  404 Not Found, failing since 2026-11-21 12:00            9      2026-11-24 18:00
shaky    2026-11-24 12:00  503 Service Unavailable, failing since 2026-11-22 12:00  0      2026-11-24 13:00
changed  -                 not fetched yet                                          0      at once
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestTheDoctorNamesWhatFailsForThreeDays(t *testing.T) {
	ill := feedsResult(feeds, known, noon)
	if ill.State != doctor.Warning || ill.Found != "1 of 5 have been failing for three days or more: ill (since 2026-11-21 12:00: 404 Not Found)" {
		t.Errorf("got %+v", ill)
	}
	well := feedsResult(feeds, known, noon.Add(-time.Hour))
	if well.State != doctor.OK || well.Found != "5 of 6 are on; 2 failed the last time, and none has been failing for days: ill (404 Not Found), shaky (503 Service Unavailable)" {
		t.Errorf("got %+v", well)
	}
}

// TestTheDoctorSaysThatEveryFeedFails: hours are enough, where none is well.
func TestTheDoctorSaysThatEveryFeedFails(t *testing.T) {
	failing := map[string]news.State{}
	for key, s := range known {
		if s.Failing.IsZero() {
			s.Failing, s.Status, s.Failures = noon, "no route to host", 1
		}
		failing[key] = s
	}
	got := feedsResult(feeds, failing, noon.Add(-time.Hour))
	if got.State != doctor.Warning || !strings.HasPrefix(got.Found, "all 3 that were fetched failed the last time: well (no route to host)") || got.Remedy == "" {
		t.Errorf("got %+v", got)
	}
	if got := feedsResult(feeds, nil, noon); got.State != doctor.OK || got.Found != "5 of 6 are on, and none was fetched yet" {
		t.Errorf("before the first round: %+v", got)
	}
}

func TestTheAgentSaysWhoAsks(t *testing.T) {
	c := fine()
	if got := c.agent(); !strings.HasPrefix(got, "prayerbot/") || strings.ContainsAny(got, " ()") {
		t.Errorf("got %q", got)
	}
	c.Contact = "https://example.org/bot"
	if got := c.agent(); !strings.HasSuffix(got, " (+https://example.org/bot)") {
		t.Errorf("got %q", got)
	}
}
