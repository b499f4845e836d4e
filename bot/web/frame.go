package web

import (
	"strings"
)

// blank is a page with a title and what stands around every page.
func (b builder) blank(title string) *view {
	tag, frame := b.place.language, b.reader.Frame()
	v := &view{
		Language: tag, Direction: "ltr", Site: frame.Site, Title: title, Path: b.place.path,
		Canonical: b.cfg.URL + address(tag, b.place.path), Skip: frame.Skip, LanguageLabel: frame.Language,
	}
	if frame.RightToLeft {
		v.Direction = "rtl"
	}
	v.Menu = b.links([]named{{frame.Today, "today"}, {frame.Countries, "countries"}, {frame.Occasions, "occasions"}, {frame.News, "news"}, {frame.About, ""}})
	v.Foot = b.links([]named{{frame.Privacy, "privacy"}, {frame.Terms, "terms"}, {frame.Sources, "sources"}})
	for _, other := range b.cfg.Languages {
		v.Languages = append(v.Languages, otherLanguage{Tag: other, Name: b.cfg.Name(other), URL: address(other, b.inOther()), Here: other == tag})
	}
	v.Feeds = []feedLink{
		{frame.FeedDays, "application/atom+xml", address(tag, "days.atom")}, {frame.FeedDays, "application/feed+json", address(tag, "days.json")},
		{frame.FeedStories, "application/atom+xml", address(tag, "stories.atom")}, {frame.FeedStories, "application/feed+json", address(tag, "stories.json")},
	}
	return v
}

// A named is a page and what it is called.
type named struct{ label, path string }

// links lead to pages from the one that is shown.
func (b builder) links(all []named) []link {
	var links []link
	for _, n := range all {
		links = append(links, link{Label: n.label, URL: address(b.place.language, n.path), Here: n.path == b.place.path})
	}
	return links
}

// inOther is the path of the page in other languages; the first page for one that is
// missing.
func (b builder) inOther() string {
	if b.place.path == "-" {
		return ""
	}
	return b.place.path
}

// Locale is the language as messengers name it ("zh_Hans").
func (v *view) Locale() string { return strings.ReplaceAll(v.Language, "-", "_") }
