package outbox

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/guard"
	"prayerbot/commands/record"
)

// maxTries is how often a delivery is tried before it is set aside: with the
// backoff below, over one to two hours.
const maxTries = 12

// The backoff doubles from the first to the longest pause.
const (
	firstPause   = 5 * time.Second
	longestPause = 40 * time.Minute
)

// failures does what has to be done about a delivery that has failed.
type failures struct {
	cfg     *Config
	settler *settler
}

// failed sorts what an adapter reports into what has to be done about it. A doubt
// that the lease came with lasts until its outcome is known: that this try was
// asked to wait, or did not go out, says nothing of the earlier one.
func (c *failures) failed(ctx context.Context, p *parcel, err error) error {
	var (
		partly  *delivery.PartialError
		gone    *delivery.GoneError
		moved   *delivery.MovedError
		wait    *delivery.RetryAfterError
		unknown *delivery.InDoubtError
		refused *delivery.RefusedError
		missing *delivery.MissingError
		absent  *delivery.AbsentError
	)
	now := c.cfg.Clock.Now()
	if errors.As(err, &partly) {
		p.Parts = partly.Sent
	}
	doubt := p.Unknown && !errors.As(err, &absent)
	p.Unknown = doubt || errors.As(err, &unknown)
	switch {
	case errors.As(err, &gone):
		return c.stop(ctx, p, gone.Cause, now)
	case errors.As(err, &moved):
		return c.move(ctx, p, moved.To)
	case errors.As(err, &wait):
		return c.hold(ctx, p, wait, now)
	case errors.As(err, &refused):
		c.cfg.Log.Warn("a platform refused a message", "platform", c.cfg.Platform, "error", err)
		return c.settler.fail(ctx, p, "refused", true)
	case errors.As(err, &missing):
		return c.settler.fail(ctx, p, "missing", false)
	case p.Unknown && c.cfg.Unsure == delivery.Drop && p.job.step == StepPost:
		return c.settler.fail(ctx, p, "unknown", true)
	}
	return c.again(ctx, p, err, now)
}

// again puts a delivery back for another try after a growing pause, or sets
// it aside after the last.
func (c *failures) again(ctx context.Context, p *parcel, err error, now time.Time) error {
	p.Tries++
	c.cfg.Metrics.Retried(c.cfg.Platform)
	c.cfg.Log.With(guard.Attrs(err)...).Warn("a delivery has to be tried again", "platform", c.cfg.Platform, "tries", p.Tries)
	if p.Tries >= maxTries {
		return c.settler.fail(ctx, p, p.exhausted(), true)
	}
	return c.settler.putBack(ctx, p, now.Add(backoff(p.Tries)))
}

// stop records that the chat cannot be written to, quietly.
func (c *failures) stop(ctx context.Context, p *parcel, cause record.StopCause, now time.Time) error {
	if err := c.settler.fail(ctx, p, string(cause), false); err != nil {
		return err
	}
	if err := c.cfg.Core.Stop(context.WithoutCancel(ctx), p.Chat, cause, now); err != nil {
		return fmt.Errorf("stop a chat: %w", err)
	}
	return nil
}

// move gives the chat its new name; the delivery goes with it and is leased
// again under that name.
func (c *failures) move(ctx context.Context, p *parcel, to record.ChatID) error {
	if err := c.settler.putBack(ctx, p, p.Due); err != nil {
		return err
	}
	if err := c.cfg.Core.Move(context.WithoutCancel(ctx), p.Chat, to); err != nil {
		return fmt.Errorf("move a chat: %w", err)
	}
	return nil
}

// hold does what the platform asks: nothing more to this chat, or to anyone,
// for a while. It is no failed try.
func (c *failures) hold(ctx context.Context, p *parcel, w *delivery.RetryAfterError, now time.Time) error {
	c.cfg.Metrics.Waited(c.cfg.Platform, w.For)
	if w.Everyone {
		c.cfg.Pacer.Pause(now.Add(w.For))
		if err := c.cfg.Store.Pause(context.WithoutCancel(ctx), c.cfg.Platform, now.Add(w.For)); err != nil {
			c.cfg.Log.Warn("a pause could not be noted for others", "platform", c.cfg.Platform, "error", err)
		}
	}
	return c.settler.putBack(ctx, p, now.Add(w.For))
}

// exhausted is the reason for which a delivery is set aside after its last try.
func (p *parcel) exhausted() string {
	if p.Unknown && p.job.step == StepPost {
		return "unknown"
	}
	return "tries"
}

// setAside ends a lease whose records cannot be read.
func (c *failures) setAside(ctx context.Context, p *parcel, err error, now time.Time) error {
	var unreadable *record.UnreadableError
	if errors.As(err, &unreadable) {
		c.cfg.Log.Error("a delivery was set aside because a record cannot be read", "platform", c.cfg.Platform, "kind", unreadable.Kind, "mark", unreadable.Mark)
	}
	p.job.Entry, p.job.step = record.LedgerEntry{At: now, Subscription: p.Subscription}, p.Step
	if !p.Daily() {
		p.job.Copy = record.CopyFailed.State()
	}
	return c.settler.fail(ctx, p, "unreadable", true)
}

// backoff is the pause before the next try, between half and the whole of a
// span that doubles, so that many failures do not come back at once.
func backoff(tries int) time.Duration {
	span := min(longestPause, firstPause<<min(tries-1, maxTries))
	return span/2 + rand.N(span/2)
}
