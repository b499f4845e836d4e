package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/outage"
)

// An Event is something that happened, as Discord says it.
type Event struct {
	Name string          // such as INTERACTION_CREATE
	Data json.RawMessage // of any form, even none
}

// A Start is how sessions may be begun, as GET /gateway/bot says it.
type Start struct {
	URL         string        // of the gateway
	Shards      int           // that Discord recommends
	Concurrency int           // sessions that may be begun at once
	Limited     bool          // the next two count
	Remaining   int           // sessions that may still be begun today
	ResetAfter  time.Duration // until more may be begun
}

// Config is what a Gateway needs.
type Config struct {
	// Start is asked before each session that is begun. A *FatalError ends Run,
	// any other error passes.
	Start   func(ctx context.Context) (Start, error)
	Token   func() string // as it is sent to the gateway, with its kind before it
	Version string        // of the API
	Intents int
	// Handle is given every event that is not the gateway's own business, those
	// of one shard in their order. It must not wait.
	Handle func(Event)
	Opened func()      // is told of every session that is open; nil is told nothing
	Open   func() bool // tells whether this process may have sessions
	Clock  clock.Clock // for pauses
	Wire   clock.Clock // for heartbeats: the machine's own, where Clock may stand still
	Log    *slog.Logger
}

// A Gateway keeps the sessions of this process. A session may be begun, and
// lost, at any time; Run keeps them.
type Gateway struct {
	cfg   Config
	begin beginnings

	running atomic.Bool
	alive   atomic.Int64  // sessions that are open
	shards  atomic.Int64  // sessions that there should be
	left    atomic.Int64  // sessions that may still begin today; -1 is not known
	lost    outage.Outage // of a session
}

// New makes a Gateway that has not begun.
func New(cfg Config) *Gateway {
	if cfg.Opened == nil {
		cfg.Opened = func() {}
	}
	g := &Gateway{cfg: cfg}
	g.left.Store(-1)
	return g
}

// Run keeps one session open for each shard that Discord recommends until the
// context ends, which is no error. Where no session can be had until an operator
// acts, it is a *FatalError.
func (g *Gateway) Run(ctx context.Context) error {
	g.running.Store(true)
	defer g.running.Store(false)
	for tries, shards := 0, 0; ctx.Err() == nil; tries++ {
		start, err := g.start(ctx)
		var fatal *FatalError
		switch {
		case errors.As(err, &fatal):
			return fatal
		case err == nil && start.Shards <= shards:
			return closes[needsSharding].fatal(needsSharding)
		case err == nil:
			if err = g.keepAll(ctx, start); !errors.As(err, &fatal) || fatal.Code != needsSharding {
				return err
			}
			tries, shards = 0, start.Shards
			g.cfg.Log.Info("the bot is in more servers than before: Discord is asked for how many shards", "shards", shards)
			continue
		}
		g.cfg.Log.Warn("Discord does not say yet how sessions are begun", "error", err)
		g.cfg.Clock.Sleep(ctx, adapter.Backoff(tries, maxPause))
	}
	return nil
}

// maxShards bounds how many sessions one process keeps: a bot with as many is in
// more than half a million servers.
const maxShards = 256

// longestRest is how long Discord's limit of sessions can last.
const longestRest = 24 * time.Hour

// start asks how sessions may be begun, and brings the answer into its bounds.
func (g *Gateway) start(ctx context.Context) (Start, error) {
	s, err := g.cfg.Start(ctx)
	switch {
	case err != nil:
		return s, err
	case s.URL == "":
		return s, errors.New("the address of the gateway is missing")
	case s.Shards > maxShards:
		return s, fmt.Errorf("%d shards are recommended, and one process keeps %d at most", s.Shards, maxShards)
	}
	if s.Limited {
		g.left.Store(int64(s.Remaining))
	}
	s.Shards = max(1, s.Shards)
	s.Concurrency = min(max(1, s.Concurrency), maxShards)
	s.ResetAfter = min(max(shortestRest, s.ResetAfter), longestRest)
	return s, nil
}

// keepAll keeps a session open for each shard. The first error ends all.
func (g *Gateway) keepAll(ctx context.Context, start Start) error {
	g.shards.Store(int64(start.Shards))
	g.begin.widen(start.Concurrency)
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var wait sync.WaitGroup
	for n := range start.Shards {
		wait.Go(func() {
			if err := g.keep(ctx, shard{n, start.Shards}); err != nil {
				stop(err)
			}
		})
	}
	wait.Wait()
	var fatal *FatalError
	if errors.As(context.Cause(ctx), &fatal) {
		return fatal
	}
	return nil
}

// Running tells whether Run keeps sessions, or tries to.
func (g *Gateway) Running() bool { return g.running.Load() }

// Sessions are those that are open, those that there should be, and how many may
// still begin today by what Discord said last; -1 is not known.
func (g *Gateway) Sessions() (open, wanted, left int) {
	if g.running.Load() {
		wanted = int(g.shards.Load())
	}
	return int(g.alive.Load()), wanted, int(g.left.Load())
}

// Health is nil where all sessions are open, or where Run keeps none.
func (g *Gateway) Health() error {
	if !g.running.Load() {
		return nil
	}
	if until := g.begin.resting.Load(); until != nil {
		return fmt.Errorf("no further session may begin before %s, by Discord's limit of a day", until.UTC().Format(time.RFC3339))
	}
	if alive := g.alive.Load(); alive == 0 || alive < g.shards.Load() {
		return errors.New("there is no session with the gateway")
	}
	return nil
}
