package outbox

import (
	"context"
	"errors"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/guard"
	"prayerbot/bot/testhooks"
)

// sendFor bounds all that is done with what was leased together, up to the last
// answer of the platform. It ends well before the lease does.
const sendFor = leaseFor - 15*time.Second

// attempt sends one message, within the time of work, and settles what came of
// it. Where the courier was asleep for so long that somebody else may have taken
// over, nothing goes out.
func (c *Courier) attempt(ctx, work context.Context, p *task) error {
	testhooks.CrashAt(testhooks.Attempted)
	now := c.cfg.Clock.Now()
	if left := c.inFlight.until(p).Sub(now); !c.cfg.Held() || left < leaseFor/2 {
		c.cfg.Pacer.GiveBack(1)
		return c.settler.putBack(ctx, p, p.Due)
	}
	c.cfg.Pacer.Sent(now)
	c.cfg.Metrics.Tried(c.cfg.Platform)
	err := guard.Try(func() (err error) {
		p.IDs, err = c.requester.try(work, &p.plan)
		return err
	})
	var broken *guard.PanicError
	if errors.As(err, &broken) {
		err = &delivery.InDoubtError{Err: broken} // it may have gone out before
	}
	if err != nil {
		return c.failures.failed(ctx, p, err)
	}
	testhooks.CrashAt(testhooks.Accepted)
	c.memory.note(p.occurrence(), now)
	return c.settler.settle(ctx, p)
}
