package redisstore

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// fill stores n chats with one subscription each, all due at the same time.
func fill(b testing.TB, s *Store, n int, due time.Time) {
	b.Helper()
	var wait sync.WaitGroup
	for w := range 16 {
		wait.Go(func() {
			for i := w; i < n; i += 16 {
				chat := record.Chat{
					ID: record.ChatID{Platform: "telegram", Key: strconv.Itoa(100_000_000 + i)}, Language: "en", Zone: "Africa/Lagos", LastID: 1,
					Subscriptions: []record.Subscription{{ID: 1, At: 420, Zone: "Africa/Lagos", Since: due, Last: content.Date{Year: 2026, Month: 11, Day: 23}, Selection: content.Selection{Regions: []string{"africa"}}}},
				}
				if err := s.SaveChat(context.Background(), chat, "abcdefghijklmnop", map[int]time.Time{1: due}); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

func openBench(b *testing.B) *Store {
	b.Helper()
	s, err := Open(b.Context(), redistest.Start(b).URL(), silent)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func usedMemory(b *testing.B, s *Store) float64 {
	b.Helper()
	info := s.client.Info(b.Context(), "memory").Val()
	_, rest, _ := strings.Cut(info, "used_memory:")
	line, _, _ := strings.Cut(rest, "\r\n")
	n, err := strconv.ParseFloat(line, 64)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// BenchmarkMemory says how many bytes of Redis one subscription takes, all keys
// counted.
func BenchmarkMemory(b *testing.B) {
	const chats = 20_000
	for b.Loop() {
		s := openBench(b)
		before := usedMemory(b, s)
		fill(b, s, chats, time.UnixMilli(1_795_586_400_000))
		b.ReportMetric((usedMemory(b, s)-before)/chats, "B/subscription")
	}
}

// BenchmarkLease takes and puts back 25 deliveries where many are due.
func BenchmarkLease(b *testing.B) {
	due := time.UnixMilli(1_795_586_400_000)
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := openBench(b)
			fill(b, s, n, due)
			for b.Loop() {
				leases, err := s.Lease(b.Context(), "telegram", due, due.Add(time.Minute), outbox.Want{All: 25})
				if err != nil || len(leases) != 25 {
					b.Fatal(len(leases), err)
				}
				b.StopTimer()
				for _, l := range leases {
					if err := s.PutBack(b.Context(), l, due); err != nil {
						b.Fatal(err)
					}
				}
				b.StartTimer()
			}
		})
	}
}
