package feed

import (
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func base(t testing.TB) *url.URL {
	t.Helper()
	u, err := url.Parse("https://news.example/feed/")
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestASimpleFeedIsRead(t *testing.T) {
	r, err := Parse([]byte(`<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><language>en-us</language>
<item><title>Pastor freed in Iran &amp;amp; home</title><link>/a?utm_source=rss&amp;id=3</link><description>&lt;p&gt;Good &lt;b&gt;news&lt;/b&gt;.&lt;/p&gt;</description><pubDate>Mon, 23 Nov 2026 10:00:00 +0100</pubDate></item>
<item><title>Second < third</title><link>https://news.example/b</link></item>
<item><link>https://news.example/c</link></item>
</channel></rss>`), "text/xml", base(t), now)
	if err != nil {
		t.Fatal(err)
	}
	want := Item{
		GUID: "https://news.example/a?id=3", Title: "Pastor freed in Iran & home", Link: "https://news.example/a?id=3",
		Excerpt: "Good news.", Text: "Good news.", Language: "en-US", Published: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
	}
	if r.Title != "News" || len(r.Items) != 2 || r.Items[1].Title != "Second < third" || r.Skipped[NoTitle] != 1 {
		t.Errorf("got %+v", r)
	}
	if diff := cmp.Diff(want, r.Items[0]); diff != "" {
		t.Error(diff)
	}
}
