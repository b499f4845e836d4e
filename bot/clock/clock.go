// Package clock hands the time to everything in bot, so that a test can be
// the clock. Nothing else in the program calls time.Now for a decision.
package clock

import (
	"context"
	"time"
)

// A Clock tells the time and lets somebody wait for it.
type Clock interface {
	Now() time.Time
	// Sleep returns nil after d, or the context's error before. A d of zero or
	// less returns at once.
	Sleep(ctx context.Context, d time.Duration) error
}

// System is the machine's clock, moved by Offset.
type System struct{ Offset time.Duration }

// Now is the machine's time, moved.
func (s System) Now() time.Time { return time.Now().Add(s.Offset) }

// Sleep waits on the machine's time.
func (System) Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Outlive gives a context that ends d later than another does: so that what has
// begun can be brought to an end. The function that is returned ends it at once
// and must be called.
func Outlive(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(d, cancel) })
	return work, func() { stop(); cancel() }
}
