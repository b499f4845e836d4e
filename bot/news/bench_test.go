//go:build unix

package news_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"prayerbot/bot/news"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// The load of a full morning: a number of feeds with a hundred items each.
const (
	benchFeeds = 30
	benchItems = 100
)

// BenchmarkMorning fetches, parses, classifies and stores all items of all
// feeds into an empty store, and says how much CPU that takes: of this process,
// the servers of the test included, and of a hundred items.
func BenchmarkMorning(b *testing.B) {
	b.Run("embedded", func(b *testing.B) {
		benchMorning(b, func() store.Store {
			s, err := boltstore.Open(b.TempDir())
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { s.Close() })
			return s
		})
	})
	b.Run("redis", func(b *testing.B) {
		benchMorning(b, func() store.Store {
			s, err := redisstore.Open(context.Background(), redistest.Start(b).URL(), slog.New(slog.DiscardHandler))
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { s.Close() })
			return s
		})
	})
}

func benchMorning(b *testing.B, open func() store.Store) {
	feeds, library := benchList(b), library()
	total := time.Duration(0)
	for b.Loop() {
		b.StopTimer()
		clock := &hurried{now: morning}
		kept := open()
		fetcher := news.New(news.Config{
			Store: kept, Library: func() *content.Library { return library }, Feeds: func() []content.Feed { return feeds },
			Clock: clock, Agent: agent, Private: true, Log: slog.New(slog.DiscardHandler),
		})
		b.StartTimer()
		before := cpu(b)
		if _, err := fetcher.Step(b.Context()); err != nil {
			b.Fatal(err)
		}
		total += cpu(b) - before
		b.StopTimer()
		all, err := kept.Headlines(b.Context(), record.HeadlineQuery{Limit: 2 * benchFeeds * benchItems})
		if err != nil || len(all) != benchFeeds*benchItems {
			b.Fatalf("%d headlines are kept, %v", len(all), err)
		}
		b.StartTimer()
	}
	b.ReportMetric(total.Seconds()/float64(b.N), "cpu-s/op")
}

// benchList is the list of feeds, each at a server of its own.
func benchList(b *testing.B) []content.Feed {
	b.Helper()
	countries := library().Countries
	var feeds []content.Feed
	for i := range benchFeeds {
		var items []string
		for j := range benchItems {
			n := i*benchItems + j
			title := fmt.Sprintf("Story %d: believers in %s ask for prayer after attack %d", n, countries[n%len(countries)].Name, n*7)
			link := fmt.Sprintf("https://publisher%d.example/story/%d?utm_source=rss", i, j)
			items = append(items, strings.Replace(item(title, link, n%2000), "</item>", benchBody+"</item>", 1))
		}
		answer := rss(items...)
		server := serve(b, answer)
		feeds = append(feeds, content.Feed{Key: fmt.Sprint("feed", i), Publisher: fmt.Sprint("Publisher ", i), Address: server, Language: "en", On: true})
	}
	return feeds
}

// benchBody is a story of some 4 KB in HTML, as WordPress sends it.
var benchBody = "<content:encoded xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><![CDATA[" +
	strings.Repeat("<p>The pastor of the <a href=\"https://example.org/church\">church</a> said that &#8220;nobody knows&#8221; when the families may return to their homes in the valley.</p>\n", 26) +
	"]]></content:encoded>"

// cpu is the CPU time that this process has taken so far.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func serve(b *testing.B, answer http.HandlerFunc) string {
	b.Helper()
	server := httptest.NewServer(answer)
	b.Cleanup(server.Close)
	return server.URL
}
