package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"prayerbot/bot/news"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// FillNews keeps n headlines, each about one of fifty countries, a minute
// apart up to noon, with the marks of usual ones.
func FillNews(b *testing.B, s store.Store, n int) {
	b.Helper()
	var finds []news.Find
	for i := range n {
		f := find(fmt.Sprintf("abcdefghij%06d", i), i-n, fmt.Sprintf("C%d", i%50))
		f.Excerpt = "An excerpt of usual length: what happened, where, to whom, and who said so; it goes on to name the village and the church, and ends here."
		f.Near = nil
		for j := range 10 {
			f.Near = append(f.Near, fmt.Sprintf("t%010d", i*10+j))
		}
		if finds = append(finds, f); len(finds) == 100 || i == n-1 {
			if _, err := s.Keep(context.Background(), finds); err != nil {
				b.Fatal(err)
			}
			finds = nil
		}
	}
}

// BenchNews measures the reads of the news in a store that is full: what each
// daily point looks up, a page of /news, and a digest of a day.
func BenchNews(b *testing.B, s store.Store) {
	FillNews(b, s, 20_000)
	for name, q := range map[string]record.HeadlineQuery{
		"point":  {Countries: []string{"C7"}, Languages: []string{"en"}, From: at(-7 * 24 * 60), To: noon, KeptTo: noon.Add(2 * time.Hour), Limit: 1},
		"page":   {Languages: []string{"en"}, To: noon, Limit: 100},
		"digest": {Languages: []string{"en"}, From: at(-4 * 24 * 60), KeptAfter: at(-24 * 60), KeptTo: at(60), Limit: 100},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if found, err := s.Headlines(b.Context(), q); err != nil || len(found) != q.Limit {
					b.Fatal(len(found), err)
				}
			}
		})
	}
}
