package commands

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Release confirms what was scheduled on a platform, and on the machine, for
// now or before. Who may not send it any more at this moment, does not; what
// comes more than CatchUp too late is not sent either. One whose author's
// rights cannot be asked for now waits.
func (c *Core) Release(ctx context.Context, platform string, now time.Time) error {
	for _, from := range []string{platform, ""} {
		due, err := c.Store.Scheduled(ctx, from, now)
		if err != nil {
			return fmt.Errorf("look for what was scheduled: %w", err)
		}
		for _, a := range due {
			if err := c.release(ctx, a, now); err != nil {
				c.Log.Warn("an announcement that was scheduled has to wait", "platform", platform, "error", err)
			}
		}
	}
	return nil
}

func (c *Core) release(ctx context.Context, a Announcement, now time.Time) error {
	may, err := c.maySend(ctx, a)
	switch {
	case now.Sub(a.At) > CatchUp, err == nil && !may:
		return c.expire(ctx, a, now)
	case err != nil:
		return err
	}
	n, err := c.Store.Audience(ctx, a)
	if err != nil {
		return fmt.Errorf("count the chats: %w", err)
	}
	_, _, err = c.commit(ctx, a, n, a.Person, now)
	return err
}

// expire ends a scheduled announcement that is not to be sent.
func (c *Core) expire(ctx context.Context, a Announcement, now time.Time) error {
	err := c.Store.Cancel(ctx, a.ID, now)
	if errors.Is(err, ErrNone) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("cancel what was scheduled: %w", err)
	}
	return c.record(ctx, a, DeedExpired, a.Person, now)
}

// commit confirms an announcement and notes it in the trail. A repeat notes the
// same line again, so that one which was lost in a crash is there.
func (c *Core) commit(ctx context.Context, a Announcement, reach int, person string, now time.Time) (Announcement, bool, error) {
	sent, first, err := c.Store.Confirm(ctx, a.ID, a.Edition, reach, now)
	if err != nil {
		return sent, false, fmt.Errorf("confirm a draft: %w", err)
	}
	return sent, first, c.record(ctx, sent, DeedSent, person, sent.Confirmed)
}

// record notes in the trail who did what.
func (c *Core) record(ctx context.Context, a Announcement, deed Deed, person string, now time.Time) error {
	act := Act{At: now, Person: person, Deed: deed, Announcement: a.ID, To: a.To, Reach: a.Reach}
	if err := c.Store.Record(ctx, act); err != nil {
		return fmt.Errorf("note an act: %w", err)
	}
	return nil
}
