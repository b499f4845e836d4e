package feed

import (
	"net/url"
	"strings"
	"testing"
)

func TestLinksToOnePageAreTheSame(t *testing.T) {
	for _, tt := range []struct{ link, want string }{
		{"https://news.example/a", "https://news.example/a"},
		{"http://news.example/a", "https://news.example/a"},
		{"https://News.Example:443/a/", "https://news.example/a"},
		{"http://www.news.example:80/a", "https://news.example/a"},
		{"https://news.example:8443/a", "https://news.example:8443/a"},
		{"https://news.example./a", "https://news.example/a"},
		{"https://news.example/a#comments", "https://news.example/a"},
		{"https://news.example/a?utm_source=rss&utm_medium=feed", "https://news.example/a"},
		{"https://news.example/a?UTM_Source=rss&id=3", "https://news.example/a?id=3"},
		{"https://news.example/?p=12&fbclid=x", "https://news.example?p=12"},
		{"https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"},
		{"https://news.example/a?", "https://news.example/a"},
		{"https://news.example/a?ref=rss", "https://news.example/a"},
		{"https://news.example/a?ref=psalm23", "https://news.example/a?ref=psalm23"},
		{"https://news.example/a/amp/", "https://news.example/a"},
		{"https://news.example/a?amp=1", "https://news.example/a"},
		{"https://news.example/a?outputType=amp", "https://news.example/a"},
		{"https://news.example/a.amp.html", "https://news.example/a.html"},
		{"https://amp.news.example/a", "https://news.example/a"},
		{"https://m.news.example/a", "https://news.example/a"},
		{"https://www.google.com/amp/s/news.example/a", "https://news.example/a"},
		{"https://news-example.cdn.ampproject.org/c/s/news.example/a?id=1", "https://news.example/a?id=1"},
		{"https://news.example//a/../b/./c", "https://news.example/b/c"},
		{"https://news.example/index.html", "https://news.example"},
		{"https://news.example/", "https://news.example"},
		{"https://news.example/a%2fb/%7Eme", "https://news.example/a/b/~me"},
		{"https://news.example/égypte", "https://news.example/%C3%A9gypte"},
		{"https://news.example/%c3%a9gypte", "https://news.example/%C3%A9gypte"},
		{"https://me:secret@news.example/a", "https://news.example/a"},
		{"https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"},
		{"https://m.de/a", "https://m.de/a"},
		{" https://news.example/a ", "https://news.example/a"},
		{"mailto:me@news.example", "mailto:me@news.example"},
		{"not a link", "not a link"},
		{"", ""},
	} {
		if got := CanonicalLink(tt.link); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.link, got, tt.want)
		}
	}
}

func TestOnlyLinksToTheWebAreShown(t *testing.T) {
	r := &reader{base: base(t)}
	for _, tt := range []struct{ link, want string }{
		{"https://a.example/x", "https://a.example/x"},
		{"/x", "https://news.example/x"},
		{"x", "https://news.example/feed/x"},
		{"?p=1", "https://news.example/feed/?p=1"},
		{"//b.example/x", "https://b.example/x"},
		{" https://a.example/a b\n", "https://a.example/a%20b"},
		{"https://a.example/x?utm_source=rss&id=1#top", "https://a.example/x?id=1#top"},
		{"https://a.example/x\u202egpj", "https://a.example/xgpj"},
		{"javascript:alert(1)", ""},
		{"data:text/html,x", ""},
		{"ftp://a.example/x", ""},
		{"urn:uuid:1", ""},
		{"tag:a.example,2026:1", ""},
		{"https://bank.example@evil.example/", ""},
		{"https:///x", ""},
		{"https://a.example/" + strings.Repeat("x", MaxLink), ""},
		{"https://a.example/%zz", ""},
	} {
		if got := r.link([]string{"", tt.link}); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.link, got, tt.want)
		}
	}
	if got := r.link([]string{"javascript:alert(1)", "https://a.example/x"}); got != "https://a.example/x" {
		t.Errorf("got %q", got)
	}
}

func FuzzCanonical(f *testing.F) {
	for _, seed := range []string{
		"https://News.Example:443/a/?utm_source=x&b=1#c", "https://www.google.com/amp/s/www.google.com/amp/s/a.example/amp/amp/", "http://m.www.amp.a.example./index.html/amp",
		"https://[::1]:80/%2e%2e/%zz?a=%&b;c", "//a", "http://a.example/.amp.html", "https://a-b.cdn.ampproject.org/v/a.example/?amp", "https://www.www.a.b/", "http://a?m=1&m=0&=", "http://google.Com/amp//0",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, link string) {
		once := CanonicalLink(link)
		if twice := CanonicalLink(once); twice != once {
			t.Errorf("%q becomes %q, which becomes %q", link, once, twice)
		}
		if u, err := url.Parse(once); err == nil && u.Scheme == "https" && u.Host != "" && (u.User != nil || u.Fragment != "") {
			t.Errorf("%q becomes %q", link, once)
		}
	})
}
