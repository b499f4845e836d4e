package redisstore

import (
	"context"
	"time"

	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
)

// maintenance forgets what has expired.
type maintenance struct{ *connection }

// Expire forgets which announcements were sent or scheduled long ago, old entries
// of the audit log, and requests that nobody answered; the server forgets everything else that expires by
// itself.
func (s maintenance) Expire(ctx context.Context, now time.Time) error {
	if err := members(s).freeDissolved(ctx); err != nil {
		return err
	}
	if err := communities(s).forgetRequests(ctx, now); err != nil {
		return err
	}
	ctx, cancel := within(ctx)
	defer cancel()
	pipe := s.client.Pipeline()
	pipe.ZRemRangeByScore(ctx, confirmedKey, "-inf", millis(now.Add(-record.AnnouncementLife)))
	pipe.ZRemRangeByScore(ctx, scheduledKey, "-inf", millis(now.Add(-record.AnnouncementLife)))
	pipe.ZRemRangeByScore(ctx, auditLogKey(record.Audience{}), "-inf", millis(now.Add(-record.AuditLife)))
	pipe.ZRemRangeByScore(ctx, forgottenKey, "-inf", millis(now.Add(-archive.ForgottenLife)))
	_, err := pipe.Exec(ctx)
	return err
}
