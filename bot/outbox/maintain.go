package outbox

import (
	"context"
	"fmt"
	"time"

	"prayerbot/commands/record"
)

// keepEvery is how often expired things are forgotten (/privacy counts in hours
// and days) and the queue is mended.
const keepEvery = time.Hour

// countEvery is how often the queue is counted for the metrics, and what was
// sent longer ago than lately is forgotten.
const countEvery = 15 * time.Second

// keep keeps the house: what has expired is forgotten once an hour, and the
// queue is mended, a page at a time.
func (c *Courier) keep(ctx context.Context) error {
	now := c.Clock.Now()
	if age := now.Sub(c.counted); age >= countEvery || age < 0 {
		c.counted = now
		c.memory.forget(now)
		c.countQueue(ctx, now)
	}
	if age := now.Sub(c.swept); age >= keepEvery || age < 0 {
		if err := c.Store.Sweep(ctx, now); err != nil {
			return fmt.Errorf("forget what has expired: %w", err)
		}
		c.swept, c.mending, c.cursor = now, true, ""
	}
	return c.mend(ctx, now)
}

// mend looks at a page of chats: every active subscription must be due, at the
// time that its record says, and nothing may be leased for ever, as it could
// be after a clock that was wrong or a store that has lost its last moments.
func (c *Courier) mend(ctx context.Context, now time.Time) error {
	if !c.mending || !c.Held() {
		return nil
	}
	next, mended, err := c.Store.Mend(ctx, c.Platform, c.cursor, mendSlack, func(chat record.Chat) map[int]time.Time {
		return chat.AllDue(now)
	})
	if err != nil {
		return fmt.Errorf("mend the queue: %w", err)
	}
	if mended > 0 {
		c.Log.Warn("deliveries were missing from the queue or hidden in it, and are due again", "platform", c.Platform, "count", mended)
	}
	c.cursor, c.mending = next, next != ""
	return nil
}

// mendSlack is how much later than its record says a delivery may be due: more
// than any lease or pause between two tries.
const mendSlack = time.Hour

func (c *Courier) countQueue(ctx context.Context, now time.Time) {
	if c.Metrics == nil {
		return
	}
	if d, err := c.Store.Depth(ctx, c.Platform, now); err == nil {
		c.Metrics.Depth(c.Platform, d.Due, d.Queued, d.Dead)
	}
}
