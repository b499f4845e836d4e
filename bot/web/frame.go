package web

import (
	"strings"
)

// menu are the pages that every page leads to, and what they are called.
var menu = []struct{ name, path string }{
	{"web.today", "today"}, {"web.countries", "countries"}, {"web.occasions", "occasions"}, {"web.news", "news"}, {"web.about", ""},
}

// foot are those that stand below.
var foot = []struct{ name, path string }{{"web.privacy", "privacy"}, {"web.terms", "terms"}, {"web.sources", "sources"}}

// blank is a page with a title and what stands around every page.
func (b builder) blank(title string) *view {
	tag := b.place.language
	v := &view{
		Language: tag, Direction: "ltr", Site: b.say("web.title"), Title: title, Path: b.place.path,
		Canonical: b.cfg.URL + address(tag, b.place.path), Skip: b.say("web.skip"), LanguageLabel: b.say("web.language"),
	}
	if b.reader.Voice().RightToLeft() {
		v.Direction = "rtl"
	}
	for _, m := range menu {
		v.Menu = append(v.Menu, link{Label: b.say(m.name), URL: address(tag, m.path), Here: m.path == b.place.path})
	}
	for _, f := range foot {
		v.Foot = append(v.Foot, link{Label: b.say(f.name), URL: address(tag, f.path), Here: f.path == b.place.path})
	}
	for _, other := range b.cfg.Languages {
		name := b.cfg.Voice(other).Say("setting.language_self")
		v.Languages = append(v.Languages, otherLanguage{Tag: other, Name: name, URL: address(other, b.place.path), Here: other == tag})
	}
	v.Feeds = []feedLink{
		{b.say("web.feed_days"), "application/atom+xml", address(tag, "days.atom")}, {b.say("web.feed_days"), "application/feed+json", address(tag, "days.json")},
		{b.say("web.feed_stories"), "application/atom+xml", address(tag, "stories.atom")}, {b.say("web.feed_stories"), "application/feed+json", address(tag, "stories.json")},
	}
	return v
}

// Locale is the language as messengers name it ("zh_Hans").
func (v *view) Locale() string { return strings.ReplaceAll(v.Language, "-", "_") }
