package commands

import (
	"context"
	"fmt"
)

// forgetDesk removes what the desk keeps for a chat that was forgotten: what was
// drafted there and not sent, and the trail. The trail of a server or group
// goes with the last of its chats.
func forgetDesk(ctx context.Context, env *Env, chat ChatID, space string) error {
	if err := env.Store().ForgetDrafts(ctx, chat); err != nil {
		return fmt.Errorf("forget drafts: %w", err)
	}
	if err := ForgetTrail(ctx, env, Audience{Kind: ToChat, Key: chat.String()}); err != nil || space == "" {
		return err
	}
	whole := Audience{Kind: ToSpace, Key: ChatID{Platform: chat.Platform, Key: space}.String()}
	n, err := env.Store().Audience(ctx, Announcement{To: whole})
	if err != nil {
		return fmt.Errorf("count the chats: %w", err)
	}
	if n > 0 {
		return nil
	}
	return ForgetTrail(ctx, env, whole)
}

// ForgetTrail removes the trail of an audience.
func ForgetTrail(ctx context.Context, env *Env, to Audience) error {
	if err := env.Store().ForgetTrail(ctx, to); err != nil {
		return fmt.Errorf("forget a trail: %w", err)
	}
	return nil
}
