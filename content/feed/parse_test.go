package feed

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

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
</channel></rss>`), "text/xml", base(t), now)
	if err != nil {
		t.Fatal(err)
	}
	want := Result{Title: "News", Language: "en-US", Skipped: map[Reason]int{}, Items: []Item{{
		GUID: "https://news.example/a?id=3", Title: "Pastor freed in Iran & home", Link: "https://news.example/a?id=3",
		Excerpt: "Good news.", Text: "Good news.", Language: "en-US", Published: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
	}}}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsNoFeedIsSaid(t *testing.T) {
	for _, tt := range []struct {
		data string
		want error
	}{
		{"", ErrEmpty},
		{" \n\t", ErrEmpty},
		{"\uFEFF", ErrEmpty},
		{"<!doctype html><html><head><title>x</title></head><body>feed</body></html>", ErrWebPage},
		{"<html><body><p>Just a moment...</p></body></html>", ErrWebPage},
		{"<?xml version='1.0'?><opml><body/></opml>", ErrNoFeed},
		{"<?xml version='1.0'?><sitemap></sitemap>", ErrNoFeed},
		{"not found", ErrNoFeed},
		{`{"error": "not found"}`, ErrNoFeed},
		{`{"items": "none"}`, ErrNoFeed},
		{"{", ErrNoFeed},
		{"\x89PNG\r\n\x1a\n", ErrNoFeed},
	} {
		r, err := Parse([]byte(tt.data), "", base(t), now)
		if !errors.Is(err, tt.want) || len(r.Items) != 0 {
			t.Errorf("%q: got %+v, %v, want %v", tt.data, r, err, tt.want)
		}
	}
}

func TestAnEmptyFeedIsNoFault(t *testing.T) {
	for _, data := range []string{
		`<rss version="2.0"><channel><title>News</title></channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title></feed>`,
		`{"title": "News", "items": []}`,
	} {
		r, err := Parse([]byte(data), "", base(t), now)
		if err != nil || r.Title != "News" || len(r.Items) != 0 || len(r.Skipped) != 0 {
			t.Errorf("%s: got %+v, %v", data, r, err)
		}
	}
}

// item is a good item of RSS.
func item(n int) string {
	return fmt.Sprintf("<item><title>Item %d</title><link>https://a.example/%d</link></item>\n", n, n)
}

func rssOf(items ...string) []byte {
	return []byte(`<rss version="2.0"><channel><title>News</title>` + strings.Join(items, "") + `</channel></rss>`)
}

func TestOneBadItemNeverLosesTheOthers(t *testing.T) {
	spaces := strings.Repeat(`<x:b xmlns:x="y"/>`, 5000)
	for _, tt := range []struct {
		what, bad string
		why       Reason
	}{
		{"no title and no text", "<item><link>https://a.example/x</link></item>", NoTitle},
		{"no link", "<item><title>T</title></item>", NoLink},
		{"a link to a script", "<item><title>T</title><link>javascript:x</link></item>", NoLink},
		{"the same link and title", "<item><title>Item 1</title><link>http://www.a.example/1/?utm_source=x</link></item>", Repeated},
		{"too large", "<item><title>T</title><description>" + strings.Repeat("x", maxChunk) + "</description></item>", TooLarge},
		{"too many name spaces", "<item><title>T</title><link>https://a.example/x</link>" + spaces + "</item>", BrokenMarkup},
		{"nothing at all", "<item/>", NoTitle},
	} {
		t.Run(tt.what, func(t *testing.T) {
			r, err := Parse(rssOf(item(1), tt.bad, item(2)), "", base(t), now)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Items) != 2 || r.Items[0].Title != "Item 1" || r.Items[1].Title != "Item 2" {
				t.Errorf("got %+v", r.Items)
			}
			if diff := cmp.Diff(map[Reason]int{tt.why: 1}, r.Skipped); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The XML parser keeps every open element in memory, with all its name spaces:
// megabytes of nothing but that must neither fill it nor take minutes.
func TestAFeedThatMeansHarmDoesNone(t *testing.T) {
	const size = 2 << 20
	times := func(text string) string { return strings.Repeat(text, size/len(text)) }
	for what, bad := range map[string]string{
		"open elements":           "<item><title>T</title><link>https://a.example/x</link><description>" + strings.Repeat("<b>", maxChunk/4),
		"open elements outside":   times("<b>"),
		"open name spaces":        "<item>" + strings.Repeat("<a:b xmlns:a='c'>", maxChunk/20),
		"open sections":           times("<![CDATA["),
		"open comments":           times("<!--"),
		"open instructions":       times("<?"),
		"ends that end nothing":   "<item>" + strings.Repeat("<a></b>", maxChunk/8),
		"signs":                   times("<"),
		"quotes":                  times("<a b='"),
		"items":                   times("<item>"),
		"items within a section":  "<![CDATA[" + times("<item></item>"),
		"entities":                "<item><title>" + strings.Repeat("&amp;amp;lt;", maxChunk/14) + "</title></item>",
		"numbers":                 "<item><title>" + strings.Repeat("&#x41;", maxChunk/8) + "</title></item>",
		"a date without an end":   "<item><title>T</title><link>https://a.example/x</link><pubDate>" + strings.Repeat("1 ", maxChunk/2-100) + "</pubDate></item>",
		"a name without an end":   "<item><" + strings.Repeat("a", size),
		"marks on one letter":     "<item><title>" + strings.Repeat("\u0301", maxChunk/3) + "</title></item>",
		"attributes":              "<item " + strings.Repeat("a='b' ", maxChunk/8) + "></item>",
		"declarations in the top": times(" xmlns:a='b'") + "<item></item>",
	} {
		t.Run(what, func(t *testing.T) {
			r, err := Parse(rssOf(item(1), bad, item(2)), "", base(t), now)
			if err != nil || len(r.Items) == 0 || r.Items[0].Title != "Item 1" {
				t.Errorf("got %d items, %v, %v", len(r.Items), r.Skipped, err)
			}
		})
	}
}

func TestAFeedThatBreaksOffKeepsWhatWasWhole(t *testing.T) {
	whole := string(rssOf(item(1), item(2), item(3)))
	for end := range len(whole) {
		want := strings.Count(whole[:end], "</item>")
		r, err := Parse([]byte(whole[:end]), "", base(t), now)
		if want > 0 && err != nil || len(r.Items) != want {
			t.Fatalf("broken off after %d bytes: %d items, %v, want %d", end, len(r.Items), err, want)
		}
	}
	json := `{"title":"News","items":[{"title":"A","url":"https://a.example/1"},{"title":"B","url":"https://a.example/2"}],"language":"en"}`
	for end := range len(json) {
		r, _ := Parse([]byte(json[:end]), "", base(t), now)
		if least := strings.Count(json[:end], `"},`) + strings.Count(json[:end], `"}]`); len(r.Items) < least {
			t.Fatalf("broken off after %d bytes: %d items, want %d", end, len(r.Items), least)
		}
	}
}

func TestEverythingIsBounded(t *testing.T) {
	long := strings.Repeat("A sentence that goes on. ", 5000)
	var items []string
	for i := range MaxItems + 20 {
		items = append(items, item(i))
	}
	items[0] = "<item><title>" + long + "</title><link>https://a.example/x</link><guid>" + strings.Repeat("g", 5000) + "</guid><description>" + long + "</description>" +
		strings.Repeat("<category>Nigeria</category>", 5) + "<category>" + long + "</category>" + strings.Repeat("<category>a</category><category>b</category>", 30) + "</item>"
	for i := range 40 {
		items[0] = strings.Replace(items[0], "<guid>", fmt.Sprintf("<category>c%d</category><guid>", i), 1)
	}
	r, err := Parse(rssOf(items...), "", base(t), now)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Items) != MaxItems || r.Skipped[TooMany] != 20 {
		t.Errorf("%d items, %v", len(r.Items), r.Skipped)
	}
	checkItem(t, r.Items[0])
	if n := len(r.Items[0].Categories); n != MaxCategories {
		t.Errorf("%d categories", n)
	}
}

// checkItem holds an item to what is promised of it.
func checkItem(t *testing.T, i Item) {
	t.Helper()
	for _, text := range []struct {
		name, value string
		least, most int
	}{
		{"title", i.Title, 1, MaxTitle}, {"excerpt", i.Excerpt, 0, MaxExcerpt}, {"text", i.Text, 0, MaxText}, {"GUID", i.GUID, 1, MaxGUID}, {"link", i.Link, 8, MaxLink},
	} {
		if n := utf8.RuneCountInString(text.value); n < text.least || n > text.most || shown(text.value) != "" {
			t.Errorf("the %s has %d characters and %s: %q", text.name, n, shown(text.value), bounded(text.value, 200))
		}
	}
	for _, c := range i.Categories {
		if c == "" || utf8.RuneCountInString(c) > MaxCategory || shown(c) != "" {
			t.Errorf("the category %q", c)
		}
	}
	if u, err := url.Parse(i.Link); err != nil || !ofTheWeb(u) {
		t.Errorf("the link %q", i.Link)
	}
	if i.Published.After(now) || !i.Published.IsZero() && i.Published.Before(earliest) {
		t.Errorf("published %s", i.Published)
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/feeds/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "text/xml")
	}
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00>\x00"), "text/xml; charset=utf-16")
	f.Add([]byte(`<rss><item><title>T</title><link>l</link><item><![CDATA[`), "")
	f.Add([]byte(`{"items":[{"id":1,"title":"\ud800","url":"//a"}`), "application/feed+json")
	u := base(f)
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		r, err := Parse(data, contentType, u, now)
		if err != nil && len(r.Items) > 0 {
			t.Errorf("an error and %d items", len(r.Items))
		}
		if len(r.Items) > MaxItems || shown(r.Title) != "" {
			t.Errorf("%d items of %q", len(r.Items), r.Title)
		}
		for _, i := range r.Items {
			checkItem(t, i)
		}
	})
}

// Whatever stands between two items, the first one is kept.
func FuzzBadItem(f *testing.F) {
	for _, seed := range []string{"<item><title>x</title>", "<![CDATA[", "<!-- --", "</item></channel></rss>", "<item><link>a<b</item>", "&#0;<a b='", "<rss><channel>", "<item xmlns:a='b'><a:c>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, bad string) {
		r, err := Parse(rssOf(item(1), bad, item(2)), "", nil, now)
		if err != nil || len(r.Items) == 0 || r.Items[0].Title != "Item 1" {
			t.Errorf("%q: got %+v, %v", bad, r, err)
		}
	})
}
