package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the scripts run the real program, as a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"prayerbot": main})
}

// TestConversations plays the scripts of testdata: what people type, and what
// the program says.
func TestConversations(t *testing.T) {
	publisher := httptest.NewServer(http.HandlerFunc(publish))
	t.Cleanup(publisher.Close)
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PRAYERBOT_DATA", env.WorkDir+"/data")
			for _, name := range []string{"TELEGRAM_TOKEN", "DISCORD_TOKEN", "REDIS_URL", "PRAYERBOT_HTTP", "PRAYERBOT_OPERATORS", "PRAYERBOT_CONTENT", "PRAYERBOT_FEEDS_EVERY", "PRAYERBOT_FEEDS_PRIVATE", "PRAYERBOT_CONTACT"} {
				env.Setenv(name, "")
			}
			env.Setenv("PRAYERBOT_FEEDS", "none")
			env.Setenv("PUBLISHER", publisher.URL)
			return nil
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// publish is a publisher's server: /feed is one with two headlines of today and
// one of last year, /moved has moved there for good.
func publish(w http.ResponseWriter, r *http.Request) {
	today, old := time.Now().Add(-time.Hour), time.Now().AddDate(-1, 0, 0)
	switch r.URL.Path {
	case "/feed":
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>A publisher</title><language>en</language>
			<item><title>Church burned in Nigeria</title><link>https://example.org/one?utm_source=rss</link><pubDate>%[1]s</pubDate></item>
			<item><title>A word for today %[3]s</title><link>https://example.org/two</link><pubDate>%[1]s</pubDate></item>
			<item><title>Pastor set free in Iran</title><link>https://example.org/three</link><pubDate>%[2]s</pubDate></item>
			</channel></rss>`, today.Format(time.RFC1123Z), old.Format(time.RFC1123Z), "\x1b[2J")
	case "/moved":
		http.Redirect(w, r, "/feed", http.StatusMovedPermanently)
	case "/page":
		fmt.Fprint(w, "<!doctype html><html><body>Welcome</body></html>")
	case "/home":
		fmt.Fprint(w, `<!doctype html><html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed"><link href='/feed' type='application/rss+xml' rel='alternate'></head><body>Welcome</body></html>`)
	case "/comments":
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Comments for A publisher</title><item><title>By: Somebody</title><link>https://example.org/one/#comment-7</link><pubDate>%s</pubDate></item></channel></rss>`, today.Format(time.RFC1123Z))
	case "/sports":
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Sports</title><language>en</language><item><title>The cup final in pictures</title><link>https://example.org/cup</link><pubDate>%s</pubDate></item></channel></rss>`, today.Format(time.RFC1123Z))
	default:
		http.NotFound(w, r)
	}
}
