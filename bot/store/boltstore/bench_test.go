package boltstore

import (
	"testing"

	"prayerbot/bot/store/storetest"
)

func BenchmarkNews(b *testing.B) {
	s, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	storetest.BenchNews(b, s)
}
