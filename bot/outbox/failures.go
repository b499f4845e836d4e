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
	"prayerbot/content"
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

// failed decides what to do about a failure, and does it.
func (c *failures) failed(ctx context.Context, p *task, err error) error {
	now, tries := c.cfg.Clock.Now(), p.Tries
	after, r := decideFailure(p.Lease, err, p.plan.step, c.cfg.InDoubt)
	p.Parts, p.Tries, p.Unknown = after.Parts, after.Tries, after.Unknown
	if errors.As(err, new(*delivery.InDoubtError)) {
		c.cfg.Metrics.Doubted(c.cfg.Platform)
	}
	c.report(p, r, p.Tries > tries, err)
	switch r.do {
	case actStop:
		return c.stop(ctx, p, record.StopCause(r.reason), now)
	case actMove:
		return c.move(ctx, p, r.to)
	case actWait:
		return c.wait(ctx, p, r, now)
	case actFail:
		return c.settler.fail(ctx, p, r.reason, r.dead)
	}
	return c.settler.putBack(ctx, p, now.Add(backoff(p.Tries)))
}

// report logs and counts a failure: a message that is refused, and a try that has
// failed.
func (c *failures) report(p *task, r remedy, tried bool, err error) {
	switch {
	case tried:
		c.cfg.Metrics.Retried(c.cfg.Platform)
		c.cfg.Log.With(guard.Attrs(err)...).Warn("a delivery has to be tried again", "platform", c.cfg.Platform, "tries", p.Tries)
	case r.reason == "refused":
		c.cfg.Log.Warn("a platform refused a message", "platform", c.cfg.Platform, "error", err)
	}
}

// stop records that the chat cannot be written to, quietly. Where nothing of the
// delivery is in the chat its slot stays open: if the chat comes back in time, it is
// sent.
func (c *failures) stop(ctx context.Context, p *task, cause record.StopCause, now time.Time) error {
	if p.Parts == 0 && !(p.Unknown && c.cfg.InDoubt == delivery.Drop) {
		p.plan.Slot = content.Date{}
	}
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
func (c *failures) move(ctx context.Context, p *task, to record.ChatID) error {
	if err := c.settler.putBack(ctx, p, p.Due); err != nil {
		return err
	}
	if err := c.cfg.Core.Move(context.WithoutCancel(ctx), p.Chat, to); err != nil {
		return fmt.Errorf("move a chat: %w", err)
	}
	return nil
}

// wait does what the platform asks: nothing more to this chat, or to anyone,
// for a while. It is no failed try.
func (c *failures) wait(ctx context.Context, p *task, r remedy, now time.Time) error {
	c.cfg.Metrics.Waited(c.cfg.Platform, r.pause)
	if r.everyone {
		c.cfg.Pacer.Pause(now.Add(r.pause))
		if err := c.cfg.Store.Pause(context.WithoutCancel(ctx), c.cfg.Platform, now.Add(r.pause)); err != nil {
			c.cfg.Log.Warn("a pause could not be noted for others", "platform", c.cfg.Platform, "error", err)
		}
	}
	return c.settler.putBack(ctx, p, now.Add(r.pause))
}

// setAside ends a lease whose records cannot be read.
func (c *failures) setAside(ctx context.Context, p *task, err error, now time.Time) error {
	var unreadable *record.UnreadableError
	if errors.As(err, &unreadable) {
		c.cfg.Log.Error("a delivery was set aside because a record cannot be read", "platform", c.cfg.Platform, "kind", unreadable.Kind, "mark", unreadable.Mark)
	}
	p.plan.Entry, p.plan.step = record.LedgerEntry{At: now, Subscription: p.Subscription}, p.Step
	if !p.Daily() {
		p.plan.Copy = record.CopyFailed.State()
	}
	return c.settler.fail(ctx, p, "unreadable", true)
}

// backoff is the pause before the next try, between half and the whole of a
// span that doubles, so that many failures do not come back at once.
func backoff(tries int) time.Duration {
	span := min(longestPause, firstPause<<min(tries-1, maxTries))
	return span/2 + rand.N(span/2) // #nosec G404 -- a pause is no secret
}
