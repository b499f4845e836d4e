package leader

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/outage"
)

// The times of a lock: a standby takes over at the latest lockTTL after its
// holder was last heard of, and a holder renews it every renewEvery.
const (
	lockTTL    = 10 * time.Second
	renewEvery = 2 * time.Second
)

// Locks is one holder per name among all processes: the poller and courier of
// a platform, the owner of a gateway shard.
type Locks interface {
	// Acquire takes or renews a lock for an owner for ttl; false where somebody
	// else holds it. ttl runs on the store's own clock.
	Acquire(ctx context.Context, name, owner string, ttl time.Duration) (bool, error)
	// Release gives a lock up; no harm where it is not held.
	Release(ctx context.Context, name, owner string) error
}

// Config is what an elector needs.
type Config struct {
	Locks Locks
	Owner string // unique to this process
	Clock clock.Clock
	Log   *slog.Logger
	// Told is told whether this process holds a lock, whenever that is known anew;
	// nil is told nothing.
	Told func(name string, held bool)
}

// An Elector holds locks for one process.
type Elector struct {
	cfg    Config
	silent *outage.Outage // of the store
}

// New makes an elector that holds nothing yet.
func New(cfg Config) Elector {
	if cfg.Told == nil {
		cfg.Told = func(string, bool) {}
	}
	return Elector{cfg, &outage.Outage{}}
}

// A Term is one holding of a lock. A nil Term is for ever: nobody else could
// have the lock.
type Term struct {
	clock clock.Clock

	mu      sync.Mutex
	renewed time.Time // when it was last known to be held
	silent  bool      // the store did not answer when it was last asked
}

// Held tells whether nobody else can have the lock now. It is false as soon as
// the store was silent, or this process asleep, for so long that somebody may.
func (t *Term) Held() bool {
	if t == nil {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return since(t.renewed, t.clock.Now()) < lockTTL-renewEvery/2
}

// since is the longer of the times that the monotonic clock, which stands still
// while a machine sleeps, and the clock on the wall, which may be set, show to
// have passed.
func since(then, now time.Time) time.Duration {
	return max(now.Sub(then), now.Round(0).Sub(then.Round(0)))
}

// Open tells whether people may be answered: while the lock is held, and while
// the store is silent, because then nobody can take the lock, and somebody has
// to say that it is.
func (t *Term) Open() bool {
	if t.Held() {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.silent
}

// note says how the store answered to a question that was asked at a time.
func (t *Term) note(asked time.Time, held bool, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.silent = err != nil
	if held && err == nil {
		t.renewed = asked
	}
}

// While runs work as long as the lock is held, and waits for the lock
// otherwise, until the context ends or the work returns an error of its own.
// When the lock is lost, the work's context ends; While waits for the work
// and then for the lock again.
func (e Elector) While(ctx context.Context, name string, work func(context.Context, *Term) error) error {
	defer e.release(ctx, name)
	for standsBy := false; ctx.Err() == nil; {
		asked := e.cfg.Clock.Now()
		held, err := e.acquire(ctx, name)
		if !held {
			if err == nil && !standsBy {
				e.cfg.Log.Info("another replica has a lock: this one stands by", "lock", name)
			}
			standsBy = standsBy || err == nil
			e.cfg.Told(name, false)
			_ = e.cfg.Clock.Sleep(ctx, renewEvery)
			continue
		}
		if standsBy {
			e.cfg.Log.Info("this replica takes over", "lock", name)
		}
		standsBy = false
		if err := e.hold(ctx, name, &Term{clock: e.cfg.Clock, renewed: asked}, work); err != nil && ctx.Err() == nil {
			return err
		}
	}
	return nil
}

// hold is serve, and tells of it.
func (e Elector) hold(ctx context.Context, name string, t *Term, work func(context.Context, *Term) error) error {
	e.cfg.Told(name, true)
	defer e.cfg.Told(name, false)
	return e.serve(ctx, name, t, work)
}

// serve runs the work until it returns or the lock is lost.
func (e Elector) serve(ctx context.Context, name string, t *Term, work func(context.Context, *Term) error) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	done := make(chan error, 1)
	go func() { done <- work(ctx, t) }()
	go e.renew(ctx, name, t, end)
	return <-done
}

// renew keeps the lock, and ends the term where somebody else has taken it. A
// silent store ends no term: nobody else can take the lock there either.
func (e Elector) renew(ctx context.Context, name string, t *Term, lost context.CancelFunc) {
	for e.cfg.Clock.Sleep(ctx, renewEvery) == nil {
		asked := e.cfg.Clock.Now()
		held, err := e.cfg.Locks.Acquire(ctx, name, e.cfg.Owner, lockTTL)
		if ctx.Err() != nil {
			return
		}
		e.watch(name, err)
		if t.note(asked, held, err); err == nil && !held {
			e.cfg.Log.Warn("a lock was lost", "lock", name)
			lost()
			return
		}
	}
}

func (e Elector) acquire(ctx context.Context, name string) (held bool, err error) {
	held, err = e.cfg.Locks.Acquire(ctx, name, e.cfg.Owner, lockTTL)
	if ctx.Err() == nil {
		e.watch(name, err)
	}
	return err == nil && held, err
}

// watch says that the store does not answer, and that it does again.
func (e Elector) watch(name string, err error) {
	now := e.cfg.Clock.Now()
	if err != nil {
		e.cfg.Log.Error("a lock could not be asked for", "lock", name, "error", err)
		e.silent.Failed(now)
		return
	}
	e.silent.Over(e.cfg.Log, now, "the store answers again", "lock", name)
}

// release gives the lock up at the end, so that a standby need not wait.
func (e Elector) release(ctx context.Context, name string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), renewEvery)
	defer cancel()
	if err := e.cfg.Locks.Release(ctx, name, e.cfg.Owner); err != nil {
		e.cfg.Log.Warn("a lock could not be given up", "lock", name, "error", err)
	}
}
