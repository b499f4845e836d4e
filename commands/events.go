package commands

import (
	"context"
	"fmt"
	"time"

	"prayerbot/commands/announce"
	"prayerbot/commands/record"
)

// Stop records that a platform does not let the bot write to a chat. Its
// subscriptions are kept and wait. A chat without any is left as it is.
func (c *Core) Stop(ctx context.Context, id record.ChatID, cause record.StopCause, now time.Time) error {
	chat, err := c.env.Store().Chat(ctx, id)
	if err != nil {
		return fmt.Errorf("read the chat: %w", err)
	}
	if chat.Revision == "" || chat.Stopped == cause {
		return nil
	}
	_, err = c.env.ChangeChat(ctx, id, now, func(chat *record.Chat) error {
		chat.Stopped, chat.StoppedAt = cause, now
		return nil
	})
	return err
}

// Move records that a platform gave a chat another name. What was scheduled there,
// or comes back, goes with it.
func (c *Core) Move(ctx context.Context, from, to record.ChatID) error {
	if err := c.env.Store().MoveChat(ctx, from, to); err != nil {
		return fmt.Errorf("move a chat: %w", err)
	}
	if err := c.env.Store().MoveDrafts(ctx, from, to); err != nil {
		return fmt.Errorf("move what was drafted in a chat: %w", err)
	}
	return nil
}

// Release sends what was scheduled on a platform: see announce.Release.
func (c *Core) Release(ctx context.Context, platform string, now time.Time) error {
	return announce.Release(ctx, c.env, platform, now)
}

// ModeratorRoles lists the platform's roles whose holders are moderators of a server or group,
// for an adapter that is asked about somebody's role.
func (c *Core) ModeratorRoles(ctx context.Context, platform, groupID string) ([]string, error) {
	return c.env.ModeratorRoles(ctx, platform, groupID)
}
