package outbox

import (
	"context"
	"fmt"

	"prayerbot/bot/hooks"
	"prayerbot/commands"
)

// spread posts every confirmed announcement that has not reached all chats of
// the platform: one delivery a chat. It may be interrupted anywhere; the next
// spread begins again, and what was posted before is passed over.
func (c *Courier) spread(ctx context.Context) error {
	if !c.Held() {
		return nil
	}
	waiting, err := c.Store.Unspread(ctx, c.Platform, c.Clock.Now())
	if err != nil {
		return fmt.Errorf("look for announcements: %w", err)
	}
	for _, a := range waiting {
		if err := c.spreadOne(ctx, a); err != nil {
			return fmt.Errorf("spread an announcement: %w", err)
		}
	}
	return nil
}

func (c *Courier) spreadOne(ctx context.Context, a commands.Announcement) error {
	cursor := ""
	for {
		chats, next, err := c.Store.Listeners(ctx, c.Platform, a, cursor)
		if err != nil {
			return err
		}
		if len(chats) > 0 {
			if _, err := c.Store.Post(ctx, a.ID, chats, a.Confirmed); err != nil {
				return err
			}
		}
		hooks.Here(hooks.Spreading)
		if next == "" {
			return c.Store.Spread(ctx, c.Platform, a.ID)
		}
		cursor = next
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}
