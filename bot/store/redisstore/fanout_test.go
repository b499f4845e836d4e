package redisstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/outbox"
	"prayerbot/bot/pace"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// ledger is a platform that counts what each chat got.
type ledger struct {
	mu  sync.Mutex
	got map[string]int
}

func (l *ledger) Send(_ context.Context, m delivery.Message) ([]string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.got[m.Chat.Key]++
	return []string{fmt.Sprint("m", len(l.got))}, nil
}

// dying is a store whose process dies with the n-th page that is fanned out.
type dying struct {
	*Store
	left int
}

var errDead = errors.New("the process is killed here")

func (d *dying) FanOut(ctx context.Context, id string, chats []record.ChatID, due time.Time) (int, error) {
	if d.left--; d.left < 0 {
		return 0, errDead
	}
	n, err := d.Store.FanOut(ctx, id, chats, due)
	return n, errors.Join(err, errDead)
}

// courierOn is a courier at a given moment.
func courierOn(t testing.TB, kept outbox.Store, real *Store, sender outbox.Sender, limits pace.Limits, now time.Time) *outbox.Courier {
	t.Helper()
	core, err := commands.New(commands.Config{
		Library: func() *content.Library { return &content.Library{} }, Store: real,
		Random: func() string { return "abcdefgh23456789" },
	})
	if err != nil {
		t.Fatal(err)
	}
	c := clock.NewManual(now)
	return outbox.New(outbox.Config{
		Platform: "telegram", Sender: sender, Core: core, Store: kept, Clock: c, Pacer: pace.New(limits, c), Log: slog.New(slog.DiscardHandler),
	})
}

// everyone confirms an announcement to all.
func everyone(t testing.TB, s *Store, id string, now time.Time) {
	t.Helper()
	a := record.Announcement{ID: id, To: record.Audience{Kind: record.ToEveryone}, Text: "To all", State: record.StateDraft, Created: now}
	if err := s.SaveDraft(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if _, first, err := s.Confirm(t.Context(), id, 0, 0, now); err != nil || !first {
		t.Fatal(first, err)
	}
}

func TestAFanOutThatIsKilledSkipsNobodyAndReachesNobodyTwice(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	now := time.UnixMilli(1_795_586_400_000).UTC()
	const all = 4000
	fill(t, s, all, now.Add(time.Hour))
	everyone(t, s, "abc", now)
	sender := &ledger{got: map[string]int{}}
	for n := range 3 {
		c := courierOn(t, &dying{s, n}, s, sender, pace.Limits{}, now)
		if _, err := c.Step(t.Context()); !errors.Is(err, errDead) {
			t.Fatalf("the process did not die: %v", err)
		}
	}
	c := courierOn(t, s, s, sender, pace.Limits{}, now)
	for n := 1; n > 0; {
		var err error
		if n, err = c.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for chat, n := range sender.got {
		if n != 1 {
			t.Errorf("%s got it %d times", chat, n)
		}
	}
	if progress, err := s.Progress(t.Context(), "abc"); err != nil || len(sender.got) != all || progress[record.CopySent.State()] != all {
		t.Errorf("%d of %d chats got it; the store says %v, %v", len(sender.got), all, progress, err)
	}
}

// BenchmarkFanOut says how many chats a second an announcement is fanned out to,
// how much the process holds for it, and what a repeat costs after a kill at
// the very end.
func BenchmarkFanOut(b *testing.B) {
	const all = 100_000
	now := time.UnixMilli(1_795_586_400_000).UTC()
	s := openBench(b)
	fill(b, s, all, now.Add(time.Hour))
	// A pace that lets one out and no more: only the fan-out is measured.
	stopped := pace.Limits{PerSecond: 1e-9, Deliveries: 1e-9}
	var took, again time.Duration
	peak := uint64(0)
	n := 0
	for b.Loop() {
		n++
		id := fmt.Sprint("abc", n)
		everyone(b, s, id, now)
		before := held()
		began := time.Now()
		if _, err := courierOn(b, &watching{s, &peak, before}, s, &ledger{got: map[string]int{}}, stopped, now).Step(b.Context()); err != nil {
			b.Fatal(err)
		}
		took += time.Since(began)
		if progress, err := s.Progress(b.Context(), id); err != nil || progress[record.CopyWaiting.State()]+progress[record.CopySent.State()] != all {
			b.Fatalf("fanned out to %v, %v", progress, err)
		}
		s.client.HDel(b.Context(), announcementKey(id), "spread:telegram")
		began = time.Now()
		if _, err := courierOn(b, s, s, &ledger{got: map[string]int{}}, stopped, now).Step(b.Context()); err != nil {
			b.Fatal(err)
		}
		again += time.Since(began)
	}
	b.ReportMetric(float64(all*n)/took.Seconds(), "chats/s")
	b.ReportMetric(float64(all*n)/again.Seconds(), "repeated/s")
	b.ReportMetric(float64(peak)/1e6, "MB-held")
}

// BenchmarkAudience counts whom an announcement reaches, as a preview does.
func BenchmarkAudience(b *testing.B) {
	const all = 100_000
	s := openBench(b)
	fill(b, s, all, time.UnixMilli(1_795_586_400_000))
	for _, to := range []record.Audience{{Kind: record.ToEveryone}, {Kind: record.ToRegion, Key: "africa"}} {
		b.Run(string(to.Kind), func(b *testing.B) {
			for b.Loop() {
				if n, err := s.Audience(b.Context(), record.Announcement{To: to}); err != nil || n != all {
					b.Fatal(n, err)
				}
			}
		})
	}
}

// BenchmarkLeaseBeside takes 25 deliveries of both kinds where 100,000 chats
// still wait for an announcement.
func BenchmarkLeaseBeside(b *testing.B) {
	const all = 100_000
	due := time.UnixMilli(1_795_586_400_000)
	s := openBench(b)
	fill(b, s, 1000, due)
	for from := 0; from < all; from += pageSize {
		var chats []record.ChatID
		for i := range pageSize {
			chats = append(chats, record.ChatID{Platform: "telegram", Key: fmt.Sprint(from + i)})
		}
		if _, err := s.FanOut(b.Context(), "abc", chats, due); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		leases, err := s.Lease(b.Context(), "telegram", due, due.Add(time.Minute), outbox.Want{All: 25, Share: 12, Others: 25})
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
}

// watching notes the most that the process holds while pages are fanned out.
type watching struct {
	*Store
	peak   *uint64
	before uint64
}

func (w *watching) FanOut(ctx context.Context, id string, chats []record.ChatID, due time.Time) (int, error) {
	n, err := w.Store.FanOut(ctx, id, chats, due)
	if now := held(); now > w.before {
		*w.peak = max(*w.peak, now-w.before)
	}
	return n, err
}

// held is what the process holds, garbage included.
func held() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
