package boltstore

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// bytesOf are all bytes of the file.
func bytesOf(t *testing.T, s *Store) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.folder, fileName))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// What was forgotten stands nowhere in the file, and what was not stays, whoever
// else reads and writes at the same time.
func TestWhatIsForgottenStandsInNoByteOfTheFile(t *testing.T) {
	s := open(t)
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	key := func(n int) string { return fmt.Sprintf("88%06d99", n) }
	id := func(n int) record.ChatID { return record.ChatID{Platform: "telegram", Key: key(n)} }
	const all, gone = 300, 12
	var wait sync.WaitGroup
	for n := range all {
		wait.Go(func() {
			chat := record.Chat{ID: id(n), LastID: 1, Subscriptions: []record.Subscription{{ID: 1, Zone: "UTC"}}}
			if err := s.SaveChat(t.Context(), chat, fmt.Sprint("one", n), map[int]time.Time{1: now}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	deliverAll(t, s, now)
	for n := range gone {
		to := record.Audience{Kind: record.ToChat, Key: id(n * 25).String()}
		must(s.SaveDraft(t.Context(), record.Announcement{ID: fmt.Sprint("draft", n), From: id(n * 25), To: to, State: record.StateDraft, Created: now}))
		must(s.AppendAudit(t.Context(), record.AuditEntry{At: now, Person: "telegram:" + key(n*25), Announcement: fmt.Sprint(n), To: to}))
	}
	for n := range gone {
		wait.Go(func() { // beside it others are read and changed
			other := n*25 + 1
			for i := range 20 {
				chat, err := s.Chat(t.Context(), id(other))
				if err == nil {
					err = s.SaveChat(t.Context(), chat, fmt.Sprint(other, "-", i), nil)
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
		must(s.Forget(t.Context(), id(n*25)))
		must(s.ForgetDrafts(t.Context(), id(n*25)))
		must(s.ForgetAuditLog(t.Context(), record.Audience{Kind: record.ToChat, Key: id(n * 25).String()}))
		if strings.Contains(bytesOf(t, s), key(n*25)) {
			t.Errorf("%s still stands in the file", key(n*25))
		}
	}
	wait.Wait()
	for n := range all {
		if chat, err := s.Chat(t.Context(), id(n)); err != nil || (chat.Revision == "") != (n%25 == 0) {
			t.Errorf("%s is %+v, %v", key(n), chat, err)
		}
	}
	must(s.Close())
	must(Survey(s.folder))
}

// deliverAll leases and settles all that is due, some of it as dead letters.
func deliverAll(t *testing.T, s *Store, now time.Time) {
	t.Helper()
	leases, err := s.Lease(t.Context(), "telegram", now, now.Add(time.Minute), outbox.Want{All: 1000})
	if err != nil {
		t.Fatal(err)
	}
	var settled []outbox.Settlement
	for i, l := range leases {
		entry := record.LedgerEntry{At: now, Date: content.Date{Year: 2026, Month: 11, Day: 24}, Subscription: 1, Outcome: record.OutcomeFailed}
		settled = append(settled, outbox.Settlement{Lease: l, Result: outbox.Result{Entry: entry, Slot: entry.Date, Dead: i%2 == 0, Next: now.AddDate(0, 0, 1)}})
	}
	for _, err := range s.Finish(t.Context(), settled) {
		if err != nil {
			t.Error(err)
		}
	}
}
