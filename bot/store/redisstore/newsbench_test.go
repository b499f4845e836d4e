package redisstore

import (
	"testing"

	"prayerbot/bot/store/storetest"
)

func BenchmarkNews(b *testing.B) { storetest.BenchNews(b, openBench(b)) }

// BenchmarkNewsMemory says how many bytes of Redis one headline takes, all keys
// counted.
func BenchmarkNewsMemory(b *testing.B) {
	const headlines = 20_000
	for b.Loop() {
		s := openBench(b)
		before := usedMemory(b, s)
		storetest.FillNews(b, s, headlines)
		b.ReportMetric((usedMemory(b, s)-before)/headlines, "B/headline")
	}
}
