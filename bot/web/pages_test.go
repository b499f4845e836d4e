package web_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestEveryLinkOfEveryPageLeadsToAPage walks all pages of English, and those of the other
// languages that their menus lead to.
func TestEveryLinkOfEveryPageLeadsToAPage(t *testing.T) {
	s := newStage(t, builtin(t))
	seen, waiting := map[string]bool{"/en/": true}, []string{"/en/"}
	for len(waiting) > 0 {
		path := waiting[0]
		waiting = waiting[1:]
		for _, to := range s.links(path) {
			if seen[to] || !strings.HasPrefix(to, "/") || !strings.HasPrefix(to, "/en/") && strings.Count(to, "/") > 2 {
				continue
			}
			seen[to] = true
			waiting = append(waiting, to)
		}
	}
	if len(seen) < 600 {
		t.Errorf("only %d pages are linked", len(seen))
	}
	t.Logf("%d pages", len(seen))
}

// links opens a page, which has to be there, and gives what it leads to.
func (s *stage) links(path string) []string {
	s.t.Helper()
	var all []string
	for n := range s.page(path, http.StatusOK).Descendants() {
		if n.Type != html.ElementNode || n.Data != "a" && n.Data != "link" {
			continue
		}
		to := attr(n, "href")
		if n.Data == "a" && strings.HasPrefix(to, "#") {
			continue
		}
		if rest, own := strings.CutPrefix(to, "https://pray.example.org"); own {
			to = rest
		}
		u, err := url.Parse(to)
		if err != nil || u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http" || u.Scheme == "" && !strings.HasPrefix(to, "/") {
			s.t.Errorf("%s leads to %q", path, to)
		}
		all = append(all, to)
	}
	return all
}

// page opens a page, which has to have a status, and reads it.
func (s *stage) page(path string, status int) *html.Node {
	s.t.Helper()
	answer := s.open(path)
	if answer.StatusCode != status {
		s.t.Errorf("%s: %d, wanted %d; %s", path, answer.StatusCode, status, s.log.String())
		return &html.Node{}
	}
	if strings.HasSuffix(path, ".ics") || strings.HasSuffix(path, ".atom") || strings.HasSuffix(path, ".json") || strings.HasSuffix(path, ".css") || strings.HasSuffix(path, ".svg") {
		return &html.Node{}
	}
	page, err := html.Parse(answer.Body)
	if err != nil {
		s.t.Errorf("%s: %v", path, err)
	}
	return page
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text is what an answer holds.
func text(t *testing.T, answer *http.Response) string {
	t.Helper()
	all, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}
