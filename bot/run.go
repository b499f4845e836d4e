package bot

import (
	"context"
	"log/slog"
	"sync"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/guard"
	"prayerbot/bot/leader"
	"prayerbot/bot/ops"
	"prayerbot/bot/outbox"
	"prayerbot/bot/pace"
	"prayerbot/bot/store"
	"prayerbot/commands"
	"prayerbot/commands/reply"
)

// A Platform is one place where people talk with the bot.
type Platform interface {
	// Name is the platform's name in every ChatID.
	Name() string
	// Run takes in what people say and answers it until the context ends or
	// there is nothing more to come. While open is false, another process may
	// have the platform: nothing is taken in. A platform that does not let the
	// bot in is an *adapter.RefusalError, after which Run may be called again; any
	// other error cannot pass.
	Run(ctx context.Context, open func() bool) error
	// Pacer keeps what is sent to the platform at its pace, answers too.
	Pacer() *pace.Pacer
	// InDoubt is what to do where nobody can tell whether a request went out.
	InDoubt() delivery.InDoubtPolicy
	// Exclusive tells whether only one process may serve the platform at a time.
	Exclusive() bool
	outbox.Sender
	outbox.Editor
	reply.Rights
}

// Config is what Run needs.
type Config struct {
	Platforms []Platform
	Core      *commands.Core
	Store     store.Store
	Clock     clock.Clock
	Owner     string // names this process among replicas
	Log       *slog.Logger
	Metrics   *ops.Metrics // nil counts nothing
	// News fetches the news until the context ends, in one process at a time;
	// nil is no news.
	News interface {
		Run(ctx context.Context) error
	}

	admission *admission
}

// Run runs all platforms with their couriers, and the news, until the context
// ends, a platform has nothing more to come, or one fails for good. It returns that
// failure, after everything has stopped and what was in flight is settled. A
// platform that does not let the bot in holds up no other; where none does at
// the start, that is the failure.
func Run(ctx context.Context, cfg Config) error {
	cfg.admission = &admission{platforms: len(cfg.Platforms)}
	var jobs []func(context.Context) error
	for _, p := range cfg.Platforms {
		jobs = append(jobs, func(ctx context.Context) error { return cfg.platform(ctx, p) })
	}
	if cfg.News != nil {
		jobs = append(jobs, cfg.news)
	}
	return together(ctx, jobs...)
}

// news fetches the news in one process at a time. Where that fails for good,
// the bot goes on without.
func (cfg Config) news(ctx context.Context) error {
	fetch := func(ctx context.Context, _ *leader.Term) error {
		return guard.Try(func() error { return cfg.News.Run(ctx) })
	}
	if err := cfg.elector().While(ctx, "news", fetch); err != nil {
		cfg.Log.Error("no news is fetched any more", "error", err)
	}
	<-ctx.Done()
	return nil
}

// elector holds locks for this process.
func (cfg Config) elector() leader.Elector {
	return leader.New(leader.Config{Locks: cfg.Store, Owner: cfg.Owner, Clock: clock.System{}, Log: cfg.Log, Told: cfg.told})
}

// told shows which platforms this process serves.
func (cfg Config) told(name string, held bool) {
	for _, p := range cfg.Platforms {
		if p.Name() == name {
			cfg.Metrics.Leads(name, held)
		}
	}
}

// together runs jobs until the first returns or panics, ends the others and
// waits for them. It returns what the first returned, a panic as
// *guard.PanicError.
func together(ctx context.Context, jobs ...func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, len(jobs))
	var wait sync.WaitGroup
	for _, job := range jobs {
		wait.Go(func() {
			ended <- guard.Try(func() error { return job(ctx) })
		})
	}
	var err error
	if len(jobs) > 0 {
		err = <-ended
	}
	stop()
	wait.Wait()
	return err
}

// An everywhere is a platform that may bring what people say to any process, while
// only one of them delivers.
type everywhere interface{ Everywhere() bool }

// A besides is a platform to which something is brought in every process, beside
// what the one brings that has the platform.
type besides interface {
	Beside(ctx context.Context) error
}

// platform serves one platform, and what is brought beside it.
func (cfg Config) platform(ctx context.Context, p Platform) error {
	b, is := p.(besides)
	if !is {
		return cfg.alone(ctx, p)
	}
	return together(ctx, b.Beside, func(ctx context.Context) error { return cfg.alone(ctx, p) })
}

// alone serves one platform, in one process at a time where the platform
// asks for that. Intake and courier are under one lock: so their pace is one, and
// what a platform asks of the bot is known to both. Where every process takes in,
// the courier alone is under it.
func (cfg Config) alone(ctx context.Context, p Platform) error {
	if !p.Exclusive() {
		cfg.Metrics.Leads(p.Name(), true)
		return cfg.serve(ctx, p, nil)
	}
	if e, is := p.(everywhere); is && e.Everywhere() {
		return together(ctx,
			func(ctx context.Context) error { return cfg.intake(ctx, p, nil) },
			func(ctx context.Context) error { return cfg.elector().While(ctx, p.Name(), cfg.deliver(p)) },
		)
	}
	return cfg.elector().While(ctx, p.Name(), func(ctx context.Context, t *leader.Term) error {
		return cfg.serve(ctx, p, t)
	})
}

// deliver runs the courier until the term ends.
func (cfg Config) deliver(p Platform) func(context.Context, *leader.Term) error {
	return func(ctx context.Context, t *leader.Term) error { return cfg.courier(p, t).Run(ctx) }
}

// serve takes in and delivers until the term ends.
func (cfg Config) serve(ctx context.Context, p Platform, t *leader.Term) error {
	intake := func(ctx context.Context) error { return cfg.intake(ctx, p, t) }
	return together(ctx, intake, cfg.courier(p, t).Run)
}

// courier makes the courier of a platform for a term.
func (cfg Config) courier(p Platform, t *leader.Term) *outbox.Courier {
	return outbox.New(outbox.Config{
		Platform: p.Name(), Sender: p, Editor: p, Core: cfg.Core, Store: cfg.Store, Clock: cfg.Clock,
		Pacer: p.Pacer(), Held: t.Held, InDoubt: p.InDoubt(), Log: cfg.Log, Metrics: cfg.Metrics,
	})
}
