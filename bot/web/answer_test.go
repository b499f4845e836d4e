package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"prayerbot/bot/web"
	"prayerbot/commands/pray"
	"prayerbot/commands/record"
)

func TestAnUnknownAddressGetsAPageThatHelps(t *testing.T) {
	s := newStage(t, builtin(t))
	for _, path := range []string{
		"/en/nowhere", "/en/days/2026-13-45", "/en/days/2025-01-01", "/en/days/2027-02-01", "/en/days/20261130", "/en/countries/zz", "/en/countries/NG",
		"/en/points/nothing", "/en/points/../../etc/passwd", "/en/stories/nothing", "/en/months/2020-01", "/en/months/2026-00",
		"/en/picture/days/2020-11-30.png", "/en/days.rss", "/en/calendar.ics?for=zz", "/en/calendar.ics?for=" + "%27;drop", "/xx/days", "/en/days/", "/en/points/%00",
		"/en/calendar.ics?for=" + strings.Repeat("NG,", 300), "/wp-login.php", "/en/countries/ng/more",
	} {
		answer := s.open(path)
		if answer.StatusCode == http.StatusFound {
			answer = s.open(answer.Header.Get("Location"))
		}
		said := text(t, answer)
		if answer.StatusCode != http.StatusNotFound || !strings.Contains(said, "from Saturday 29 November 2025 to Thursday 31 December 2026") || !strings.Contains(said, `href="/en/today"`) {
			t.Errorf("%s: %d %s", path, answer.StatusCode, said[:min(200, len(said))])
		}
		if answer.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s is kept: %s", path, answer.Header.Get("Cache-Control"))
		}
	}
}

func TestAQueryThatMeansNothingChangesNothing(t *testing.T) {
	s := newStage(t, builtin(t))
	want := text(t, s.open("/en/today"))
	for _, query := range []string{"?for=zz", "?for=%27;drop", "?utm_source=x", "?for=NG"} {
		if got := text(t, s.open("/en/today"+query)); got != want {
			t.Errorf("/en/today%s is another page", query)
		}
	}
}

func TestWhatIsNoQuestionIsRefused(t *testing.T) {
	s := newStage(t, builtin(t))
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"POST", "/en/", http.StatusMethodNotAllowed}, {"PUT", "/en/today", http.StatusMethodNotAllowed}, {"TRACE", "/", http.StatusMethodNotAllowed},
		{"GET", "/en/?" + strings.Repeat("a", 3000), http.StatusRequestURITooLong},
	} {
		w := httptest.NewRecorder()
		s.site.ServeHTTP(w, httptest.NewRequest(c.method, c.path, nil))
		if w.Code != c.status || strings.Count(strings.TrimSpace(w.Body.String()), "\n") > 0 {
			t.Errorf("%s %.20s: %d %q", c.method, c.path, w.Code, w.Body)
		}
	}
}

func TestAPageComesInTheLanguageThatABrowserAsksFor(t *testing.T) {
	s := newStage(t, builtin(t))
	for accept, to := range map[string]string{
		"": "/en/", "de-CH,de;q=0.9,en;q=0.5": "/de/", "pt-PT": "/pt/", "xx": "/en/", "*": "/en/", "tlh, fr;q=0.1": "/fr/",
		"en-GB": "/en/", strings.Repeat("a", 900): "/en/", strings.Repeat("de,", 50): "/en/",
	} {
		answer := s.open("/", "Accept-Language", accept)
		if answer.StatusCode != http.StatusFound || answer.Header.Get("Location") != to || answer.Header.Get("Vary") != "Accept-Language" {
			t.Errorf("%.30q: %d %s", accept, answer.StatusCode, answer.Header.Get("Location"))
		}
	}
	if to := s.open("/days/2026-11-30", "Accept-Language", "es").Header.Get("Location"); to != "/es/days/2026-11-30" {
		t.Errorf("a day without language leads to %q", to)
	}
	if to := s.open("/calendar.ics?for=NG").Header.Get("Location"); to != "/en/calendar.ics?for=NG" {
		t.Errorf("a calendar without language leads to %q", to)
	}
}

// TestTheSourcesSayWhoseTheBordersAre: a dotted border on a card looks like a fault, or
// like a judgement, to whoever is not told what it means.
func TestTheSourcesSayWhoseTheBordersAre(t *testing.T) {
	s := newStage(t, builtin(t))
	for _, tag := range s.core.Languages() {
		if page := text(t, s.open("/"+tag+"/sources")); !strings.Contains(page, "Natural Earth") {
			t.Errorf("%s: nothing is said of the maps", tag)
		}
	}
}

