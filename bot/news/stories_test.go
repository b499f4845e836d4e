package news_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestAStoryIsOneHeadlineWhoeverTellsIt(t *testing.T) {
	for _, tt := range []struct {
		what  string
		star  string // the item that one publisher has first
		other string // the item that comes later
		same  bool   // from the same publisher, else from another
		kept  int
	}{
		{"by the same link with other tracking", item("One", "https://a.example/one?utm_source=x", 3), item("Quite other words here", "http://www.a.example/one/?fbclid=9", 1), false, 1},
		{"by nearly the same title", item("Church Burned in Nigeria; Pastor Killed", "https://a.example/1", 3), item("Church burned in Nigeria, pastor killed", "https://b.example/2", 1), false, 1},
		{"twice from one publisher", item("Church Burned in Nigeria; Pastor Killed", "https://a.example/1", 3), item("Church burned in Nigeria, pastor killed", "https://a.example/2", 1), true, 1},
		{"but not by the same title a week later", item("Weekly prayer letter for families", "https://a.example/1", 24*7), item("Weekly prayer letter for families", "https://a.example/2", 0), true, 2},
		{"but not by the publisher's first page", item("Church burned", "https://a.example/", 3), item("Pastor set free in Iran", "https://a.example/", 1), false, 2},
		{"but not by another title", item("Church burned in Nigeria", "https://a.example/1", 3), item("Pastor set free in Iran", "https://b.example/1", 1), false, 2},
	} {
		t.Run(tt.what, func(t *testing.T) {
			n := newNewsroom(t)
			star := n.publish("star", rss(tt.star))
			n.step()
			if tt.same {
				star.says(rss(tt.other))
				n.pass(time.Hour)
			} else {
				n.publish("other", rss(tt.other))
			}
			n.step()
			if all := n.headlines(); len(all) != tt.kept {
				t.Errorf("kept are %d: %+v", len(all), all)
			}
			together := newNewsroom(t)
			together.publish("star", rss(tt.star, tt.other))
			together.step()
			if all := together.headlines(); len(all) != tt.kept && !strings.HasSuffix(tt.what, "first page") {
				t.Errorf("in one feed kept are %d: %+v", len(all), all)
			}
		})
	}
}

func TestAPublisherMayPutItsHeadlineRight(t *testing.T) {
	n := newNewsroom(t)
	p := n.publish("star", rss(item("Pastor Abdul beaten in Iran", "https://a.example/1", 3)))
	n.step()
	p.says(rss(item("Pastor beaten in Iran", "https://a.example/1", 3)))
	n.pass(time.Hour)
	n.step()
	n.wantTitles("Pastor beaten in Iran")
	if h := n.headlines()[0]; strings.Contains(h.Excerpt, "Abdul") || !h.Kept.Equal(morning) {
		t.Errorf("it reads %+v", h)
	}
}

func TestAnotherTellingOfAStoryIsKnownAgainWhenItsWordsChange(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", rss(item("Pastor beaten in Iran", "https://a.example/1", 3)))
	n.step()
	other := n.publish("other", rss(item("Pastor Beaten in Iran", "https://b.example/1", 1)))
	n.step()
	n.wantTitles("Pastor beaten in Iran")
	other.says(rss(item("Now for something else", "https://b.example/1", 1)))
	n.pass(time.Hour)
	n.step()
	n.wantTitles("Pastor beaten in Iran")
}

func TestOnlyAShortExcerptIsKept(t *testing.T) {
	n := newNewsroom(t)
	long := strings.Repeat("A sentence of a very long story. ", 200)
	n.publish("star", rss(fmt.Sprintf(`<item><title>%s</title><link>https://a.example/1</link><description>%s</description>
		<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">%s SECRET</content:encoded></item>`, strings.Repeat("word ", 200), long, long)))
	n.step()
	h := n.headlines()[0]
	if c := utf8.RuneCountInString(h.Excerpt); c < 100 || c > 280 {
		t.Errorf("the excerpt has %d characters", c)
	}
	if c := utf8.RuneCountInString(h.Title); c > 300 {
		t.Errorf("the title has %d characters", c)
	}
	if !h.Published.Equal(morning) {
		t.Errorf("without a date it counts as published %s", h.Published)
	}
}

func TestADateOfTheFutureIsNow(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", rss(item("One", "https://a.example/1", -240)))
	n.step()
	if h := n.headlines(); len(h) != 1 || h[0].Published.After(n.Now()) {
		t.Errorf("kept are %+v", h)
	}
}

func TestForeignTextIsPlain(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", rss("<item><title>&lt;b&gt;Bold&lt;/b&gt; \u202Etxet&#10;and &amp;amp; more</title><link>javascript:alert(1)</link><guid isPermaLink=\"false\">x</guid></item>",
		"<item><title>&lt;script&gt;alert(1)&lt;/script&gt;One &amp;amp; two \u202E</title><link>https://a.example/1</link></item>"))
	n.step()
	for _, h := range n.headlines() {
		if strings.ContainsAny(h.Title+h.Excerpt, "<>\n\u202E") || !strings.HasPrefix(h.Link, "https://") {
			t.Errorf("kept is %+v", h)
		}
	}
	n.wantTitles("One & two")
}
