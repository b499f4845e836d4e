package feed

import (
	"bytes"
	"net/url"
	"time"
)

// Parse reads RSS 0.9x to 2.0, RDF, Atom or JSON Feed. The content type is the
// HTTP header, "" where there is none; base is the feed's own address, against
// which relative links are resolved; now bounds dates of the future.
//
// The error is ErrEmpty, ErrWebPage or ErrNoFeed. Whatever else is wrong costs
// only the items concerned, which Skipped counts.
func Parse(data []byte, contentType string, base *url.URL, now time.Time) (Result, error) {
	text := decode(data, contentType)
	r := &reader{base: base, now: now, seen: map[string]bool{}}
	r.Skipped = map[Reason]int{}
	var err error
	switch begin := bytes.TrimSpace(text[:min(len(text), 512)]); {
	case len(begin) == 0:
		err = ErrEmpty
	case begin[0] == '{':
		err = r.readJSON(text)
	case begin[0] == '<':
		err = r.readXML(text)
	default:
		err = ErrNoFeed
	}
	if err != nil {
		return Result{}, err
	}
	return r.Result, nil
}

// A reader gathers the items of one feed.
type reader struct {
	Result
	base *url.URL
	now  time.Time
	seen map[string]bool // GUIDs and canonical links
}

// full tells whether no more items are taken.
func (r *reader) full() bool { return len(r.Items) >= MaxItems }

// A draft is an item as a format gives it, before it is cleaned.
type draft struct {
	guid, title, summary, content, language string

	links      []string // best first
	published  []string // best first
	parsed     []*time.Time
	categories []string
}

// take cleans a draft and keeps it, or counts why not.
func (r *reader) take(d draft) {
	summary, most := body(d.summary, maxHTML), maxHTML
	if summary != "" {
		most = addHTML
	}
	content := body(d.content, most)
	item := Item{Link: r.link(d.links), Excerpt: excerpt(summary, content), Text: storyText(summary, content)}
	item.Title = withoutPublisher(title(d, item.Excerpt), r.Title)
	switch {
	case item.Title == "":
		r.skip(NoTitle, 1)
		return
	case item.Link == "":
		r.skip(NoLink, 1)
		return
	}
	canonical := CanonicalLink(item.Link)
	item.GUID = guid(d.guid, canonical)
	if r.seen[item.GUID] || r.seen[canonical] {
		r.skip(Repeated, 1)
		return
	}
	r.seen[item.GUID], r.seen[canonical] = true, true
	item.Excerpt = withoutTitle(item.Excerpt, item.Title)
	item.Language = languageTag(d.language)
	if item.Language == "" {
		item.Language = r.Language
	}
	item.Published = r.date(d)
	item.Categories = categories(d.categories)
	r.Items = append(r.Items, item)
}
