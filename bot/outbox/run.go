package outbox

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"prayerbot/bot/guard"
)

// idle is the longest pause between two looks at the queue: a subscription for
// the next minute must be seen in time.
const idle = time.Second

// trouble is the pause after the store failed.
const trouble = 2 * time.Second

// Run delivers until the context ends, and returns when those in
// flight are settled. Announcements are fanned out and the store is maintained beside it,
// so that a large announcement delays no daily point.
func (c *Courier) Run(ctx context.Context) error {
	defer c.inFlight.wait.Wait()
	c.inFlight.wait.Go(func() { c.every(ctx, idle, "fan out", c.distribution.fanOut) })
	c.inFlight.wait.Go(func() { c.every(ctx, idle, "maintain", c.maintenance.maintain) })
	if !c.resume(ctx) {
		return nil
	}
	var failed atomic.Bool
	report := func(err error) {
		failed.Store(true)
		c.cfg.Log.With(guard.Attrs(err)...).Error("a delivery could not be worked on", "platform", c.cfg.Platform)
	}
	for ctx.Err() == nil {
		n, err := c.launch(ctx, report)
		if err != nil && ctx.Err() == nil {
			report(err)
		}
		c.rest(ctx, n, failed.Swap(false))
	}
	return nil
}

// resume takes over from the courier before: what it had leased and not begun
// is due again at once, and a pause that the platform asked for goes on. False
// where the context ended first.
func (c *Courier) resume(ctx context.Context) bool {
	for ctx.Err() == nil {
		until, err := c.cfg.Store.Paused(ctx, c.cfg.Platform)
		if err == nil {
			c.cfg.Pacer.Pause(until)
			err = c.cfg.Store.Reclaim(ctx, c.cfg.Platform)
		}
		if err == nil {
			return true
		}
		if ctx.Err() == nil {
			c.cfg.Log.Error("the courier could not take over", "platform", c.cfg.Platform, "error", err)
		}
		_ = c.cfg.Clock.Sleep(ctx, trouble)
	}
	return false
}

// rest waits until there may be something to do.
func (c *Courier) rest(ctx context.Context, launched int, failed bool) {
	switch {
	case failed:
		_ = c.cfg.Clock.Sleep(ctx, trouble)
	case len(c.slots) == cap(c.slots):
		c.untilFree(ctx)
	case launched == 0:
		_ = c.cfg.Clock.Sleep(ctx, c.untilNext(ctx))
	}
}

// untilFree waits for a free slot, and then a breath for more: what is leased
// together is cheaper.
func (c *Courier) untilFree(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-c.freed:
	}
	if cap(c.slots)-len(c.slots) < bunch {
		_ = c.cfg.Clock.Sleep(ctx, breath)
	}
}

// A bunch of slots need not wait for more.
const (
	bunch  = InFlight / 8
	breath = 500 * time.Microsecond
)

// untilNext is how long there is nothing to do, at most idle.
func (c *Courier) untilNext(ctx context.Context) time.Duration {
	if wait := c.cfg.Pacer.Wait(c.cfg.Clock.Now()); wait > 0 {
		return min(idle, wait)
	}
	next, err := c.cfg.Store.NextDue(ctx, c.cfg.Platform)
	if err != nil || next.IsZero() {
		return idle
	}
	return max(time.Millisecond, min(idle, next.Sub(c.cfg.Clock.Now())))
}

// every does something again and again until the context ends.
func (c *Courier) every(ctx context.Context, pause time.Duration, what string, do func(context.Context) error) {
	for ctx.Err() == nil {
		if err := guard.Try(func() error { return do(ctx) }); err != nil && ctx.Err() == nil {
			c.cfg.Log.With(guard.Attrs(fmt.Errorf("%s: %w", what, err))...).Error("the courier could not work", "platform", c.cfg.Platform)
			_ = c.cfg.Clock.Sleep(ctx, trouble)
		}
		_ = c.cfg.Clock.Sleep(ctx, pause)
	}
}
