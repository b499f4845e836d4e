package boltstore

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/news"
	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// alone runs the test that calls it in a process of its own, and is false in
// there: fillDisk stops the files of the whole process, those of the test
// runner among them.
func alone(t *testing.T) bool {
	t.Helper()
	const mark = "PRAYERBOT_TEST_ALONE"
	if os.Getenv(mark) != "" {
		return false
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), mark+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	return true
}

// fillDisk makes every write to a file of this process fail, as on a full disk,
// until free is called.
func fillDisk(t *testing.T) (free func()) {
	t.Helper()
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	set := func(limit uint64) {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: before.Max}); err != nil {
			t.Fatal(err)
		}
	}
	set(1)
	t.Cleanup(func() { set(before.Cur) })
	return func() { set(before.Cur) }
}

// What could not be written was not done: a method that fails hands out
// nothing, and once there is space again it does all of it.
func TestWhatCouldNotBeWrittenIsNotHandedOut(t *testing.T) {
	if alone(t) {
		return
	}
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	chat := record.ChatID{Platform: "telegram", Key: "7"}
	to := record.Audience{Kind: record.ToEveryone}
	find := news.Find{Headline: content.Headline{ID: "h", Title: "News", Published: now, Kept: now}}
	due := func(record.Chat) map[int]time.Time { return map[int]time.Time{1: now} }
	for _, tt := range []struct {
		what   string
		change func(context.Context, *Store) []any
	}{
		{"Lease", func(ctx context.Context, s *Store) []any {
			return all(s.Lease(ctx, "telegram", now, now.Add(time.Minute), outbox.Want{All: 1}))
		}},
		{"FanOut", func(ctx context.Context, s *Store) []any {
			return all(s.FanOut(ctx, "draft", []record.ChatID{chat}, now))
		}},
		{"FanOutStep", func(ctx context.Context, s *Store) []any {
			return all(s.FanOutStep(ctx, "sent", outbox.Correct(1), []record.ChatID{chat}, now))
		}},
		{"Reconcile", func(ctx context.Context, s *Store) []any {
			_, reconciled, err := s.Reconcile(ctx, "telegram", "", 0, due)
			return []any{reconciled, err}
		}},
		{"Confirm", func(ctx context.Context, s *Store) []any {
			a, first, err := s.Confirm(ctx, "draft", 0, 1, now)
			return []any{a, first, err}
		}},
		{"Allow", func(ctx context.Context, s *Store) []any {
			_, err := s.Allow(ctx, record.Announcement{ID: "draft", To: to}, 1, now)
			return []any{err == nil, err}
		}},
		{"Keep", func(ctx context.Context, s *Store) []any { return all(s.Keep(ctx, []news.Find{find})) }},
		{"Salt", func(ctx context.Context, s *Store) []any { return all(s.Salt(ctx, "2026-11-24", now)) }},
		{"Prayed", func(ctx context.Context, s *Store) []any { return all(s.Prayed(ctx, "2026-11-24", "all", "mark", now)) }},
	} {
		t.Run(tt.what, func(t *testing.T) {
			s := open(t)
			prepareFull(t, s, chat, now)
			free := fillDisk(t)
			failed := tt.change(t.Context(), s)
			free()
			if failed[len(failed)-1] == nil {
				t.Fatal("the disk was full, and nothing failed")
			}
			for _, got := range failed[:len(failed)-1] {
				if v := reflect.ValueOf(got); v.IsValid() && !v.IsZero() {
					t.Errorf("together with the error it returned %+v", got)
				}
			}
			done := tt.change(t.Context(), s)
			if err := done[len(done)-1]; err != nil {
				t.Error(err)
			}
			if !slices.ContainsFunc(done[:len(done)-1], func(got any) bool { return !reflect.ValueOf(got).IsZero() }) {
				t.Errorf("with space it returned %+v", done)
			}
		})
	}
}

// On a full disk the bot is not ready, says what to do, and says once that it works
// again.
func TestAFullDiskIsNotReady(t *testing.T) {
	if alone(t) {
		return
	}
	var said bytes.Buffer
	failures := 0
	folder := t.TempDir()
	s, err := Open(folder, Log(slog.New(slog.NewTextHandler(&said, nil))), Observe(func(_ time.Duration, failed bool) {
		if failed {
			failures++
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Ping(t.Context()); err != nil || failures > 0 {
		t.Errorf("with space it says %v after %d failures", err, failures)
	}
	free := fillDisk(t)
	for range 2 {
		if err := s.Ping(t.Context()); err == nil || !strings.Contains(err.Error(), "Look whether its disk is full") {
			t.Errorf("on a full disk it says %v", err)
		}
	}
	free()
	if err := s.Ping(t.Context()); err != nil || failures != 2 {
		t.Errorf("with space again it says %v after %d failures", err, failures)
	}
	if got := said.String(); strings.Count(got, "could not be written") != 2 || strings.Count(got, "written to the data file again") != 1 || !strings.Contains(got, "times=2") {
		t.Errorf("the log says\n%s", got)
	}
}

// What a change refuses by itself is no failure of the file.
func TestARefusalIsNoFailureOfTheFile(t *testing.T) {
	observed, failures := 0, 0
	s, err := Open(t.TempDir(), Observe(func(_ time.Duration, failed bool) {
		observed++
		if failed {
			failures++
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	observed = 0
	lease := outbox.Lease{Delivery: outbox.Delivery{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Subscription: 1}, Token: "lost"}
	if err := s.PutBack(t.Context(), lease, time.Now()); !errors.Is(err, outbox.ErrLost) || observed != 1 || failures != 0 {
		t.Errorf("got %v; observed %d, %d of them failures", err, observed, failures)
	}
}

func all[T any](got T, err error) []any { return []any{got, err} }

// prepareFull stores a chat with a delivery that is due late, a draft, and an
// announcement that has gone out there.
func prepareFull(t *testing.T, s *Store, chat record.ChatID, now time.Time) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.SaveChat(t.Context(), record.Chat{ID: chat, LastID: 2, Subscriptions: []record.Subscription{{ID: 1, At: 720, Zone: "UTC"}, {ID: 2, Zone: "UTC"}}}, "one", map[int]time.Time{2: now}))
	must(s.SaveDraft(t.Context(), record.Announcement{ID: "draft", State: record.StateDraft, Created: now}))
	must(s.update(t.Context(), func(tx *bbolt.Tx) error {
		return writeCopy(tx, "sent", chat, outbox.Copy{State: record.CopySent.State(), IDs: []string{"1"}})
	}))
}

// A lease that could not be written holds nothing, so another is not kept
// waiting for it to run out.
func TestADeliveryThatCouldNotBeLeasedIsDueAtOnceWhenThereIsSpace(t *testing.T) {
	if alone(t) {
		return
	}
	s := open(t)
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	chat := record.ChatID{Platform: "telegram", Key: "7"}
	prepareFull(t, s, chat, now)
	free := fillDisk(t)
	for range 3 {
		if leases, err := s.Lease(t.Context(), "telegram", now, now.Add(time.Minute), outbox.Want{All: 9}); err == nil || len(leases) > 0 {
			t.Errorf("leased %+v, %v", leases, err)
		}
	}
	free()
	leases, err := s.Lease(t.Context(), "telegram", now, now.Add(time.Minute), outbox.Want{All: 9})
	if err != nil || len(leases) != 1 || leases[0].Token == "" {
		t.Errorf("leased %+v, %v", leases, err)
	}
}
