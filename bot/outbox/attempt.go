package outbox

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/guard"
	"prayerbot/bot/hooks"
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

// sendFor bounds all that is done with what was leased together, up to the last
// answer of the platform. It ends well before the lease does.
const sendFor = leaseFor - 15*time.Second

// attempt sends one message, within the time of work, and settles what came of
// it. Where the courier was asleep for so long that somebody else may have taken
// over, nothing goes out.
func (c *Courier) attempt(ctx, work context.Context, p *parcel) error {
	hooks.Here(hooks.Attempted)
	now := c.cfg.Clock.Now()
	if left := c.inFlight.until(p).Sub(now); !c.cfg.Held() || left < leaseFor/2 {
		c.cfg.Pacer.GiveBack(1)
		return c.putBack(ctx, p, p.Due)
	}
	c.cfg.Pacer.Sent(now)
	err := guard.Try(func() (err error) {
		p.IDs, err = c.try(work, &p.job)
		return err
	})
	var broken *guard.PanicError
	if errors.As(err, &broken) {
		err = &delivery.InDoubtError{Err: broken} // it may have gone out before
	}
	if err != nil {
		return c.failed(ctx, p, err)
	}
	hooks.Here(hooks.Accepted)
	c.memory.note(p.errand(), now)
	return c.settle(ctx, p)
}

// try makes one try of what a job asks for.
func (c *Courier) try(ctx context.Context, j *job) (ids []string, err error) {
	switch {
	case j.step == StepRetract:
		return nil, c.takeBack(ctx, j)
	case j.step.Revision() > 0:
		return nil, c.cfg.Editor.Edit(ctx, j.message, j.ids)
	}
	return c.cfg.Sender.Send(ctx, j.message)
}

// takeBack removes what was sent; where a note is to be left, or the platform
// does not let it be removed any more, a note takes its place.
func (c *Courier) takeBack(ctx context.Context, j *job) error {
	var refused *delivery.RefusedError
	if !j.note {
		err := c.cfg.Editor.Delete(ctx, j.message.Chat, j.ids)
		if !errors.As(err, &refused) {
			return err
		}
	}
	if j.each {
		return c.replaceEach(ctx, j)
	}
	err := c.cfg.Editor.Edit(ctx, j.message, j.ids)
	var missing *delivery.MissingError
	if errors.As(err, &missing) {
		return nil
	}
	return err
}

// replaceEach deletes each message for itself, and puts the note into those that
// cannot be deleted: they may be of several deliveries, and no one of them may
// go on saying what it did.
func (c *Courier) replaceEach(ctx context.Context, j *job) error {
	for _, id := range j.ids {
		var refused *delivery.RefusedError
		err := c.cfg.Editor.Delete(ctx, j.message.Chat, []string{id})
		if errors.As(err, &refused) {
			var missing *delivery.MissingError
			if err = c.cfg.Editor.Edit(ctx, j.message, []string{id}); errors.As(err, &missing) {
				continue
			}
			j.Copy = record.CopyReplaced.State()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// failed sorts what an adapter reports into what has to be done about it. A doubt
// that the lease came with lasts until its outcome is known: that this try was
// asked to wait, or did not go out, says nothing of the earlier one.
func (c *Courier) failed(ctx context.Context, p *parcel, err error) error {
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
		return c.fail(ctx, p, "refused", true)
	case errors.As(err, &missing):
		return c.fail(ctx, p, "missing", false)
	case p.Unknown && c.cfg.Unsure == delivery.Drop && p.job.step == StepPost:
		return c.fail(ctx, p, "unknown", true)
	}
	return c.again(ctx, p, err, now)
}

// again puts a delivery back for another try after a growing pause, or sets
// it aside after the last.
func (c *Courier) again(ctx context.Context, p *parcel, err error, now time.Time) error {
	p.Tries++
	c.cfg.Metrics.Retried(c.cfg.Platform)
	c.cfg.Log.With(guard.Attrs(err)...).Warn("a delivery has to be tried again", "platform", c.cfg.Platform, "tries", p.Tries)
	if p.Tries >= maxTries {
		return c.fail(ctx, p, p.exhausted(), true)
	}
	return c.putBack(ctx, p, now.Add(backoff(p.Tries)))
}

// exhausted is the reason for which a delivery is set aside after its last try.
func (p *parcel) exhausted() string {
	if p.Unknown && p.job.step == StepPost {
		return "unknown"
	}
	return "tries"
}

// backoff is the pause before the next try, between half and the whole of a
// span that doubles, so that many failures do not come back at once.
func backoff(tries int) time.Duration {
	span := min(longestPause, firstPause<<min(tries-1, maxTries))
	return span/2 + rand.N(span/2)
}

// fail settles a delivery that will not be sent.
func (c *Courier) fail(ctx context.Context, p *parcel, reason string, dead bool) error {
	r := &p.job.Result
	r.Told, r.Copy, r.Dead, r.Entry.Reason = time.Time{}, p.job.failed(reason), dead, reason
	if p.job.step == StepPost {
		r.Entry.Outcome = record.OutcomeFailed
	}
	return c.settle(ctx, p)
}

// stop records that the chat cannot be written to, quietly.
func (c *Courier) stop(ctx context.Context, p *parcel, cause record.StopCause, now time.Time) error {
	if err := c.fail(ctx, p, string(cause), false); err != nil {
		return err
	}
	if err := c.cfg.Core.Stop(context.WithoutCancel(ctx), p.Chat, cause, now); err != nil {
		return fmt.Errorf("stop a chat: %w", err)
	}
	return nil
}

// move gives the chat its new name; the delivery goes with it and is leased
// again under that name.
func (c *Courier) move(ctx context.Context, p *parcel, to record.ChatID) error {
	if err := c.putBack(ctx, p, p.Due); err != nil {
		return err
	}
	if err := c.cfg.Core.Move(context.WithoutCancel(ctx), p.Chat, to); err != nil {
		return fmt.Errorf("move a chat: %w", err)
	}
	return nil
}

// hold does what the platform asks: nothing more to this chat, or to anyone,
// for a while. It is no failed try.
func (c *Courier) hold(ctx context.Context, p *parcel, w *delivery.RetryAfterError, now time.Time) error {
	c.cfg.Metrics.Waited(c.cfg.Platform, w.For)
	if w.Everyone {
		c.cfg.Pacer.Pause(now.Add(w.For))
		if err := c.cfg.Store.Pause(context.WithoutCancel(ctx), c.cfg.Platform, now.Add(w.For)); err != nil {
			c.cfg.Log.Warn("a pause could not be noted for others", "platform", c.cfg.Platform, "error", err)
		}
	}
	return c.putBack(ctx, p, now.Add(w.For))
}
