package main

import (
	"context"
	"sync/atomic"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/outbox"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/content"
	"prayerbot/content/load"
)

// core is the real core on a store, with the built-in content.
func core(r *rig, store record.Store) *commands.Core {
	library, err := load.Library(content.Builtin())
	r.must(err)
	core, err := commands.New(commands.Config{Library: func() *content.Library { return library }, Store: store, Random: randomText})
	r.must(err)
	return core
}

// counted is a store that counts what is finished.
type counted struct {
	outbox.Store
	want int64
	n    atomic.Int64
	done chan struct{} // closed at the last
}

func (c *counted) Finish(ctx context.Context, settled []outbox.Settlement) []error {
	errs := c.Store.Finish(ctx, settled)
	var done int64
	for _, err := range errs {
		if err == nil {
			done++
		}
	}
	if n := c.n.Add(done); n >= c.want && n-done < c.want {
		close(c.done)
	}
	return errs
}

// deliver runs a real courier until n deliveries are finished, and returns how
// long that took.
func deliver(r *rig, cfg outbox.Config, n int) time.Duration {
	store := &counted{Store: cfg.Store, want: int64(n), done: make(chan struct{})}
	cfg.Store, cfg.Clock, cfg.Log = store, clock.System{}, silent
	ctx, stop := context.WithCancel(r)
	ended := make(chan error, 1)
	began := time.Now()
	go func() { ended <- outbox.New(cfg).Run(ctx) }()
	select {
	case <-store.done:
	case <-r.Done():
	}
	took := time.Since(began)
	stop()
	r.must(<-ended)
	r.must(r.Err())
	return took
}

// accepting is a sender of a platform that accepts everything at once.
type accepting struct{}

func (accepting) Send(context.Context, delivery.Message) ([]string, error) { return nil, nil }