// TestAPageAsksForNothingElse reads every kind of page in every language.
func TestAPageAsksForNothingElse(t *testing.T) {
	s := newStage(t, builtin(t), func(c *web.Config) {
		c.Telegram = func(context.Context) string { return "https://t.me/example_bot" }
		c.Discord = func(context.Context) string { return "javascript:alert(1)" }
	})
	for _, tag := range s.core.Languages() {
		for _, path := range []string{"", "today", "days/2026-12-25", "months/2026-12", "countries", "countries/kp", "news", "occasions", "privacy", "terms", "sources", "points/kp-camps"} {
			answer := s.open("/" + tag + "/" + path)
			if answer.StatusCode != http.StatusOK {
				t.Errorf("%s %s: %d", tag, path, answer.StatusCode)
				continue
			}
			s.inspect(tag, path, answer)
		}
	}
}

// inspect looks at a page: its language, its headings, that it loads nothing of others and
// runs nothing, and that each link says where it leads.
func (s *stage) inspect(tag, path string, answer *http.Response) {
	s.t.Helper()
	for _, name := range []string{"Set-Cookie", "Server", "X-Powered-By"} {
		if got := answer.Header.Get(name); got != "" {
			s.t.Errorf("%s %s: %s: %s", tag, path, name, got)
		}
	}
	if policy := answer.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		s.t.Errorf("%s %s: policy %q", tag, path, policy)
	}
	page, err := html.Parse(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	first := 0
	for n := range page.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "iframe", "style", "form", "object", "embed", "base":
			s.t.Errorf("%s %s has a %s", tag, path, n.Data)
		case "html":
			if attr(n, "lang") != tag {
				s.t.Errorf("%s %s is in %q", tag, path, attr(n, "lang"))
			}
		case "link":
			if rel, to := attr(n, "rel"), attr(n, "href"); rel == "stylesheet" && to != "/style.css" || rel == "icon" && to != "/icon.svg" {
				s.t.Errorf("%s %s loads %s", tag, path, to)
			}
		case "h1":
			first++
		case "a":
			if !said(n) || strings.HasPrefix(attr(n, "href"), "javascript:") {
				s.t.Errorf("%s %s: a link to %q says nothing, or runs something", tag, path, attr(n, "href"))
			}
		}
		if attr(n, "style") != "" || attr(n, "onclick") != "" {
			s.t.Errorf("%s %s: %s has a style or runs something", tag, path, n.Data)
		}
	}
	if first != 1 {
		s.t.Errorf("%s %s has %d first headings", tag, path, first)
	}
}

// said tells whether an element holds text.
func said(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" {
			return true
		}
	}
	return false
}

func TestWhatIsWithdrawnIsGoneWithinSeconds(t *testing.T) {
	s := newStage(t, builtin(t))
	s.page("/en/points/kp-camps", http.StatusOK)
	country := text(t, s.open("/en/countries/kp"))
	if !strings.Contains(country, "/en/points/kp-camps") {
		t.Fatal("the country does not lead to its point")
	}
	if err := s.store.SaveRecall(t.Context(), record.Recall{ID: "kp-camps"}); err != nil {
		t.Fatal(err)
	}
	s.clock.Time = s.clock.Add(4 * time.Second)
	s.page("/en/points/kp-camps", http.StatusNotFound)
	if strings.Contains(text(t, s.open("/en/countries/kp")), "kp-camps") {
		t.Error("the country still tells of a point that is withdrawn")
	}
}

func TestWithoutTheStoreAPageSaysSo(t *testing.T) {
	s := newStage(t, builtin(t), func(c *web.Config) {
		c.Reader = func(context.Context, string, time.Time) (*pray.Reader, error) { return nil, errors.New("no store") }
	})
	answer := s.open("/de/today", "X-Forwarded-For", "203.0.113.9")
	if said := text(t, answer); answer.StatusCode != http.StatusServiceUnavailable || !strings.Contains(said, "noch einmal") || answer.Header.Get("Retry-After") == "" {
		t.Errorf("%d %q", answer.StatusCode, said)
	}
	if strings.Contains(s.log.String(), "203.0.113.9") || strings.Contains(s.log.String(), "192.0.2.1") {
		t.Errorf("the log names who asks: %s", s.log.String())
	}
}

func TestAPanicEndsInAnAnswer(t *testing.T) {
	s := newStage(t, builtin(t), func(c *web.Config) {
		c.Reader = func(context.Context, string, time.Time) (*pray.Reader, error) { panic("broken") }
	})
	if answer := s.open("/en/today"); answer.StatusCode != http.StatusInternalServerError || !strings.Contains(s.log.String(), "broken") {
		t.Errorf("%d %s", answer.StatusCode, s.log.String())
	}
}

func TestABrowserIsToldThatNothingChanged(t *testing.T) {
	s := newStage(t, builtin(t))
	for _, path := range []string{"/en/today", "/en/days.atom", "/en/calendar.ics", "/style.css"} {
		tag := s.open(path).Header.Get("ETag")
		if again := s.open(path, "If-None-Match", tag); tag == "" || again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: %q, %d", path, tag, again.StatusCode)
		}
	}
	for _, path := range []string{"/en/days.json", "/en/stories.atom", "/en/calendar.ics"} {
		at := s.open(path).Header.Get("Last-Modified")
		if again := s.open(path, "If-Modified-Since", at); at == "" || again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: %q, %d", path, at, again.StatusCode)
		}
	}
}
