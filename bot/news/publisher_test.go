package news_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/news"
	"prayerbot/bot/ops"
	"prayerbot/bot/store/boltstore"
	"prayerbot/commands/record"
	"prayerbot/content"
	"prayerbot/content/feed"
	"prayerbot/content/load"
)

// morning is when the tests begin.
var morning = time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)

// A hurried clock never waits: whoever sleeps moves it on.
type hurried struct {
	mu  sync.Mutex
	now time.Time
}

func (h *hurried) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *hurried) Sleep(ctx context.Context, d time.Duration) error {
	h.pass(d)
	return ctx.Err()
}

func (h *hurried) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(max(d, 0))
}

// A publisher is a strict server: it refuses a request that is not polite, and
// remembers each with the time by the test's clock.
type publisher struct {
	*httptest.Server
	t     *testing.T
	clock *hurried

	mu     sync.Mutex
	answer http.HandlerFunc
	asked  []*http.Request
	times  []time.Time
	inside int
}

func newPublisher(t *testing.T, c *hurried) *publisher {
	t.Helper()
	p := &publisher{t: t, clock: c}
	p.Server = httptest.NewServer(http.HandlerFunc(p.serve))
	t.Cleanup(p.Close)
	return p
}

func (p *publisher) serve(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.asked, p.times = append(p.asked, r), append(p.times, p.clock.Now())
	if p.inside++; p.inside > 1 {
		p.t.Error("two requests at a time")
	}
	answer := p.answer
	p.mu.Unlock()
	defer func() { p.mu.Lock(); p.inside--; p.mu.Unlock() }()
	if r.Method != http.MethodGet || r.UserAgent() != agent || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || r.Header.Get("Cookie") != "" {
		p.t.Errorf("a request is not polite: %s %v", r.Method, r.Header)
	}
	answer(w, r)
}

// says sets what is answered from now on.
func (p *publisher) says(answer http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answer = answer
}

// requests are all requests so far, and when they came.
func (p *publisher) requests() ([]*http.Request, []time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked, p.times
}

const agent = "prayerbot/test"

// idle tells whether nobody is inside.
func (p *publisher) idle() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.inside == 0
}

// item is an item of a feed, published some hours before morning.
func item(title, link string, hours int) string {
	when := morning.Add(-time.Duration(hours) * time.Hour).Format(time.RFC1123Z)
	return fmt.Sprintf("<item><title>%s</title><link>%s</link><description>What happened: %s</description><pubDate>%s</pubDate></item>", title, link, title, when)
}

// rss answers with items.
func rss(items ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
		fmt.Fprint(w, document(items...))
	}
}

func document(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>A publisher</title><language>en</language>` + strings.Join(items, "") + `</channel></rss>`
}

// A newsroom is a fetcher on a real embedded store with publishers' servers.
type newsroom struct {
	*testing.T
	*hurried
	store   *boltstore.Store
	fetcher *news.Fetcher
	config  news.Config
	feeds   []content.Feed
	log     strings.Builder
	level   slog.LevelVar // of the log; warnings at first
	metrics *ops.Metrics
}

// library is the content that ships with the program, loaded once.
var library = sync.OnceValue(func() *content.Library {
	l, err := load.Library(content.Builtin())
	if err != nil {
		panic(err)
	}
	return l
})

// classifier is built once for the content that ships with the program.
var classifier = sync.OnceValues(func() (*feed.Classifier, error) { return feed.NewClassifier(library()) })

// classify is the classifier of a library.
func classify(l *content.Library) (*feed.Classifier, error) {
	if l == library() {
		return classifier()
	}
	return feed.NewClassifier(l)
}

func newNewsroom(t *testing.T) *newsroom {
	t.Helper()
	store, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	n := &newsroom{T: t, hurried: &hurried{now: morning}, store: store, metrics: ops.NewMetrics()}
	n.level.Set(slog.LevelWarn)
	n.config = news.Config{
		Store: store, Library: library, Feeds: func() []content.Feed { return n.feeds }, Clock: n.hurried,
		Agent: agent, Private: true, Resolver: names(t, "127.0.0.1"), Metrics: n.metrics, Classifier: classify,
		Log: slog.New(slog.NewTextHandler(&n.log, &slog.HandlerOptions{Level: &n.level})),
	}
	n.restart()
	return n
}

// restart is a new process on the same store.
func (n *newsroom) restart() { n.fetcher = news.New(n.config) }

// publish adds a publisher with one feed, at a host of its own.
func (n *newsroom) publish(key string, answer http.HandlerFunc) *publisher {
	n.Helper()
	p := newPublisher(n.T, n.hurried)
	p.says(answer)
	_, port, _ := net.SplitHostPort(p.Listener.Addr().String())
	n.feeds = append(n.feeds, content.Feed{Key: key, Publisher: strings.ToUpper(key), Address: "http://" + key + ".test:" + port + "/feed", Language: "en", On: true})
	return p
}

// step fetches what is due.
func (n *newsroom) step() time.Time {
	n.Helper()
	next, err := n.fetcher.Step(n.Context())
	if err != nil {
		n.Fatal(err)
	}
	return next
}

// state is what is known of a feed.
func (n *newsroom) state(key string) news.State {
	n.Helper()
	states, err := n.store.States(n.Context())
	if err != nil {
		n.Fatal(err)
	}
	return states[key]
}

// wantStatus checks what came of the newest fetch of a feed.
func (n *newsroom) wantStatus(key, want string) news.State {
	n.Helper()
	s := n.state(key)
	if s.Status != want {
		n.Errorf("the status of %s is %q, want %q", key, s.Status, want)
	}
	return s
}

// headlines are all that is kept, the newest first.
func (n *newsroom) headlines() []content.Headline {
	n.Helper()
	all, err := n.store.Headlines(n.Context(), record.HeadlineQuery{Limit: 1000})
	if err != nil {
		n.Fatal(err)
	}
	return all
}

// wantTitles checks what is kept, the newest first.
func (n *newsroom) wantTitles(want ...string) {
	n.Helper()
	var got []string
	for _, h := range n.headlines() {
		got = append(got, h.Title)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		n.Errorf("kept are %q, want %q", got, want)
	}
}
