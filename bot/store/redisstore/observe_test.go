package redisstore

import (
	"sync/atomic"
	"testing"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
)

// Each talk with the server is observed; that a script says no, or there is nothing,
// is no failure of the server, and that it has gone is one.
func TestFailuresOfTheServerAreObservedAndNoOthers(t *testing.T) {
	server := redistest.Start(t)
	var observed, failures atomic.Int64
	s, err := Open(t.Context(), server.URL(), silent, Observe(func(took time.Duration, failed bool) {
		observed.Add(1)
		if failed {
			failures.Add(1)
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	begun := observed.Load()
	lease := outbox.Lease{Delivery: outbox.Delivery{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Subscription: 1}, Token: "lost"}
	if err := s.PutBack(t.Context(), lease, time.Now()); err == nil {
		t.Error("a lease that nobody holds was put back")
	}
	if _, err := s.Depth(t.Context(), "telegram", time.Now()); err != nil {
		t.Error(err)
	}
	if observed.Load() == begun || failures.Load() != 0 {
		t.Errorf("observed %d, %d of them failures", observed.Load()-begun, failures.Load())
	}
	server.Kill()
	if s.Ping(t.Context()) == nil || failures.Load() == 0 {
		t.Errorf("the server has gone, and %d failures are counted", failures.Load())
	}
}
