package feed

import (
	"bytes"
	"net/url"
	"slices"
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
	r := &reader{base: base, now: now, seen: map[string]bool{}, titles: map[string][]string{}}
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
	r.trimTitles()
	return r.Result, nil
}

// A reader gathers the items of one feed.
type reader struct {
	Result
	base *url.URL
	now  time.Time
	seen map[string]bool // GUIDs, and what items are known again by

	titles map[string][]string // of the items that have a link
}

// full tells whether no more items are taken.
func (r *reader) full() bool { return len(r.Items) >= MaxItems }

// A draft is an item as a format gives it, before it is cleaned.
type draft struct {
	guid, title, summary, content, language, publisher string

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
	item := Item{Link: r.link(d.links), Excerpt: excerpt(summary, content), Text: storyText(summary, content), Publisher: plainTitle(d.publisher)}
	item.Title = title(d, item.Excerpt)
	for _, name := range []string{item.Publisher, r.Title} {
		item.Title = WithoutPublisher(item.Title, name)
	}
	switch {
	case item.Title == "":
		r.skip(NoTitle, 1)
		return
	case item.Link == "":
		r.skip(NoLink, 1)
		return
	case isComment(d.links, item.Title):
		r.skip(Comment, 1)
		return
	case r.repeats(&item, d.guid):
		r.skip(Repeated, 1)
		return
	}
	item.Excerpt = withoutTitle(item.Excerpt, item.Title)
	if item.Excerpt == item.Publisher {
		item.Excerpt = ""
	}
	item.Language = languageTag(d.language)
	if item.Language == "" {
		item.Language = r.Language
	}
	item.Published = r.date(d)
	item.Categories = categories(d.categories)
	r.Items = append(r.Items, item)
}

// repeats tells whether the feed has an item above, and gives one that it has not
// its GUID. The same link with another title, or the same GUID with another link
// and title, is another story.
func (r *reader) repeats(i *Item, given string) bool {
	link, words := CanonicalLink(i.Link), fold(i.Title)
	if slices.ContainsFunc(r.titles[link], func(other string) bool { return SameTitle(other, i.Title) }) {
		return true
	}
	i.GUID = guid(given, link)
	if telling(tidy(given)) && (r.seen[i.GUID+"\n"+link] || r.seen[i.GUID+"\n"+words]) {
		return true
	}
	r.titles[link] = append(r.titles[link], i.Title)
	r.seen[i.GUID+"\n"+link], r.seen[i.GUID+"\n"+words] = true, true
	if r.seen[i.GUID] {
		i.GUID = short(i.GUID + " " + link + " " + words)
	}
	r.seen[i.GUID] = true
	return false
}
