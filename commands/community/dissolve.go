package community

import (
	"context"
	"fmt"

	"prayerbot/commands/record"
	"prayerbot/commands/session"
)

// ForgetAuditLog removes the audit log of an audience.
func ForgetAuditLog(ctx context.Context, env *session.Env, to record.Audience) error {
	if err := env.Store().ForgetAuditLog(ctx, to); err != nil {
		return fmt.Errorf("forget an audit log: %w", err)
	}
	return nil
}
