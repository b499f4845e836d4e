package outbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/ops"
	"prayerbot/bot/pace"
	"prayerbot/bot/testhooks"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// Core is what a courier asks of the core.
type Core interface {
	// Daily is the reply for a subscription's slot. An error may pass.
	Daily(ctx context.Context, chat record.Chat, s record.Subscription, slot record.Slot, now time.Time) (reply.Reply, error)
	// Digest is the reply for the slot of a subscription to the news; empty
	// where there is nothing to tell. told goes into Result.Told.
	Digest(ctx context.Context, chat record.Chat, s record.Subscription, slot record.Slot, now time.Time) (reply reply.Reply, told time.Time, err error)
	// Announced is the reply for an announcement, and Retracted what stands in
	// its place once it was taken back.
	Announced(a record.Announcement, language string) reply.Reply
	Retracted(a record.Announcement, language string) reply.Reply
	// Joined tells whether what the channel that is joined to a chat is sent comes there
	// by itself, as the chat would be sent it.
	Joined(ctx context.Context, chat record.Chat) bool
	// Delivered is a reply as the chat has chosen to receive what it does not ask
	// for, at the time at which it is sent.
	Delivered(r reply.Reply, chat record.Chat, now time.Time) reply.Reply
	// Operators are the people who run the bot.
	Operators() []record.UserID
	// Release confirms what was scheduled on the platform for now or before.
	Release(ctx context.Context, platform string, now time.Time) error
	Stop(ctx context.Context, chat record.ChatID, cause record.StopCause, now time.Time) error
	Move(ctx context.Context, from, to record.ChatID) error
}

// Store is what a courier keeps and reads.
type Store interface {
	Queue
	FanOuts
	// Chats reads chats, with an error for each, nil where it could be read. One
	// that was never stored is Chat{ID: id}.
	Chats(ctx context.Context, ids []record.ChatID) ([]record.Chat, []error)
	Announcement(ctx context.Context, id string, now time.Time) (record.Announcement, error)
}

// Config is what a courier needs.
type Config struct {
	Platform string
	Sender   Sender
	Editor   Editor // nil: what was sent cannot be changed
	Core     Core
	Store    Store
	Clock    clock.Clock
	Pacer    *pace.Pacer            // nil is no limit
	Held     func() bool            // whether nobody else can be this platform's courier now; nil: nobody ever is
	InDoubt  delivery.InDoubtPolicy // "" is delivery.Resend
	Log      *slog.Logger
	Metrics  *ops.Metrics // nil counts nothing
}

// A Courier makes one platform's deliveries. Only one courier of a platform
// may run at a time.
type Courier struct {
	cfg      *Config
	slots    chan struct{} // one for each delivery in flight
	freed    chan struct{} // gets a word when a slot is free again
	inFlight *inFlight
	memory   *memory
	turn     int // 0 or 1: whose turn it is where the pace lets out an odd number

	planner      *planner
	requester    *requester
	settler      *settler
	failures     *failures
	distribution *distribution
	maintenance  *maintenance
}

// New makes a courier that has not begun.
func New(cfg Config) *Courier {
	if cfg.Pacer == nil {
		cfg.Pacer = pace.New(pace.Limits{}, cfg.Clock)
	}
	if cfg.Held == nil {
		cfg.Held = func() bool { return true }
	}
	c := &Courier{
		cfg: &cfg, slots: make(chan struct{}, InFlight), freed: make(chan struct{}, 1), inFlight: newInFlight(), memory: newMemory(),
		planner: &planner{&cfg}, requester: &requester{&cfg}, distribution: &distribution{&cfg},
	}
	c.settler = newSettler(&cfg, c.inFlight)
	c.failures = &failures{cfg: &cfg, settler: c.settler}
	c.maintenance = &maintenance{cfg: &cfg, memory: c.memory}
	return c
}

// leaseFor is how long a courier holds a delivery: longer than an attempt may
// take with all its requests, short enough that a crash delays nobody for long.
const leaseFor = time.Minute

// InFlight bounds the deliveries that a courier has in flight at once: the
// fastest pace times the slowest ordinary answer, and room for some that hang.
const InFlight = 128

// Step delivers what is due now, as far as the pace lets it out at once, and
// settles all of it. It returns how many it leased. When it returns, nothing
// is in flight.
func (c *Courier) Step(ctx context.Context) (int, error) {
	if err := c.maintenance.maintain(ctx); err != nil {
		return 0, err
	}
	if err := c.distribution.fanOut(ctx); err != nil {
		return 0, err
	}
	var mu sync.Mutex
	var errs []error
	n, err := c.launch(ctx, func(err error) {
		mu.Lock()
		defer mu.Unlock()
		errs = append(errs, err)
	})
	c.inFlight.wait.Wait()
	return n, errors.Join(append(errs, err)...)
}

// launch leases what is due, at most as many as have a slot and as the pace
// lets out, and begins to deliver each. It does not wait for any; failed gets
// what went wrong.
func (c *Courier) launch(ctx context.Context, failed func(error)) (int, error) {
	now := c.cfg.Clock.Now()
	n := c.cfg.Pacer.Reserve(cap(c.slots)-len(c.slots), now)
	if n == 0 || !c.cfg.Held() {
		c.cfg.Pacer.GiveBack(n)
		return 0, nil
	}
	leases, err := c.cfg.Store.Lease(ctx, c.cfg.Platform, now, now.Add(leaseFor), c.want(n))
	c.cfg.Pacer.GiveBack(n - len(leases))
	if err != nil {
		return 0, fmt.Errorf("lease: %w", err)
	}
	if len(leases) > 0 {
		testhooks.CrashAt(testhooks.Leased)
	}
	if batch := c.take(leases, now.Add(leaseFor)); len(batch) > 0 {
		c.inFlight.wait.Go(func() { c.deliver(ctx, batch, failed) })
	}
	return len(leases), nil
}

// maxOthers bounds the deliveries of announcements in flight at once, so that
// some that hang leave room for daily points.
const maxOthers = InFlight / 2

// want parts n deliveries between daily points and announcements: while daily
// points are due, announcements take at most half of the pace.
func (c *Courier) want(n int) Want {
	share := (n + c.turn) / 2
	c.turn = (n + c.turn) % 2
	others := max(0, maxOthers-c.inFlight.announcements())
	return Want{All: n, Share: min(share, others), Others: others}
}
