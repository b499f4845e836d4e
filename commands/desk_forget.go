package commands

import (
	"context"
	"fmt"
)

// forgetDesk removes what the desk keeps for a chat that was forgotten: what was
// drafted there and not sent, and the trail. The trail of a server or group
// goes with the last of its chats.
func (c *Core) forgetDesk(ctx context.Context, chat ChatID, space string) error {
	if err := c.Store.ForgetDrafts(ctx, chat); err != nil {
		return fmt.Errorf("forget drafts: %w", err)
	}
	if err := c.forgetTrail(ctx, Audience{Kind: ToChat, Key: chat.String()}); err != nil || space == "" {
		return err
	}
	whole := Audience{Kind: ToSpace, Key: ChatID{chat.Platform, space}.String()}
	n, err := c.Store.Audience(ctx, Announcement{To: whole})
	if err != nil {
		return fmt.Errorf("count the chats: %w", err)
	}
	if n > 0 {
		return nil
	}
	return c.forgetTrail(ctx, whole)
}

// forgetTrail removes the trail of an audience.
func (c *Core) forgetTrail(ctx context.Context, to Audience) error {
	if err := c.Store.ForgetTrail(ctx, to); err != nil {
		return fmt.Errorf("forget a trail: %w", err)
	}
	return nil
}
