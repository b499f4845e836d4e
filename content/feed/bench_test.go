package feed

import (
	"fmt"
	"strings"
	"testing"
)

// hundred is a feed of a hundred items in WordPress's form, each with a summary
// and a story of some 6 kB.
func hundred(publisher int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><language>en-US</language>`)
	places := []string{"Kaduna State, Nigeria", "Lahore, Pakistan", "Minya, Egypt", "Chhattisgarh, India", "Tehran, Iran", "Henan, China", "Mbale, Uganda", "Aleppo, Syria"}
	for i := range 100 {
		place := places[i%len(places)]
		fmt.Fprintf(&b, `<item><title>Church number %d in %s Meets Again After Attack</title><link>https://p%d.example/2026/11/story-%d/?utm_source=rss&#038;utm_medium=rss</link><dc:creator><![CDATA[W]]></dc:creator><pubDate>Mon, 23 Nov 2026 20:%02d:01 +0000</pubDate><category><![CDATA[News]]></category><category><![CDATA[Persecution]]></category><guid isPermaLink="false">https://p%d.example/?p=%d</guid>`, i, place, publisher, i, i%60, publisher, i)
		fmt.Fprintf(&b, `<description><![CDATA[<p>JOS, Nigeria (News) &#8211; The pastor of the church in %s says that <em>nobody</em> stayed away on the first Sunday. The roof is of canvas. [&#8230;]</p><p>The post <a href="x">Church</a> appeared first on <a href="y">News</a>.</p>]]></description><content:encoded><![CDATA[`, place)
		for range 12 {
			fmt.Fprintf(&b, `<p class="wp-block-paragraph">Neighbours from <a href="https://p.example/tag" rel="tag">%s</a> came with benches &amp; bread. &#8220;We had not expected them,&#8221; the pastor said, and he told of the night when the men on motorbikes came down the road from the hills, and how the old women hid the children in the maize. There were songs until noon, and after that a meal for everybody who had come.</p>`+"\n", place)
		}
		b.WriteString(`]]></content:encoded></item>`)
	}
	b.WriteString(`</channel></rss>`)
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	data, u := hundred(1), base(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if r, err := Parse(data, "application/rss+xml; charset=UTF-8", u, now); err != nil || len(r.Items) != 100 {
			b.Fatal(len(r.Items), err)
		}
	}
}

// Thirty feeds of a hundred items each: what a round costs but for the network
// and the store.
func BenchmarkRound(b *testing.B) {
	var feeds [][]byte
	for i := range 30 {
		feeds = append(feeds, hundred(i))
	}
	c, u := classifier(b), base(b)
	b.ReportAllocs()
	for b.Loop() {
		items := 0
		for _, data := range feeds {
			r, err := Parse(data, "", u, now)
			if err != nil {
				b.Fatal(err)
			}
			for _, i := range r.Items {
				items++
				c.Countries(i)
				TitleKeys(i.Title)
			}
		}
		if items != 3000 {
			b.Fatal(items)
		}
	}
}

// Headlines with the whole text that a feed may give.
func BenchmarkCountriesOfLongTexts(b *testing.B) {
	c := classifier(b)
	r, err := Parse(hundred(1), "", base(b), now)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Countries(r.Items[i%len(r.Items)])
	}
}
