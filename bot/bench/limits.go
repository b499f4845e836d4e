package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/outbox"
	"prayerbot/bot/telegram/telegramtest"
)

// limit is how many deliveries a second the bot allows itself on Telegram.
const limit = 25

// limits runs the real courier at the real pace against the strict server that
// enforces Telegram's documented limits.
func limits(r *rig) []row {
	server := telegramtest.New()
	r.Cleanup(server.Close)
	server.EnforceLimits()
	store := r.fresh(r.redis()).store
	n := int(r.size.minute/time.Second+10) * limit
	fillDue(r, store, n)
	for i := range n {
		server.Person(int64(firstChat + i))
	}
	core := core(r, store)
	platform := telegramPlatform(r, server.URL(), core)
	watch := &watched{Sender: platform}
	ctx, stop := context.WithCancel(r)
	ended := make(chan error, 1)
	courier := outbox.New(outbox.Config{
		Platform: "telegram", Sender: watch, Core: core, Store: store, Clock: clock.System{}, Pacer: platform.Pacer(), Log: silent,
	})
	go func() { ended <- courier.Run(ctx) }()
	r.must(clock.System{}.Sleep(r, startTime+r.size.minute))
	stop()
	r.must(<-ended)
	rate := watch.rate(startTime, r.size.minute)
	return []row{{
		fmt.Sprintf("Deliveries on Telegram at its limit, over %s", r.size.minute), fmt.Sprintf("%.1f a second", rate),
		fmt.Sprintf("%d a second, and %d answers of 429 from the strict server", limit, watch.waits),
		fmt.Sprintf("**%.3f**", rate/limit), "at least 0.98, no 429",
	}}
}

// startTime is left out at the beginning: a bucket is full there.
const startTime = 2 * time.Second

// watched is a sender that remembers when what was accepted, and how often it
// was asked to wait.
type watched struct {
	outbox.Sender
	mu       sync.Mutex
	accepted []time.Time
	waits    int
}

func (w *watched) Send(ctx context.Context, m delivery.Message) ([]string, error) {
	ids, err := w.Sender.Send(ctx, m)
	w.mu.Lock()
	defer w.mu.Unlock()
	var wait *delivery.RetryAfterError
	switch {
	case err == nil:
		w.accepted = append(w.accepted, time.Now())
	case errors.As(err, &wait):
		w.waits++
	}
	return ids, err
}

// rate is how many a second were accepted in a span that begins some time after
// the first.
func (w *watched) rate(after, span time.Duration) float64 {
	if len(w.accepted) == 0 {
		return 0
	}
	n, begin := 0, w.accepted[0].Add(after)
	for _, at := range w.accepted {
		if !at.Before(begin) && at.Before(begin.Add(span)) {
			n++
		}
	}
	return float64(n) / span.Seconds()
}
