package news_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/news"
	"prayerbot/content"
)

func TestWhatIsNewIsKeptWithWhereItComesFrom(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", rss(item("Church burned in Nigeria", "https://star.example/one?utm_source=x", 3), item("Nothing about a country", "https://star.example/two", 5)))
	n.step()
	n.wantTitles("Church burned in Nigeria", "Nothing about a country")
	h := n.headlines()[0]
	if h.Publisher != "STAR" || h.Language != "en" || h.Link != "https://star.example/one" || len(h.Countries) != 1 || h.Countries[0] != "NG" {
		t.Errorf("it is kept as %+v", h)
	}
	if !h.Published.Equal(morning.Add(-3*time.Hour)) || !h.Kept.Equal(morning) {
		t.Errorf("it was published %s and kept %s", h.Published, h.Kept)
	}
	if s := n.wantStatus("star", "ok"); s.Items != 2 || !s.Fetched.Equal(morning) {
		t.Errorf("the state is %+v", s)
	}
}

func TestEachFeedIsAskedAboutEveryHalfHour(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", rss())
	for range 20 {
		next := n.step()
		if gap := n.state("star").Next.Sub(n.Now()); gap < 27*time.Minute || gap > 33*time.Minute {
			t.Errorf("the next fetch comes in %s", gap)
		}
		if next.Sub(n.Now()) > time.Minute {
			t.Errorf("the list is looked at again in %s", next.Sub(n.Now()))
		}
		n.pass(n.state("star").Next.Sub(n.Now()))
	}
	if asked, _ := p.requests(); len(asked) != 20 {
		t.Errorf("it was asked %d times", len(asked))
	}
}

func TestNothingIsAskedBeforeItIsDueNotEvenByTheNextProcess(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", rss())
	n.step()
	n.restart()
	n.pass(26 * time.Minute)
	n.step()
	if asked, _ := p.requests(); len(asked) != 1 {
		t.Errorf("it was asked %d times", len(asked))
	}
}

func TestAFeedThatIsOffIsNotAsked(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", rss())
	n.feeds[0].On = false
	n.step()
	if asked, _ := p.requests(); len(asked) != 0 {
		t.Errorf("it was asked %d times", len(asked))
	}
}

func TestOnlyWhatHasChangedIsAskedFor(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `W/"one"`)
		w.Header().Set("Last-Modified", "Mon, 23 Nov 2026 12:00:00 GMT")
		if r.Header.Get("If-None-Match") == `W/"one"` && r.Header.Get("If-Modified-Since") == "Mon, 23 Nov 2026 12:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		rss(item("One", "https://star.example/1", 1))(w, r)
	})
	n.step()
	n.wantStatus("star", "ok")
	n.pass(time.Hour)
	n.restart()
	n.step()
	if s := n.wantStatus("star", "unchanged"); s.Items != 1 || s.Failures != 0 {
		t.Errorf("the state is %+v", s)
	}
	if asked, _ := p.requests(); len(asked) != 2 || asked[0].Header.Get("If-None-Match") != "" {
		t.Errorf("the first request was conditional")
	}
	n.feeds[0].Address += "?new"
	n.step()
	if n.wantStatus("star", "ok"); n.state("star").Listed != n.feeds[0].Address {
		t.Error("the new address of the list is not taken up")
	}
}

func TestAnAnswerThatComparesNothingIsNotBelieved(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) })
	n.step()
	if s := n.state("star"); s.Failures != 1 || !strings.Contains(s.Status, "nothing was compared") {
		t.Errorf("the state is %+v", s)
	}
}

func TestAHostIsAskedOneAtATimeTenSecondsApart(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", rss())
	for i := range 4 {
		f := n.feeds[0]
		f.Key, f.Address = fmt.Sprint("star", i), fmt.Sprint(f.Address, "?", i)
		n.feeds = append(n.feeds, f)
	}
	n.step()
	_, times := p.requests()
	if len(times) != 5 {
		t.Fatalf("it was asked %d times", len(times))
	}
	for i := range times[1:] {
		if gap := times[i+1].Sub(times[i]); gap < 10*time.Second {
			t.Errorf("requests %d and %d are %s apart", i, i+1, gap)
		}
	}
}

