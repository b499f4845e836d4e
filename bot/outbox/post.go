package outbox

import (
	"context"
	"log/slog"
	"time"

	"prayerbot/bot/clock"
)

// The times of a post: a standby takes over at the latest postTTL after its
// holder was last heard of, and a holder says so every postBeat.
const (
	postTTL  = 12 * time.Second
	postBeat = 3 * time.Second
)

// A Watch holds posts for one process.
type Watch struct {
	Posts Posts
	Owner string // unique to this process
	Clock clock.Clock
	Log   *slog.Logger
}

// While runs work as long as the post is held, and waits for the post
// otherwise, until the context ends or the work returns an error of its own.
// When the post is lost, the work's context ends; While waits for the work
// and then for the post again.
func (w Watch) While(ctx context.Context, post string, work func(context.Context) error) error {
	defer w.leave(ctx, post)
	for ctx.Err() == nil {
		if !w.held(ctx, post) {
			_ = w.Clock.Sleep(ctx, postBeat)
			continue
		}
		if err := w.shift(ctx, post, work); err != nil && ctx.Err() == nil {
			return err
		}
	}
	return nil
}

// shift runs the work until it returns or the post is lost.
func (w Watch) shift(ctx context.Context, post string, work func(context.Context) error) error {
	shift, end := context.WithCancel(ctx)
	defer end()
	done := make(chan error, 1)
	go func() { done <- work(shift) }()
	go w.beat(shift, post, end)
	return <-done
}

// beat keeps the post and ends the shift where somebody else has taken it, or
// where it could not be kept for so long that somebody may have.
func (w Watch) beat(ctx context.Context, post string, lost context.CancelFunc) {
	kept := w.Clock.Now()
	for w.Clock.Sleep(ctx, postBeat) == nil {
		ok, err := w.Posts.Hold(ctx, post, w.Owner, postTTL)
		now := w.Clock.Now()
		switch {
		case err == nil && ok:
			kept = now
		case err == nil || now.Sub(kept) > postTTL-postBeat:
			if ctx.Err() == nil {
				w.Log.Warn("a post was lost", "post", post)
			}
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
