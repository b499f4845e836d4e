package boltstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/storetest"
	"prayerbot/commands/record"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Harness {
		s, spoiled := open(t), map[record.ChatID]bool{}
		t.Cleanup(func() { isCounted(t, s, spoiled) })
		return storetest.Harness{Store: s, Dump: func() string { return dump(t, s) }, Break: func(id record.ChatID) {
			spoil(t, s, id)
			spoiled[id] = true
		}}
	})
}

// spoil makes the record of a chat one that cannot be read.
func spoil(t *testing.T, s *Store, id record.ChatID) {
	t.Helper()
	err := s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketChats).Put([]byte(chatKey(id)), []byte("?")) })
	if err != nil {
		t.Fatal(err)
	}
}

// dump is every key and value of the file.
func dump(t *testing.T, s *Store) string {
	t.Helper()
	var b strings.Builder
	err := s.db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			return bucket.ForEach(func(k, v []byte) error {
				fmt.Fprintf(&b, "%s %s %s\n", name, k, v)
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestASecondProcessIsRefused(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := Open(folder); err == nil || !strings.Contains(err.Error(), "another prayerbot uses the data") {
		t.Errorf("got %v", err)
	}
	for _, path := range []string{folder, filepath.Join(folder, fileName)} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may read %s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestAClosedStoreAnswersWithAnError(t *testing.T) {
	s := open(t)
	s.Close()
	if s.Ping(t.Context()) == nil {
		t.Error("a closed store answers")
	}
}

func TestWhatHasExpiredIsSweptAway(t *testing.T) {
	s := open(t)
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.SaveDraft(ctx, record.Announcement{ID: "abc", Text: "a draft", State: record.StateDraft, Created: now}))
	must(s.SaveDraft(ctx, record.Announcement{ID: "def", Text: "an announcement", State: record.StateDraft, Created: now}))
	_, _, err := s.Confirm(ctx, "def", 0, 1, now)
	must(err)
	_, err = s.Salt(ctx, "2026-11-24", now)
	must(err)
	_, err = s.Prayed(ctx, "2026-11-24", "all", "mark", now)
	must(err)
	for _, tt := range []struct {
		after time.Duration
		left  []string
	}{
		{0, []string{"a draft", "an announcement", "markcounts 2026-11-24", "marks 2026-11-24", "salts 2026-11-24"}},
		{record.DraftLife, []string{"an announcement", "markcounts 2026-11-24", "marks 2026-11-24", "salts 2026-11-24"}},
		{24*time.Hour - time.Second, []string{"an announcement", "markcounts 2026-11-24", "marks 2026-11-24", "salts 2026-11-24"}},
		{24 * time.Hour, []string{"an announcement"}},
		{record.AnnouncementLife, nil},
	} {
		must(s.Expire(ctx, now.Add(tt.after)))
		var left []string
		for _, what := range []string{"a draft", "an announcement", "markcounts 2026-11-24", "marks 2026-11-24", "salts 2026-11-24"} {
			if strings.Contains(dump(t, s), what) {
				left = append(left, what)
			}
		}
		if diff := cmp.Diff(tt.left, left); diff != "" {
			t.Errorf("after %s: %s", tt.after, diff)
		}
	}
}

func TestAnAnnouncementFromBeforeThereWereAudiencesIsReadAndFinished(t *testing.T) {
	s := open(t)
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	chat := record.ChatID{Platform: "telegram", Key: "7"}
	err := s.db.Update(func(tx *bbolt.Tx) error {
		old := map[string]any{"ID": "abc", "From": chat, "Everyone": true, "Text": "We meet.", "State": "confirmed", "Created": now, "Confirmed": now}
		if err := put(tx, bucketAnnouncements, "abc", old); err != nil {
			return err
		}
		key := outbox.Delivery{Chat: chat, Announcement: "abc"}.Key()
		if err := put(tx, bucketQueue, queueKey("telegram", key), waiting{At: now, Due: now}); err != nil {
			return err
		}
		return tx.Bucket(bucketDue).Put([]byte(dueKey("telegram", now, key)), nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	if a, err := s.Announcement(t.Context(), "abc", now); err != nil || a.To.Kind != record.ToEveryone {
		t.Errorf("got %+v, %v", a, err)
	}
	leases, err := s.Lease(t.Context(), "telegram", now, now.Add(time.Minute), outbox.Want{All: 1})
	if err != nil || len(leases) != 1 {
		t.Fatal(leases, err)
	}
	if err := errors.Join(s.Finish(t.Context(), []outbox.Settlement{{Lease: leases[0]}})...); err != nil {
		t.Fatal(err)
	}
	if depth, err := s.Depth(t.Context(), "telegram", now); err != nil || depth != (outbox.Depth{}) {
		t.Errorf("left are %+v, %v", depth, err)
	}
}
