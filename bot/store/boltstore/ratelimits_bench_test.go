package boltstore

import (
	"fmt"
	"testing"
	"time"

	"prayerbot/commands/record"
)

// BenchmarkCountRequest counts a line of a person in a chat, as every answer does.
func BenchmarkCountRequest(b *testing.B) {
	s, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	now := time.UnixMilli(1_795_586_400_000)
	for i := 0; b.Loop(); i++ {
		if _, err := s.CountRequest(b.Context(), "telegram", []record.RateCount{
			{Key: fmt.Sprint("person", i%100_000), Cost: 3, Max: 60, Window: time.Minute, Mute: time.Minute},
			{Key: fmt.Sprint("chat", i%100), Cost: 3, Max: 180, Window: time.Minute, Mute: time.Minute},
		}, now.Add(time.Duration(i)*time.Millisecond)); err != nil {
			b.Fatal(err)
		}
	}
}
