package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/web"
	"prayerbot/commands"
	"prayerbot/commands/pray"
	"prayerbot/content"
	"prayerbot/content/load"
)

// today is when the pages are opened.
var today = time.Date(2026, time.November, 30, 9, 0, 0, 0, time.UTC)

// atTime is a clock that stands.
type atTime struct{ time.Time }

func (c *atTime) Now() time.Time { return c.Time }

func (c *atTime) Sleep(context.Context, time.Duration) error { return nil }

// A stage is the pages of a core with a real store.
type stage struct {
	t     testing.TB
	site  *web.Site
	core  *commands.Core
	store *boltstore.Store
	clock *atTime
	log   strings.Builder
}

// newStage builds the pages of a library; change may change what they are told.
func newStage(t testing.TB, library *content.Library, change ...func(*web.Config)) *stage {
	t.Helper()
	store, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s := &stage{t: t, store: store, clock: &atTime{today}}
	s.core, err = commands.New(commands.Config{Library: func() *content.Library { return library }, Store: store, Random: func() string { return "abcdefghijklmnop" }, Pages: "https://pray.example.org", Cards: easel{}})
	if err != nil {
		t.Fatal(err)
	}
	cfg := web.Config{
		Reader: func(ctx context.Context, tag string, now time.Time) (*pray.Reader, error) {
			return s.core.Reader(ctx, tag, now)
		},
		Languages: s.core.Languages(), Name: s.core.LanguageName, Privacy: s.core.PrivacyIn, Trouble: s.core.Trouble, URL: "https://pray.example.org",
		Clock: s.clock, Log: slog.New(slog.NewTextHandler(&s.log, nil)),
	}
	for _, f := range change {
		f(&cfg)
	}
	s.site = web.New(cfg)
	return s
}

// builtin is the built-in content.
func builtin(t testing.TB) *content.Library {
	t.Helper()
	library, err := load.Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// open asks for an address, as a browser with some headers does.
func (s *stage) open(path string, headers ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.site.ServeHTTP(w, r)
	return w.Result()
}
