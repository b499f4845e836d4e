package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"prayerbot/commands/pray"
)

// answer finds what an address names, and sends it.
func (s *Site) answer(w http.ResponseWriter, r *http.Request) {
	if made := fixed()[r.URL.Path]; made != nil {
		send(w, r, made, "public, max-age=86400")
		return
	}
	p, known := s.placeOf(r)
	if to := s.elsewhere(r, p, known); to != "" {
		w.Header().Set("Vary", "Accept-Language")
		http.Redirect(w, r, to, http.StatusFound)
		return
	}
	made, err := s.page(r, p)
	if err != nil {
		s.cfg.Log.Error("a page could not be made", "error", err)
		w.Header().Set("Retry-After", "60")
		http.Error(w, s.cfg.Trouble(p.language), http.StatusServiceUnavailable)
		return
	}
	send(w, r, made, "public, max-age=60")
}

// placeOf takes an address apart; known tells whether it names one of the languages.
func (s *Site) placeOf(r *http.Request) (p place, known bool) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if slices.Contains(s.cfg.Languages, first) {
		p := place{language: first, path: rest}
		if kind, _ := p.cut(); kind == "months" || kind == "calendar.ics" {
			p.query = selectionOf(r.URL.RawQuery)
		}
		return p, true
	}
	return place{language: s.languageFor(r.Header.Get("Accept-Language")), path: strings.TrimPrefix(r.URL.Path, "/")}, false
}

// selectionOf is what a query names behind "for"; noSelection where it cannot be read.
func selectionOf(query string) string {
	asked, err := url.ParseQuery(query)
	keys := asked.Get("for")
	if err != nil || keys != "" && !forForm.MatchString(keys) {
		return noSelection
	}
	return keys
}

// noSelection is the key of no selection.
const noSelection = "-"

// elsewhere is the address under which a page stands that is asked for by another one;
// "" where it is asked for rightly, or is no page at all.
func (s *Site) elsewhere(r *http.Request, p place, known bool) string {
	clean := strings.Trim(path.Clean("/"+p.path), "/")
	right := address(p.language, clean)
	if r.URL.RawQuery != "" {
		right += "?" + r.URL.RawQuery
	}
	switch {
	case !known && (clean == "" || isKind(clean)):
		return right
	case known && (clean != p.path || r.URL.Path == "/"+p.language):
		return right
	}
	return ""
}

// isKind tells whether a path begins as those of the pages do.
func isKind(path string) bool {
	kind, _, _ := strings.Cut(path, "/")
	return slices.Contains([]string{"today", "days", "months", "points", "stories", "countries", "occasions", "news", "privacy", "terms", "sources", "calendar.ics", "days.atom", "days.json", "stories.atom", "stories.json"}, kind)
}

// page is what a place shows, from the cache where it was made lately.
func (s *Site) page(r *http.Request, p place) (*madePage, error) {
	now := s.cfg.Clock.Now()
	reader, err := s.cfg.Reader(r.Context(), p.language, now)
	if err != nil {
		return nil, err
	}
	key := cacheKey{p, reader.Library(), reader.Today().String()}
	if made := s.pages.get(key, now); made != nil {
		return made, nil
	}
	made, err := s.make(r, p, reader)
	if err == nil && made.status == http.StatusOK {
		s.pages.put(key, made, now)
	}
	return made, err
}

// make makes what a place shows.
func (s *Site) make(r *http.Request, p place, reader *pray.Reader) (*madePage, error) {
	b := builder{Site: s, ctx: r.Context(), place: p, reader: reader}
	if feed := feeds[p.path]; feed != nil {
		return feed(b)
	}
	if kind, rest := p.cut(); kind == "picture" {
		return b.picture(rest)
	}
	v, err := b.view()
	if err != nil {
		return nil, err
	}
	if v == nil {
		return b.absent(nil)
	}
	return b.drawn(v, http.StatusOK)
}

// made is a page of a body.
func made(status int, kind string, body []byte) *madePage {
	sum := sha256.Sum256(body)
	return &madePage{status: status, kind: kind, body: body, tag: `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}
}

// send answers with a page, or that the browser's own is the same still.
func send(w http.ResponseWriter, r *http.Request, m *madePage, keep string) {
	h := w.Header()
	h.Set("Content-Type", m.kind)
	h.Set("Cache-Control", keep)
	if m.language != "" {
		h.Set("Content-Language", m.language)
	}
	if m.status != http.StatusOK {
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(m.status)
		if r.Method != http.MethodHead {
			w.Write(m.body)
		}
		return
	}
	h.Set("ETag", m.tag)
	http.ServeContent(w, r, "", m.modified, bytes.NewReader(m.body))
}
