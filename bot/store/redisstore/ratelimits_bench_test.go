package redisstore

import (
	"fmt"
	"testing"
	"time"

	"prayerbot/commands/record"
)

// BenchmarkCountRequest counts a line of a person in a chat, as every answer does.
func BenchmarkCountRequest(b *testing.B) {
	now := time.UnixMilli(1_795_586_400_000)
	count := func(s *Store, i int) error {
		_, err := s.CountRequest(b.Context(), "telegram", []record.RateCount{
			{Key: fmt.Sprint("person", i%1000), Cost: 3, Max: 60, Window: time.Minute, Mute: time.Minute},
			{Key: fmt.Sprint("chat", i%100), Cost: 3, Max: 180, Window: time.Minute, Mute: time.Minute},
		}, now)
		return err
	}
	b.Run("alone", func(b *testing.B) {
		s := openBench(b)
		for i := 0; b.Loop(); i++ {
			if err := count(s, i); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("many at once", func(b *testing.B) {
		s := openBench(b)
		b.SetParallelism(32)
		b.RunParallel(func(pb *testing.PB) {
			for i := 0; pb.Next(); i++ {
				if err := count(s, i); err != nil {
					b.Error(err)
				}
			}
		})
	})
}
