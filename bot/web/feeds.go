package web

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"

	gorilla "github.com/gorilla/feeds"

	"prayerbot/commands/pray"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// feeds makes what programs read, by its path.
var feeds = map[string]func(builder) (*madePage, error){
	"calendar.ics": builder.calendar,
	"days.atom":    func(b builder) (*madePage, error) { return b.atom(b.days()) },
	"days.json":    func(b builder) (*madePage, error) { return b.jsonFeed(b.days()) },
	"stories.atom": func(b builder) (*madePage, error) { return b.atom(b.stories()) },
	"stories.json": func(b builder) (*madePage, error) { return b.jsonFeed(b.stories()) },
}

// fedDays and fedStories are how many entries a feed has: a month, and as many stories
// as a reader scrolls through.
const (
	fedDays    = 31
	fedStories = 40
)

// days are the points of the last month, today's first.
func (b builder) days() *gorilla.Feed {
	feed := b.feed(b.reader.Frame().Site, "days")
	for ago := range fedDays {
		date := b.reader.Today().Add(-ago)
		answer, is := b.reader.Day(date, content.Selection{})
		if !is {
			continue
		}
		feed.Add(b.entry(answer.Title, "days/"+date.String(), pray.Summary(answer), plain(answer.Blocks), midnight(date)))
	}
	return feed
}

// stories are the newest ones.
func (b builder) stories() *gorilla.Feed {
	feed := b.feed(b.reader.Frame().Site+": "+b.reader.Frame().News, "news")
	for _, p := range b.reader.Stories() {
		if len(feed.Items) == fedStories {
			break
		}
		excerpt := b.reader.StoryExcerpt(p)
		feed.Add(b.entry(b.reader.StoryTitle(p), "stories/"+p.Key, excerpt, excerpt, midnight(p.ShownFrom())))
	}
	return feed
}

func (b builder) feed(title, path string) *gorilla.Feed {
	at := b.cfg.URL + address(b.place.language, path)
	if path == "days" {
		at = b.cfg.URL + address(b.place.language, "")
	}
	return &gorilla.Feed{Title: title, Id: at, Link: &gorilla.Link{Href: at}, Author: &gorilla.Author{Name: "prayerbot"}}
}

// entry is one of a feed. Its address is its name for ever.
func (b builder) entry(title, path, about, text string, at time.Time) *gorilla.Item {
	url := b.cfg.URL + address(b.place.language, path)
	return &gorilla.Item{Title: title, Id: url, Link: &gorilla.Link{Href: url}, Description: about, Content: text, Created: at, Updated: at, IsPermaLink: "true"}
}

// atom is a feed as Atom.
func (b builder) atom(feed *gorilla.Feed) (*madePage, error) {
	feed.Updated = newest(feed)
	text, err := feed.ToAtom()
	if err != nil {
		return nil, fmt.Errorf("write a feed: %w", err)
	}
	return b.program("application/atom+xml; charset=utf-8", []byte(text), feed.Updated), nil
}

// jsonFeed is a feed as JSON Feed.
func (b builder) jsonFeed(feed *gorilla.Feed) (*madePage, error) {
	feed.Updated = newest(feed)
	shaped := (&gorilla.JSON{Feed: feed}).JSONFeed()
	shaped.Language, shaped.FeedUrl = b.place.language, b.cfg.URL+address(b.place.language, b.place.path)
	text, err := json.MarshalIndent(shaped, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write a feed: %w", err)
	}
	return b.program("application/feed+json; charset=utf-8", text, feed.Updated), nil
}

// program is a page for programs, with when it changed last.
func (b builder) program(kind string, body []byte, modified time.Time) *madePage {
	page := made(http.StatusOK, kind, body)
	page.modified, page.language = modified, b.place.language
	return page
}

// newest is when the newest entry of a feed came; zero where it has none.
func newest(feed *gorilla.Feed) time.Time {
	var at time.Time
	for _, i := range feed.Items {
		if i.Updated.After(at) {
			at = i.Updated
		}
	}
	return at
}

// plain is a reply as text for programs: what it says and what to read, in HTML
// paragraphs.
func plain(blocks []reply.Block) string {
	var out strings.Builder
	for _, b := range blocks {
		if b.Kind == reply.Paragraph || b.Kind == reply.Verse {
			fmt.Fprintf(&out, "<p>%s</p>", html.EscapeString(b.Text))
		}
	}
	return out.String()
}

// midnight is the beginning of a date in UTC.
func midnight(d content.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}
