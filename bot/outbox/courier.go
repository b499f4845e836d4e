package outbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/ops"
	"prayerbot/commands"
)

// Core is what a courier asks of the core.
type Core interface {
	// Daily is the reply for a subscription's slot.
	Daily(ctx context.Context, chat commands.Chat, s commands.Subscription, slot commands.Slot, now time.Time) commands.Reply
	// Digest is the reply for the slot of a subscription to the news; empty
	// where there is nothing to tell. told goes into Result.Told.
	Digest(ctx context.Context, chat commands.Chat, s commands.Subscription, slot commands.Slot, now time.Time) (reply commands.Reply, told time.Time, err error)
	// Announced is the reply for an announcement.
	Announced(a commands.Announcement, language string) commands.Reply
	Stop(ctx context.Context, chat commands.ChatID, cause commands.StopCause, now time.Time) error
	Move(ctx context.Context, from, to commands.ChatID) error
}

// Store is what a courier keeps and reads.
type Store interface {
	Queue
	Spreading
	Chat(ctx context.Context, id commands.ChatID) (commands.Chat, error)
	Announcement(ctx context.Context, id string, now time.Time) (commands.Announcement, error)
}

// Unsure is what to do with a delivery whose request may have gone out, on a
// platform that cannot tell.
type Unsure string

// The two policies for a delivery in doubt.
const (
	Resend Unsure = "resend" // never lose one; it may come twice
	Drop   Unsure = "drop"   // never send one twice; it may be lost
)

// Config is what a courier needs.
type Config struct {
	Platform string
	Sender   Sender
	Core     Core
	Store    Store
	Clock    clock.Clock
	Pace     Pace
	Unsure   Unsure // "" is Resend
	Log      *slog.Logger
	Metrics  *ops.Metrics // nil counts nothing
}

// A Courier brings one platform's deliveries. Only one courier of a platform
// should run at a time; two do no harm but for the platform's pace.
type Courier struct {
	Config
	pacer *pacer
	swept time.Time // when expired things were last forgotten
}

// New makes a courier that has not begun.
func New(cfg Config) *Courier {
	return &Courier{Config: cfg, pacer: newPacer(cfg.Pace)}
}

// leaseFor is how long a courier holds a delivery: longer than a request may
// take with its waiting, short enough that a crash delays nobody for long.
const leaseFor = 2 * time.Minute

// batch bounds the deliveries in flight at once.
const batch = 32

// idle is the longest pause between two looks at the queue: a subscription for
// the next minute must be seen in time.
const idle = time.Second

// trouble is the pause after the store failed.
const trouble = 2 * time.Second

// Run brings deliveries until the context ends, and returns when those in
// flight are settled.
func (c *Courier) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		n, err := c.Step(ctx)
		pause := time.Duration(0)
		switch {
		case err != nil && ctx.Err() == nil:
			c.Log.Error("the courier could not work", "platform", c.Platform, "error", err)
			pause = trouble
		case n == 0:
			pause = c.untilNext(ctx)
		}
		if c.Clock.Sleep(ctx, pause) != nil {
			break
		}
	}
	return nil
}

// untilNext is how long there is nothing to do, at most idle.
func (c *Courier) untilNext(ctx context.Context) time.Duration {
	if now := c.Clock.Now(); c.pacer.free(now) == 0 {
		return c.pacer.wait(now)
	}
	next, err := c.Store.NextDue(ctx, c.Platform)
	if err != nil || next.IsZero() {
		return idle
	}
	return max(time.Millisecond, min(idle, next.Sub(c.Clock.Now())))
}

// sweepEvery is how often expired things are forgotten: /privacy counts in hours
// and days.
const sweepEvery = time.Hour

// sweep forgets what has expired, once an hour.
func (c *Courier) sweep(ctx context.Context) error {
	now := c.Clock.Now()
	if since := now.Sub(c.swept); since >= 0 && since < sweepEvery {
		return nil
	}
	if err := c.Store.Sweep(ctx, now); err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	c.swept = now
	return nil
}

// Step forgets what has expired, spreads what was announced, leases what is due now, at most as many as
// the pace lets out in one go, and settles all of it. It returns how many it
// leased. When it returns, nothing is in flight.
func (c *Courier) Step(ctx context.Context) (int, error) {
	if err := c.sweep(ctx); err != nil {
		return 0, err
	}
	if err := c.spread(ctx); err != nil {
		return 0, err
	}
	now := c.Clock.Now()
	free := c.pacer.free(now)
	if free == 0 {
		return 0, nil
	}
	leases, err := c.Store.Lease(ctx, c.Platform, now, now.Add(leaseFor), min(batch, free))
	if err != nil {
		return 0, fmt.Errorf("lease: %w", err)
	}
	c.countQueue(ctx, now)
	return len(leases), c.bring(ctx, leases)
}

// bring works on all leases at once and waits for the last. What has begun is
// settled even where the context ends.
func (c *Courier) bring(ctx context.Context, leases []Lease) error {
	work := context.WithoutCancel(ctx)
	errs := make([]error, len(leases))
	var wait sync.WaitGroup
	for i, l := range leases {
		wait.Go(func() { errs[i] = c.handle(work, ctx, l) })
	}
	wait.Wait()
	return errors.Join(errs...)
}

// handle brings one delivery, or puts it back untouched where the courier has
// been told to stop meanwhile.
func (c *Courier) handle(ctx, stop context.Context, l Lease) error {
	now := c.Clock.Now()
	job, done, err := c.plan(ctx, l, now)
	switch {
	case err != nil:
		return err
	case done != nil:
		return c.settle(ctx, l, *done)
	case !c.pacer.chat(l.Chat, now):
		return c.putBack(ctx, l, now.Add(c.Pace.PerChat))
	case stop.Err() != nil:
		return c.putBack(ctx, l, l.Due)
	}
	return c.attempt(ctx, l, job)
}

// settle finishes a lease and counts the outcome.
func (c *Courier) settle(ctx context.Context, l Lease, r Result) error {
	if r.Entry.Outcome != "" {
		c.Metrics.Delivered(c.Platform, string(r.Entry.Outcome))
	}
	if err := c.Store.Finish(ctx, l, r); err != nil && !errors.Is(err, ErrLost) {
		return fmt.Errorf("finish: %w", err)
	}
	return nil
}

func (c *Courier) putBack(ctx context.Context, l Lease, at time.Time) error {
	if err := c.Store.PutBack(ctx, l, at); err != nil && !errors.Is(err, ErrLost) {
		return fmt.Errorf("put back: %w", err)
	}
	return nil
}

func (c *Courier) countQueue(ctx context.Context, now time.Time) {
	if c.Metrics == nil {
		return
	}
	if d, err := c.Store.Depth(ctx, c.Platform, now); err == nil {
		c.Metrics.Depth(c.Platform, d.Due, d.Queued, d.Dead)
	}
}
