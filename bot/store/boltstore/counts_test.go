package boltstore

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// countedIn is what stands in the buckets that count.
func countedIn(tx *bbolt.Tx) (lines []string) {
	for _, bucket := range counts {
		scan(tx, bucket, "", "", func(key, value []byte) bool {
			lines = append(lines, fmt.Sprintf("%s %q %q", bucket, key, value))
			return true
		})
	}
	return lines
}

// isCounted says where what is counted is not what there is. Those that cannot be read
// any more are left out: they are counted anew when the queue is reconciled.
func isCounted(t *testing.T, s *Store, spoiled map[record.ChatID]bool) {
	t.Helper()
	undo := errors.New("only to look")
	err := s.db.Update(func(tx *bbolt.Tx) error {
		for id := range spoiled {
			if err := index(tx, id); err != nil {
				return err
			}
		}
		kept := countedIn(tx)
		if err := countAll(tx); err != nil {
			return err
		}
		if diff := cmp.Diff(countedIn(tx), kept); diff != "" {
			t.Errorf("what is there, and what is counted: %s", diff)
		}
		return undo
	})
	if !errors.Is(err, undo) {
		t.Error(err)
	}
}

// A chat that is counted wrong, as one whose record was edited by hand, is counted
// right once the queue was reconciled.
func TestReconcilingCountsAnew(t *testing.T) {
	s := open(t)
	day := time.Date(2026, 12, 1, 7, 0, 0, 0, time.UTC)
	id := record.ChatID{Platform: "telegram", Key: "7"}
	chat := record.Chat{ID: id, LastID: 1, Subscriptions: []record.Subscription{{ID: 1, Zone: "UTC", Selection: content.Selection{Countries: []string{"NG"}}}}}
	if err := s.SaveChat(t.Context(), chat, "abcdefghijklmnop", map[int]time.Time{1: day}); err != nil {
		t.Fatal(err)
	}
	edit := func(tx *bbolt.Tx) error {
		old := tx.Bucket(bucketChats).Get([]byte(chatKey(id)))
		return tx.Bucket(bucketChats).Put([]byte(chatKey(id)), []byte(strings.ReplaceAll(string(old), `"NG"`, `"KE"`)))
	}
	if err := s.db.Update(edit); err != nil {
		t.Fatal(err)
	}
	none := func(record.Chat) map[int]time.Time { return nil }
	if _, n, err := s.Reconcile(t.Context(), "telegram", "", time.Hour, none); err != nil || n != 0 {
		t.Fatal(n, err)
	}
	for country, want := range map[string]int{"NG": 0, "KE": 1} {
		to := record.Audience{Kind: record.ToCountry, Key: country}
		if n, err := s.Audience(context.Background(), record.Announcement{To: to}); err != nil || n != want {
			t.Errorf("%d follow %s, %v", n, country, err)
		}
	}
	isCounted(t, s, nil)
}

// The files of all older forms are counted when they are opened.
func TestAnOlderFormIsCounted(t *testing.T) {
	for form := 1; form <= len(steps); form++ {
		s, err := Open(copied(t, fmt.Sprintf("testdata/form%d.db", form)))
		if err != nil {
			t.Fatal(form, err)
		}
		t.Cleanup(func() { s.Close() })
		isCounted(t, s, nil)
		if n, err := s.Audience(t.Context(), record.Announcement{To: record.Audience{Kind: record.ToEveryone}}); err != nil || n == 0 {
			t.Errorf("form %d has %d subscribed chats, %v", form, n, err)
		}
	}
}
