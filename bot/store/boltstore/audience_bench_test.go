package boltstore

import (
	"fmt"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// benchChats is how many chats the benchmark of what is counted looks at.
const benchChats = 1_000_000

// chosen is what the n-th chat of a benchmark follows: most the world, some a region,
// some a country, and some a set of their own.
func chosen(n int) (sel content.Selection) {
	switch n % 10 {
	case 0:
		sel.Regions = []string{fmt.Sprint("region", n%8)}
	case 1, 2:
		sel.Countries = []string{fmt.Sprint("C", n%50)}
	case 3:
		sel.Countries = []string{fmt.Sprint("C", n%50), fmt.Sprint("D", n/50%50), fmt.Sprint("E", n/2500%4)}
	}
	return sel
}

// fillChats stores chats, all due in the same minute, in groups of 40.
func fillChats(b *testing.B, s *Store, n int, due time.Time) {
	b.Helper()
	const page = 10_000
	s.db.NoSync = true
	for from := 0; from < n; from += page {
		err := s.db.Update(func(tx *bbolt.Tx) error {
			for i := from; i < min(n, from+page); i++ {
				if err := fillChat(tx, i, due); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func fillChat(tx *bbolt.Tx, i int, due time.Time) error {
	chat := record.Chat{
		ID: record.ChatID{Platform: "discord", Key: fmt.Sprint(100_000_000 + i)}, GroupID: fmt.Sprint(i / 40), Language: "en", Zone: "Africa/Lagos", LastID: 1,
		Subscriptions: []record.Subscription{{ID: 1, At: 420, Zone: "Africa/Lagos", Since: due, Selection: chosen(i), Delivered: record.Delivered{IDs: []string{"123456789012345678"}, About: []string{fmt.Sprint("point-", i%50)}, At: due}}},
		Revision:      "abcdefghijklmnop",
	}
	if err := put(tx, bucketChats, chatKey(chat.ID), chat); err != nil {
		return err
	}
	if err := enqueue(tx, outbox.Delivery{Chat: chat.ID, Subscription: 1}, waiting{At: due, Due: due}); err != nil {
		return err
	}
	return index(tx, chat.ID)
}

// BenchmarkCounted says how long it takes to count among a million chats.
func BenchmarkCounted(b *testing.B) {
	s, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	due := time.Date(2026, 12, 1, 7, 0, 0, 0, time.UTC)
	fillChats(b, s, benchChats, due)
	b.Run("Depth", func(b *testing.B) {
		for b.Loop() {
			if d, err := s.Depth(b.Context(), "discord", due); err != nil || d.Due != benchChats {
				b.Fatal(d, err)
			}
		}
	})
	for _, to := range []record.Audience{
		{Kind: record.ToEveryone}, {Kind: record.ToPlatform, Key: "discord"}, {Kind: record.ToCountry, Key: "C1"},
		{Kind: record.ToRegion, Key: "region0"}, {Kind: record.ToGroup, Key: "discord:7"}, {Kind: record.ToRecall, Key: "point-7"},
	} {
		b.Run("Audience/"+string(to.Kind), func(b *testing.B) {
			for b.Loop() {
				if n, err := s.Audience(b.Context(), record.Announcement{To: to, Created: due}); err != nil || n == 0 {
					b.Fatal(n, err)
				}
			}
		})
	}
	b.Run("Recount", func(b *testing.B) {
		for b.Loop() {
			if err := s.db.Update(countAll); err != nil {
				b.Fatal(err)
			}
		}
	})
}
