package news_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"prayerbot/commands/record"
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
			// In one feed a link to another title is another story.
			if all := together.headlines(); len(all) != tt.kept && !strings.HasSuffix(tt.what, "first page") && !strings.Contains(tt.what, "tracking") {
				t.Errorf("in one feed kept are %d: %+v", len(all), all)
			}
		})
	}
}

// named is an item with its publisher's own name for it.
func named(guid, title, link string, hours int) string {
	return strings.Replace(item(title, link, hours), "<link>", `<guid isPermaLink="false">`+guid+"</guid><link>", 1)
}

func TestTwoStoriesAreTwoWhateverTheyShare(t *testing.T) {
	for what, tt := range map[string][2]string{
		"a link":                     {named("story-2026-1", "Church burned in Niger", "https://a.example/day", 3), named("story-2026-2", "Pastor set free in Iran", "https://a.example/day", 1)},
		"a name that says nothing":   {named("N/A", "Church burned in Niger", "https://a.example/1", 3), named("N/A", "Pastor set free in Iran", "https://a.example/2", 1)},
		"a name that is the home":    {named("https://a.example/", "Church burned in Niger", "https://a.example/1", 3), named("https://a.example/", "Pastor set free in Iran", "https://a.example/2", 1)},
		"a name that looks like one": {named("https://a.example/feed?v=20261124", "Church burned in Niger", "https://a.example/1", 3), named("https://a.example/feed?v=20261124", "Pastor set free in Iran", "https://a.example/2", 1)},
	} {
		t.Run(what, func(t *testing.T) {
			n := newNewsroom(t)
			p := n.publish("star", rss(tt[0]))
			n.step()
			for _, answer := range []http.HandlerFunc{rss(tt[1]), rss(tt[1]), rss(tt[1], tt[0]), rss(tt[0], tt[1])} {
				p.says(answer)
				n.pass(time.Hour)
				n.step()
				n.wantTitles("Pastor set free in Iran", "Church burned in Niger")
			}
			for _, h := range n.headlines() {
				if want := map[string]string{"Pastor set free in Iran": "IR", "Church burned in Niger": "NE"}[h.Title]; len(h.Countries) != 1 || h.Countries[0] != want {
					t.Errorf("%q is under %v", h.Title, h.Countries)
				}
			}
			together := newNewsroom(t)
			together.publish("star", rss(tt[0], tt[1]))
			together.step()
			together.wantTitles("Pastor set free in Iran", "Church burned in Niger")
		})
	}
}

func TestAStoryThatIsPutRightIsJudgedAnew(t *testing.T) {
	n := newNewsroom(t)
	wrong := named("story-2026-1", "Church attacked in Niger by gunmen", "https://a.example/1", 3)
	p := n.publish("star", rss(wrong))
	n.step()
	p.says(rss(strings.ReplaceAll(wrong, "Niger", "Nigeria")))
	n.pass(time.Hour)
	n.step()
	n.wantTitles("Church attacked in Nigeria by gunmen")
	for country, want := range map[string]int{"NG": 1, "NE": 0} {
		found, err := n.store.Headlines(t.Context(), record.HeadlineQuery{Countries: []string{country}, Limit: 9})
		if err != nil || len(found) != want {
			t.Errorf("under %s are %+v, %v", country, found, err)
		}
	}
}

func TestANewsAgencyOfOthersNamesThem(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", rss(strings.Replace(item("Church burned in Kano - The Guardian Nigeria", "https://a.example/1", 3), "<link>", `<source url="https://guardian.example">The Guardian Nigeria</source><link>`, 1)))
	n.step()
	if h := n.headlines()[0]; h.Publisher != "The Guardian Nigeria" || h.Title != "Church burned in Kano" {
		t.Errorf("it is kept as %+v", h)
	}
}

func TestADateThatNobodyGivesIsNotKnown(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", rss(`<item><title>One</title><link>https://a.example/1</link><pubDate>sometime</pubDate></item>`, item("Two", "https://a.example/2", 1)))
	n.step()
	for _, h := range n.headlines() {
		if h.Undated == (h.Title == "Two") {
			t.Errorf("%q has no date: %v", h.Title, h.Undated)
		}
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
