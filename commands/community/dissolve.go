package community

import (
	"context"
	"fmt"

	"prayerbot/commands/record"
	"prayerbot/commands/session"
)

// ForgetTrail removes the trail of an audience.
func ForgetTrail(ctx context.Context, env *session.Env, to record.Audience) error {
	if err := env.Store().ForgetAuditLog(ctx, to); err != nil {
		return fmt.Errorf("forget a trail: %w", err)
	}
	return nil
}
