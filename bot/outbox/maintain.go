package outbox

import (
	"context"
	"fmt"
	"time"

	"prayerbot/commands/record"
)

// maintainEvery is how often expired things are forgotten (/privacy counts in hours
// and days) and the queue is reconciled.
const maintainEvery = time.Hour

// countEvery is how often the queue is counted for the metrics, and what was
// sent longer ago than lately is forgotten.
const countEvery = 15 * time.Second

// maintenance does what comes up from time to time.
type maintenance struct {
	cfg    *Config
	memory *memory

	expired     time.Time // when expired things were last forgotten
	counted     time.Time // when the queue was last counted
	reconciling bool      // the queue is being reconciled
	cursor      string    // where that goes on
}

// maintain forgets what has expired once an hour, and reconciles the queue, a page
// at a time.
func (c *maintenance) maintain(ctx context.Context) error {
	now := c.cfg.Clock.Now()
	if age := now.Sub(c.counted); age >= countEvery || age < 0 {
		c.counted = now
		c.memory.forget(now)
		c.countQueue(ctx, now)
	}
	if age := now.Sub(c.expired); age >= maintainEvery || age < 0 {
		if err := c.cfg.Store.Expire(ctx, now); err != nil {
			return fmt.Errorf("forget what has expired: %w", err)
		}
		c.expired, c.reconciling, c.cursor = now, true, ""
	}
	return c.reconcile(ctx, now)
}

// reconcile looks at a page of chats: every active subscription must be due, at the
// time that its record says, and nothing may be leased for ever, as it could
// be after a clock that was wrong or a store that has lost its last moments.
func (c *maintenance) reconcile(ctx context.Context, now time.Time) error {
	if !c.reconciling || !c.cfg.Held() {
		return nil
	}
	next, found, err := c.cfg.Store.Reconcile(ctx, c.cfg.Platform, c.cursor, reconcileSlack, func(chat record.Chat) map[int]time.Time {
		return chat.AllDue(now)
	})
	if err != nil {
		return fmt.Errorf("reconcile the queue: %w", err)
	}
	if found > 0 {
		c.cfg.Log.Warn("deliveries were missing from the queue or hidden in it, and are due again", "platform", c.cfg.Platform, "count", found)
	}
	c.cursor, c.reconciling = next, next != ""
	return nil
}

// reconcileSlack is how much later than its record says a delivery may be due: more
// than any lease or pause between two tries.
const reconcileSlack = time.Hour

// overdue is how long something has been due; 0 is nothing, or not yet.
func overdue(due, now time.Time) time.Duration {
	if due.IsZero() {
		return 0
	}
	return max(0, now.Sub(due))
}

func (c *maintenance) countQueue(ctx context.Context, now time.Time) {
	if c.cfg.Metrics == nil {
		return
	}
	if d, err := c.cfg.Store.Depth(ctx, c.cfg.Platform, now); err == nil {
		c.cfg.Metrics.Depth(c.cfg.Platform, d.Due, d.Queued, d.Dead)
		c.cfg.Metrics.Subscriptions(c.cfg.Platform, d.Daily)
	}
	if next, err := c.cfg.Store.NextDue(ctx, c.cfg.Platform); err == nil {
		c.cfg.Metrics.Oldest(c.cfg.Platform, overdue(next, now))
	}
}
