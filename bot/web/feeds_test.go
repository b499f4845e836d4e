package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/mmcdole/gofeed"
)

func TestTheCalendarIsReadByAnotherProgram(t *testing.T) {
	s := newStage(t, builtin(t))
	for path, title := range map[string]string{
		"/en/calendar.ics":                    "Prayer for the persecuted church: the whole world",
		"/de/calendar.ics?for=NG,middle-east": "Gebet für die verfolgte Kirche: ",
		"/en/calendar.ics?for=KP":             "Prayer for the persecuted church: ",
	} {
		answer := s.open(path)
		if answer.StatusCode != http.StatusOK || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/calendar") {
			t.Errorf("%s: %d %s", path, answer.StatusCode, answer.Header.Get("Content-Type"))
		}
		s.readCalendar(path, title, text(t, answer))
	}
}

// readCalendar reads a calendar: a day each, none twice, each with what it has to have.
func (s *stage) readCalendar(path, title, body string) {
	s.t.Helper()
	cal, err := ical.NewDecoder(strings.NewReader(body)).Decode()
	if err != nil {
		s.t.Fatalf("%s: %v", path, err)
	}
	if name := cal.Props.Get("X-WR-CALNAME"); name == nil || !strings.HasPrefix(name.Value, title) {
		s.t.Errorf("%s is called %v", path, name)
	}
	days, names := map[string]bool{}, map[string]bool{}
	for _, e := range cal.Events() {
		uid, _ := e.Props.Text("UID")
		at, err := e.DateTimeStart(time.UTC)
		url := e.Props.Get("URL").Value
		summary, _ := e.Props.Text("SUMMARY")
		about, _ := e.Props.Text("DESCRIPTION")
		if names[uid] || err != nil || summary == "" || len(about) < 40 || !strings.HasPrefix(url, "https://pray.example.org/") || e.Props.Get("LAST-MODIFIED") == nil {
			s.t.Errorf("%s: %s on %s: %q, %q", path, uid, at, summary, url)
		}
		names[uid], days[at.Format(time.DateOnly)] = true, true
		s.page(strings.TrimPrefix(url, "https://pray.example.org"), http.StatusOK)
	}
	if len(days) != 31+1+31 || !days["2026-10-30"] || !days["2026-12-31"] || days["2027-01-01"] {
		s.t.Errorf("%s has %d days", path, len(days))
	}
}

func TestTheNamesOfEventsStayTheSame(t *testing.T) {
	s := newStage(t, builtin(t))
	before := text(t, s.open("/en/calendar.ics"))
	s.clock.Time = s.clock.AddDate(0, 0, 1)
	after := text(t, s.open("/en/calendar.ics"))
	for _, line := range strings.Split(before, "\r\n") {
		if strings.HasPrefix(line, "UID:2026-12-01") && !strings.Contains(after, line) {
			t.Errorf("%s is called otherwise the day after", line)
		}
	}
}

func TestTheFeedsAreReadByAnotherProgram(t *testing.T) {
	s := newStage(t, builtin(t))
	for path, least := range map[string]int{"/en/days.atom": 31, "/es/days.json": 31, "/fr/stories.atom": 30, "/en/stories.json": 30} {
		answer := s.open(path)
		feed, err := gofeed.NewParser().ParseString(text(t, answer))
		if err != nil || len(feed.Items) < least {
			t.Fatalf("%s: %d items, %v", path, len(feed.Items), err)
		}
		seen := map[string]bool{}
		for _, i := range feed.Items {
			if seen[i.GUID] || i.Title == "" || i.Description == "" || i.UpdatedParsed == nil && i.PublishedParsed == nil {
				t.Errorf("%s: %q %q %q", path, i.GUID, i.Title, i.Description)
			}
			seen[i.GUID] = true
			s.page(strings.TrimPrefix(i.Link, "https://pray.example.org"), http.StatusOK)
		}
	}
}

// TestALinkUnfolds looks for what Telegram, WhatsApp and Discord show of a link.
func TestALinkUnfolds(t *testing.T) {
	s := newStage(t, builtin(t))
	for _, path := range []string{"/en/", "/en/days/2026-11-30", "/es/points/kp-camps", "/de/countries/ng"} {
		head := map[string]string{}
		for n := range s.page(path, http.StatusOK).Descendants() {
			if n.Data == "meta" {
				head[attr(n, "property")+attr(n, "name")] = attr(n, "content")
			}
		}
		for _, name := range []string{"og:title", "og:description", "og:url", "og:type", "og:site_name", "og:locale", "description", "twitter:card"} {
			if head[name] == "" {
				t.Errorf("%s has no %s", path, name)
			}
		}
		if n := len([]rune(head["og:description"])); n > 200 {
			t.Errorf("%s is described in %d characters", path, n)
		}
		if !strings.HasPrefix(head["og:url"], "https://pray.example.org/") {
			t.Errorf("%s stands at %s", path, head["og:url"])
		}
	}
}
