package outbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/testhooks"
	"prayerbot/commands/record"
)

// settleWithin bounds how long what is in flight may still take once the
// courier has to stop: a program that is told to end has 20 seconds.
const settleWithin = 12 * time.Second

// A settler tells the store how leases ended.
type settler struct {
	cfg      *Config
	inFlight *inFlight
	settling batcher[*task]
}

func newSettler(cfg *Config, f *inFlight) *settler {
	s := &settler{cfg: cfg, inFlight: f}
	s.settling.do = s.finish
	return s
}

// settle finishes a lease, together with others, and counts the outcome.
func (c *settler) settle(ctx context.Context, p *task) error {
	p.delivered(c.cfg.Clock.Now())
	err := c.insist(ctx, func(context.Context) error { return c.settling.ask(p) })
	if err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	testhooks.CrashAt(testhooks.Settled)
	c.count(p)
	return nil
}

// count counts how a lease ended.
func (c *settler) count(p *task) {
	outcome := p.plan.Entry.Outcome
	if outcome != "" {
		c.cfg.Metrics.Delivered(c.cfg.Platform, string(outcome))
	}
	if !p.Daily() && !p.plan.Copy.IsZero() {
		c.cfg.Metrics.Announced(c.cfg.Platform, string(p.plan.Copy.Kind))
	}
	if p.Daily() && (outcome == record.OutcomeSent || outcome == record.OutcomeLate) {
		c.cfg.Metrics.Late(c.cfg.Platform, c.cfg.Clock.Now().Sub(p.Due))
	}
}

// delivered notes the messages that a daily delivery has made.
func (p *task) delivered(now time.Time) {
	if !p.Daily() || len(p.IDs) == 0 {
		p.plan.Delivered = record.Delivered{}
		return
	}
	if p.plan.Delivered.At.IsZero() {
		p.plan.Delivered.IDs, p.plan.Delivered.At = p.IDs, now.Truncate(time.Millisecond).UTC()
	}
}

// finish finishes the leases of tasks. It returns an error for each.
func (c *settler) finish(all []*task) []error {
	settled := make([]Settlement, len(all))
	for i, p := range all {
		settled[i] = Settlement{c.inFlight.lease(p), p.plan.Result}
	}
	return c.cfg.Store.Finish(context.Background(), settled)
}

// putBack ends a lease that has not succeeded: the delivery is due again at a
// time. The task is removed before, because whoever leases the delivery again
// the moment after must not hand its new lease to one that has ended.
func (c *settler) putBack(ctx context.Context, p *task, at time.Time) error {
	c.inFlight.remove(p)
	err := c.insist(ctx, func(ctx context.Context) error {
		return c.cfg.Store.PutBack(ctx, c.inFlight.lease(p), at)
	})
	if err != nil {
		return fmt.Errorf("put back: %w", err)
	}
	return nil
}

// insist tells the store something until the store has taken it: what was sent
// must not be forgotten because the store was silent for a while. A lost lease
// is no failure. It gives up only where the courier has to stop.
func (c *settler) insist(ctx context.Context, tell func(context.Context) error) error {
	keep := context.WithoutCancel(ctx)
	err := tell(keep)
	if err == nil || errors.Is(err, ErrLost) {
		return nil
	}
	work, end := clock.Outlive(ctx, settleWithin)
	defer end()
	for c.cfg.Clock.Sleep(work, trouble) == nil && ctx.Err() == nil {
		if err = tell(keep); err == nil || errors.Is(err, ErrLost) {
			return nil
		}
	}
	return err
}

// fail settles a delivery that will not be sent.
func (c *settler) fail(ctx context.Context, p *task, reason string, dead bool) error {
	r := &p.plan.Result
	r.Told, r.Copy, r.Dead, r.Entry.Reason = time.Time{}, p.plan.failed(reason), dead, reason
	if p.plan.step == StepPost {
		r.Entry.Outcome = record.OutcomeFailed
	}
	return c.settle(ctx, p)
}