func TestAPermanentMoveIsFollowedAndRemembered(t *testing.T) {
	n := newNewsroom(t)
	old := n.publish("star", nil)
	home := n.publish("home", rss(item("One", "https://star.example/1", 1)))
	n.feeds[1].On = false // its host is the operator's own all the same
	target := strings.Replace(home.URL, "127.0.0.1", "home.test", 1) + "/new"
	old.says(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, http.StatusMovedPermanently) })
	n.step()
	if s := n.wantStatus("star", "ok"); s.Moved != target {
		t.Errorf("it moved to %q", s.Moved)
	}
	n.pass(time.Hour)
	n.restart()
	n.step()
	if asked, _ := old.requests(); len(asked) != 1 {
		t.Errorf("the old address was asked %d times", len(asked))
	}
	if asked, _ := home.requests(); len(asked) != 2 {
		t.Errorf("the new address was asked %d times", len(asked))
	}
	home.says(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })
	old.says(rss())
	for range 4 {
		n.pass(7 * time.Hour)
		n.step()
	}
	if s := n.wantStatus("star", "ok"); s.Moved != "" {
		t.Errorf("a move that leads nowhere is still remembered: %+v", s)
	}
}

func TestAPassingRedirectIsFollowedAndForgotten(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", nil)
	codes := []int{http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusMovedPermanently}
	p.says(func(w http.ResponseWriter, r *http.Request) {
		var at int
		fmt.Sscanf(r.URL.Path, "/%d", &at)
		if at < len(codes) {
			http.Redirect(w, r, fmt.Sprintf("/%d", at+1), codes[at])
			return
		}
		rss(item("One", "https://star.example/1", 1))(w, r)
	})
	n.step()
	if s := n.wantStatus("star", "ok"); s.Moved != "" {
		t.Errorf("it moved to %q", s.Moved)
	}
	_, times := p.requests()
	if len(times) != 5 || times[4].Sub(times[0]) < 40*time.Second {
		t.Errorf("the requests came at %v", times)
	}
}

func TestAServerThatHangsHoldsUpNobodyElse(t *testing.T) {
	n := newNewsroom(t)
	arrived, leave := make(chan struct{}), make(chan struct{})
	n.publish("slow", func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		select {
		case <-leave:
		case <-r.Context().Done():
		}
	})
	n.publish("well", rss(item("One", "https://well.example/1", 1)))
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { _, err := n.fetcher.Step(ctx); done <- err }()
	<-arrived
	await(t, "the other feed", func() bool { return len(n.headlines()) == 1 })
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	close(leave)
	if s := n.state("slow"); s.Failures != 0 {
		t.Errorf("being told to stop counts as a failure of the feed: %+v", s)
	}
}

// await waits until something holds.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	if !clock.Await(20*time.Second, 5*time.Millisecond, holds) {
		t.Fatalf("%s did not come", what)
	}
}

func TestAFeedThatFailsIsTriedMoreRarely(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	var hours []string
	for range 7 {
		n.step()
		pause := n.state("star").Next.Sub(n.Now())
		hours = append(hours, fmt.Sprintf("%.0f", pause.Hours()/0.9))
		n.pass(pause)
	}
	s := n.state("star")
	if s.Failures != 7 || !s.Failing.Equal(morning) {
		t.Errorf("the state is %+v", s)
	}
	if pause := s.Next.Sub(s.Fetched); pause < 5*time.Hour || pause > 7*time.Hour {
		t.Errorf("the pauses are about %v hours", hours)
	}
}

func TestAFeedThatFailsForDaysIsNamedOnceADay(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	for n.Now().Before(morning.Add(6 * 24 * time.Hour)) {
		n.step()
		if early := n.Now().Before(morning.Add(3 * 24 * time.Hour)); early && n.log.Len() > 0 {
			t.Fatalf("it is named after %s: %s", n.Now().Sub(morning), n.log.String())
		}
		n.pass(time.Hour)
	}
	if named := strings.Count(n.log.String(), "star since "); named != 3 || !strings.Contains(n.log.String(), "410 Gone") {
		t.Errorf("in three days it is named %d times: %s", named, n.log.String())
	}
	if asked, _ := p.requests(); len(asked) < 20 {
		t.Errorf("it was given up after %d tries", len(asked))
	}
}

