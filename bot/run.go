package bot

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"prayerbot/bot/clock"
	"prayerbot/bot/ops"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands"
)

// A Platform is one place where people talk with the bot.
type Platform interface {
	// Name is the platform's name in every ChatID.
	Name() string
	// Run takes in what people say and answers it until the context ends or
	// there is nothing more to come. An error is one that cannot pass by
	// itself, such as a refused token.
	Run(ctx context.Context) error
	// Pace is how fast the platform takes deliveries.
	Pace() outbox.Pace
	// Exclusive tells whether only one process may take in at a time.
	Exclusive() bool
	outbox.Sender
	commands.Rights
}

// Config is what Run needs.
type Config struct {
	Platforms []Platform
	Core      *commands.Core
	Store     store.Store
	Clock     clock.Clock
	Unsure    outbox.Unsure // for platforms that cannot tell whether a request went out
	Owner     string        // names this process among replicas
	Log       *slog.Logger
	Metrics   *ops.Metrics // nil counts nothing
	// News fetches the news until the context ends, in one process at a time;
	// nil is no news.
	News interface {
		Run(ctx context.Context) error
	}
}

// Run runs all platforms with their couriers, and the news, until the context
// ends, a platform has nothing more to come, or one fails for good. It returns that
// failure, after everything has stopped and what was in flight is settled.
func Run(ctx context.Context, cfg Config) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	watch := outbox.Watch{Posts: cfg.Store, Owner: cfg.Owner, Clock: clock.System{}, Log: cfg.Log}
	ended := make(chan error, 2*len(cfg.Platforms))
	var wait sync.WaitGroup
	for _, p := range cfg.Platforms {
		wait.Go(func() { ended <- intake(ctx, watch, p) })
		wait.Go(func() { ended <- deliver(ctx, cfg, watch, p) })
	}
	if cfg.News != nil {
		wait.Go(func() {
			if err := watch.While(ctx, "news", cfg.News.Run); err != nil {
				cfg.Log.Error("no news is fetched any more", "error", err)
			}
		})
	}
	var err error
	if len(cfg.Platforms) > 0 {
		err = <-ended
	}
	stop()
	wait.Wait()
	return err
}

// intake runs the platform's own side, in one process at a time where the
// platform asks for that.
func intake(ctx context.Context, watch outbox.Watch, p Platform) error {
	var err error
	if p.Exclusive() {
		err = watch.While(ctx, p.Name()+"/intake", func(ctx context.Context) error {
			if err := p.Run(ctx); err != nil {
				return fmt.Errorf("%s: %w", p.Name(), err)
			}
			return nil
		})
		return err
	}
	return p.Run(ctx)
}

// deliver runs the platform's courier, in one process at a time where the
// platform asks for that.
func deliver(ctx context.Context, cfg Config, watch outbox.Watch, p Platform) error {
	courier := outbox.New(outbox.Config{
		Platform: p.Name(), Sender: p, Core: cfg.Core, Store: cfg.Store, Clock: cfg.Clock,
		Pace: p.Pace(), Unsure: cfg.Unsure, Log: cfg.Log, Metrics: cfg.Metrics,
	})
	if p.Exclusive() {
		return watch.While(ctx, p.Name()+"/courier", courier.Run)
	}
	return courier.Run(ctx)
}
