package leader

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"prayerbot/bot/clock"
)

// The times of a post: a standby takes over at the latest postTTL after its
// holder was last heard of, and a holder says so every postBeat.
const (
	postTTL  = 10 * time.Second
	postBeat = 2 * time.Second
)

// Posts is one holder per name among all processes: the poller and courier of
// a platform, the owner of a gateway shard.
type Posts interface {
	// Hold takes or keeps a post for an owner for ttl; false where somebody
	// else holds it. ttl runs on the store's own clock.
	Hold(ctx context.Context, post, owner string, ttl time.Duration) (bool, error)
	// Leave gives a post up; no harm where it is not held.
	Leave(ctx context.Context, post, owner string) error
}

// A Watch holds posts for one process.
type Watch struct {
	Posts Posts
	Owner string // unique to this process
	Clock clock.Clock
	Log   *slog.Logger
}

// A Shift is one holding of a post. A nil Shift is for ever: nobody else could
// have the post.
type Shift struct {
	clock clock.Clock

	mu     sync.Mutex
	kept   time.Time // when it was last known to be held
	silent bool      // the store did not answer when it was last asked
}

// Held tells whether nobody else can have the post now. It is false as soon as
// the store was silent, or this process asleep, for so long that somebody may.
func (s *Shift) Held() bool {
	if s == nil {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return since(s.kept, s.clock.Now()) < postTTL-postBeat/2
}

// since is the longer of the times that the monotonic clock, which stands still
// while a machine sleeps, and the clock on the wall, which may be set, show to
// have passed.
func since(then, now time.Time) time.Duration {
	return max(now.Sub(then), now.Round(0).Sub(then.Round(0)))
}

// Open tells whether people may be answered: while the post is held, and while
// the store is silent, because then nobody can take the post, and somebody has
// to say that it is.
func (s *Shift) Open() bool {
	if s.Held() {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.silent
}

// note says how the store answered to a question that was asked at a time.
func (s *Shift) note(asked time.Time, held bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.silent = err != nil
	if held && err == nil {
		s.kept = asked
	}
}

// While runs work as long as the post is held, and waits for the post
// otherwise, until the context ends or the work returns an error of its own.
// When the post is lost, the work's context ends; While waits for the work
// and then for the post again.
func (w Watch) While(ctx context.Context, post string, work func(context.Context, *Shift) error) error {
	defer w.leave(ctx, post)
	for ctx.Err() == nil {
		asked := w.Clock.Now()
		if !w.held(ctx, post) {
			_ = w.Clock.Sleep(ctx, postBeat)
			continue
		}
		err := w.shift(ctx, post, &Shift{clock: w.Clock, kept: asked}, work)
		if err != nil && ctx.Err() == nil {
			return err
		}
	}
	return nil
}

// shift runs the work until it returns or the post is lost.
func (w Watch) shift(ctx context.Context, post string, s *Shift, work func(context.Context, *Shift) error) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	done := make(chan error, 1)
	go func() { done <- work(ctx, s) }()
	go w.beat(ctx, post, s, end)
	return <-done
}

// beat keeps the post, and ends the shift where somebody else has taken it. A
// silent store ends no shift: nobody else can take the post there either.
func (w Watch) beat(ctx context.Context, post string, s *Shift, lost context.CancelFunc) {
	for w.Clock.Sleep(ctx, postBeat) == nil {
		asked := w.Clock.Now()
		held, err := w.Posts.Hold(ctx, post, w.Owner, postTTL)
		if ctx.Err() != nil {
			return
		}
		if s.note(asked, held, err); err == nil && !held {
			w.Log.Warn("a post was lost", "post", post)
			lost()
			return
		}
	}
}

func (w Watch) held(ctx context.Context, post string) bool {
	ok, err := w.Posts.Hold(ctx, post, w.Owner, postTTL)
	if err != nil && ctx.Err() == nil {
		w.Log.Error("a post could not be asked for", "post", post, "error", err)
	}
	return err == nil && ok
}

// leave gives the post up at the end, so that a standby need not wait.
func (w Watch) leave(ctx context.Context, post string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), postBeat)
	defer cancel()
	if err := w.Posts.Leave(ctx, post, w.Owner); err != nil {
		w.Log.Warn("a post could not be given up", "post", post, "error", err)
	}
}
