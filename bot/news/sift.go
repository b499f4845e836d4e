package news

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"prayerbot/content"
	"prayerbot/content/feed"
)

// Life is how long a headline is kept.
const Life = 90 * 24 * time.Hour

// The reasons why an item of a sound feed is not kept, beside feed's own.
const (
	skippedOld     = "too old"
	skippedInside  = "linked to a private address"
	skippedGeneral = "of no concern" // a general feed's other news
)

// A sifter makes finds of a feed's items.
type sifter struct {
	feed       content.Feed
	classifier *feed.Classifier
	language   string // of the feed as it says itself; "" does not say
	now        time.Time
}

// sift gives what is worth keeping, the newest first, and counts what is not.
func (s sifter) sift(items []feed.Item) (finds []Find, skipped map[string]int) {
	skipped = map[string]int{}
	for _, i := range items {
		i.Language = cmp.Or(i.Language, s.language, s.feed.Language)
		i.Title = feed.WithoutPublisher(i.Title, s.feed.Publisher)
		switch {
		case !i.Published.IsZero() && s.now.Sub(i.Published) > Life:
			skipped[skippedOld]++
		case leadsInside(i.Link):
			skipped[skippedInside]++
		case s.feed.General && !s.classifier.AboutPersecution(i):
			skipped[skippedGeneral]++
		default:
			finds = append(finds, s.find(i))
		}
	}
	slices.SortStableFunc(finds, func(a, b Find) int { return b.Published.Compare(a.Published) })
	return finds, skipped
}

// find is an item in the form in which it is kept.
func (s sifter) find(i feed.Item) Find {
	published := i.Published
	if published.IsZero() || published.After(s.now) {
		published = s.now
	}
	f := Find{Headline: content.Headline{
		ID: mark("", s.feed.Key, i.GUID), Title: oneLine(i.Title), Publisher: cmp.Or(oneLine(i.Publisher), s.feed.Publisher),
		Language: i.Language, Link: i.Link, Excerpt: excerpt(i.Excerpt),
		Published: toMillis(published), Undated: i.Published.IsZero(), Kept: toMillis(s.now),
	}}
	for _, c := range s.classifier.Countries(i) {
		f.Countries = append(f.Countries, c.Key)
	}
	slices.Sort(f.Countries)
	f.Sure = []string{mark("g", s.feed.Key, i.GUID)}
	if link := feed.CanonicalLink(i.Link); ofStory(link) {
		f.Sure = append(f.Sure, mark("l", link))
	}
	for _, key := range feed.TitleKeys(i.Title) {
		f.Near = append(f.Near, "t"+strconv.FormatUint(key, 36))
	}
	return f
}

func toMillis(t time.Time) time.Time { return t.Truncate(time.Millisecond).UTC() }

// ofStory tells whether a link leads to a page of its own: several stories may
// link to a publisher's first page.
func ofStory(link string) bool {
	u, err := url.Parse(link)
	return err == nil && (strings.Trim(u.Path, "/") != "" || u.RawQuery != "")
}

// mark is a name of fixed length: 80 bits of a hash behind a kind.
func mark(kind string, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return kind + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// excerpt is never longer than what may be shown.
func excerpt(text string) string {
	r := []rune(oneLine(text))
	if len(r) <= content.MaxExcerpt {
		return string(r)
	}
	return string(r[:content.MaxExcerpt-1]) + "…"
}

// oneLine makes a text safe for a line: what cannot be printed becomes a space,
// and there is never more than one.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}
