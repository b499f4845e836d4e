package feed

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// partings are the signs that publishers put between a title and their name.
var partings = []string{"|", "-", "–", "—", "»", "::", "·", "•", "/", ":"}

// WithoutPublisher takes the name of a publisher off the end of a title, where a
// sign parts them: "Church reopens - Lamp News".
func WithoutPublisher(title, publisher string) string {
	if publisher == "" {
		return title
	}
	if rest, name := lastPart(title); rest != "" && sameName(name, publisher) {
		return rest
	}
	if rest, ok := strings.CutSuffix(title, publisher); ok { // one that holds such a sign itself
		if rest, name := lastPart(rest + "x"); rest != "" && name == "x" {
			return rest
		}
	}
	return title
}

// lastPart parts what stands behind the last sign of a title from the rest; rest
// is "" where there is no such sign.
func lastPart(title string) (rest, name string) {
	at, width := -1, 0
	for _, sign := range partings {
		if i := strings.LastIndex(title, " "+sign+" "); i > at && sign != ":" && sign != "/" {
			at, width = i, len(sign)+2
		}
	}
	if at < 0 {
		return "", ""
	}
	return strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+width:])
}

// sameName tells whether two names are of one publisher: "The Guardian" and
// "Guardian".
func sameName(a, b string) bool { return squeezed(a) == squeezed(b) && squeezed(a) != "" }

// squeezed is a name in small letters and digits alone, without its article.
func squeezed(name string) string {
	plain := strings.TrimPrefix(fold(strings.TrimSpace(name)), "the ")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, plain)
}

// The names that are taken off titles although nobody says whose they are.
const (
	mostOfName  = 40 // characters of a publisher's name
	leastTitles = 3  // titles that end with the same name
)

// trimTitles takes off the ends of titles what is a publisher's name: one that
// most titles of the feed end with, a part of the feed's own name, or one that
// the host of the link is called by.
func (r *reader) trimTitles() {
	ends := map[string]int{}
	for _, i := range r.Items {
		if _, name := lastPart(i.Title); name != "" {
			ends[squeezed(name)]++
		}
	}
	for n := range r.Items {
		i := &r.Items[n]
		for range 2 { // "Church reopens | World | Lamp News"
			rest, name := lastPart(i.Title)
			if rest == "" || utf8.RuneCountInString(name) > mostOfName || !r.isPublisher(name, *i, ends) {
				break
			}
			i.Title = rest
		}
		i.Excerpt = withoutTitle(i.Excerpt, i.Title)
	}
}

func (r *reader) isPublisher(name string, i Item, ends map[string]int) bool {
	n := ends[squeezed(name)]
	return n >= leastTitles && n*2 > len(r.Items) || namedIn(r.Title, name) || ofHost(name, i.Link)
}

// namedIn tells whether a name is a part of the feed's own: "BBC News" of "BBC
// News - World".
func namedIn(feed, name string) bool {
	parts := strings.FieldsFunc(feed, func(r rune) bool { return strings.ContainsRune("|–—»·•:", r) })
	parts = append(parts, strings.Split(feed, " - ")...)
	return slices.ContainsFunc(parts, func(part string) bool { return sameName(part, name) })
}

// leastOfHost is how many letters of a host's name tell a publisher.
const leastOfHost = 3

// ofHost tells whether a link's host is called by a name: "BBC News" of
// bbc.co.uk, "Open Doors" of opendoorsuk.org.
func ofHost(name, link string) bool {
	u, err := url.Parse(link)
	if err != nil {
		return false
	}
	p := squeezed(name)
	for label := range strings.SplitSeq(host(u), ".") {
		label = strings.TrimPrefix(squeezed(label), "the")
		if len(label) < leastOfHost || len(p) < leastOfHost {
			continue
		}
		if p == label || strings.HasPrefix(label, p) && len(p) >= 6 || strings.HasPrefix(p, label) && newsName(p[len(label):]) {
			return true
		}
	}
	return false
}

// newsName tells whether the rest of a name only says that it brings news.
func newsName(rest string) bool {
	switch rest {
	case "news", "online", "world", "worldnews", "com", "org", "international", "english", "africa", "media", "magazine", "uk", "usa", "us":
		return true
	}
	return false
}
