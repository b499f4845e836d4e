package session

import (
	"context"
	"fmt"
	"slices"

	"prayerbot/commands/reply"
)

// trusted is the role of somebody whom the platform itself does not call a
// moderator: a badge may make them one, as the space's list says now.
func (env *Env) trusted(ctx context.Context, req reply.Request) (reply.Role, error) {
	if len(req.Badges) == 0 || req.Space == "" {
		return req.Role, nil
	}
	badges, err := env.Badges(ctx, req.Chat.Platform, req.Space)
	if err != nil {
		return req.Role, err
	}
	if slices.ContainsFunc(req.Badges, func(b string) bool { return slices.Contains(badges, b) }) {
		return reply.Moderator, nil
	}
	return req.Role, nil
}

// Badges lists the platform's roles whose holders are moderators of a space,
// for an adapter that is asked about somebody's role.
func (env *Env) Badges(ctx context.Context, platform, space string) ([]string, error) {
	badges, err := env.Store().Badges(ctx, platform, space)
	if err != nil {
		return nil, fmt.Errorf("read who is trusted: %w", err)
	}
	return badges, nil
}