// However many fail in a round, the log has a line for all of them.
func TestFeedsThatFailAreNamedInOneLine(t *testing.T) {
	n := newNewsroom(t)
	n.level.Set(slog.LevelInfo)
	for _, key := range []string{"star", "moon", "sun"} {
		n.publish(key, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	}
	n.publish("well", rss(item("One", "https://well.example/1", 1)))
	n.step()
	for _, want := range []string{"count=3", "star: ", "moon: ", "sun: ", "410 Gone (failure 1)"} {
		if !strings.Contains(n.log.String(), want) {
			t.Errorf("%q is missing in %s", want, n.log.String())
		}
	}
	if lines := strings.Count(n.log.String(), "\n"); lines != 1 || strings.Contains(n.log.String(), "well") {
		t.Errorf("the log says %s", n.log.String())
	}
}

func TestTheNumbersSayHowTheFeedsAre(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", rss(item("One", "https://star.example/1", 1), item("Old", "https://star.example/2", 24*100), "<item><title>No link</title></item>"))
	n.publish("down", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	n.step()
	n.pass(time.Minute)
	n.step()
	page := httptest.NewRecorder()
	n.metrics.Handler().ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, line := range []string{
		`prayerbot_feed_fetches_total{feed="star",outcome="ok"} 1`,
		`prayerbot_feed_fetches_total{feed="down",outcome="failed"} 1`,
		`prayerbot_feed_headlines_total{feed="star"} 1`,
		`prayerbot_feed_skipped_total{feed="star",reason="too old"} 1`,
		`prayerbot_feed_skipped_total{feed="star",reason="no link"} 1`,
		`prayerbot_feed_failing_seconds{feed="down"} 60`,
		`prayerbot_feed_failing_seconds{feed="star"} 0`,
	} {
		if !strings.Contains(page.Body.String(), line) {
			t.Errorf("the numbers lack %s", line)
		}
	}
}

// A failing store is a real one whose writes fail, as on a full disk.
type failing struct {
	news.Store
	broken bool
}

func (f *failing) Keep(ctx context.Context, finds []news.Find) (int, error) {
	if f.broken {
		return 0, errors.New("the disk is full")
	}
	return f.Store.Keep(ctx, finds)
}

func TestWhatCouldNotBeStoredIsFetchedAgainButNotAtOnce(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"one"`)
		if r.Header.Get("If-None-Match") != "" {
			t.Error("what was not stored counts as read")
		}
		rss(item("One", "https://star.example/1", 1))(w, r)
	})
	store := &failing{n.store, true}
	n.config.Store = store
	n.restart()
	if _, err := n.fetcher.Step(t.Context()); err == nil {
		t.Error("nobody is told")
	}
	n.pass(time.Minute)
	n.step()
	if asked, _ := p.requests(); len(asked) != 1 {
		t.Errorf("it was asked %d times", len(asked))
	}
	store.broken = false
	n.pass(time.Hour)
	n.step()
	n.wantTitles("One")
	n.wantStatus("star", "ok")
}

func TestOldHeadlinesAreForgotten(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", rss(item("One", "https://star.example/1", 1)))
	n.step()
	p.says(rss(item("One", "https://star.example/1", 1), item("Two", "https://star.example/2", -24*90)))
	n.pass(90*24*time.Hour + time.Hour)
	n.step()
	n.wantTitles("Two")
	n.pass(time.Hour)
	n.step()
	n.wantTitles("Two")
}

func TestANewLibraryIsTakenUp(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", rss(item("Unrest in Nigeria", "https://star.example/1", 1)))
	n.config.Library = func() *content.Library { return &content.Library{} }
	n.restart()
	n.step()
	if h := n.headlines(); len(h) != 1 || h[0].Countries != nil {
		t.Errorf("kept are %+v", h)
	}
	n.fetcher.Use(library)
	p.says(rss(item("More unrest in Nigeria", "https://star.example/2", 0)))
	n.pass(time.Hour)
	n.step()
	if h := n.headlines(); len(h) != 2 || len(h[0].Countries) != 1 {
		t.Errorf("kept are %+v", h)
	}
}

func TestRunFetchesUntilItIsToldToStop(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", rss())
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- n.fetcher.Run(ctx) }()
	await(t, "a third fetch", func() bool { asked, _ := p.requests(); return len(asked) >= 3 })
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestCheckSaysWhatWouldBeKept(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", rss(item("Church burned in Nigeria", "https://star.example/1", 3), item("Old", "https://star.example/2", 24*100)))
	got, err := n.fetcher.Check(t.Context(), n.feeds[0].Address)
	if err != nil {
		t.Fatal(err)
	}
	if got.Title != "A publisher" || got.Items != 2 || len(got.Finds) != 1 || got.Finds[0].Countries[0] != "NG" || got.Skipped["too old"] != 1 {
		t.Errorf("got %+v", got)
	}
	if len(n.headlines()) != 0 {
		t.Error("something was kept")
	}
	if _, err := n.fetcher.Check(t.Context(), "ftp://star.test/"); err == nil {
		t.Error("an address that is not of the web was asked")
	}
}
