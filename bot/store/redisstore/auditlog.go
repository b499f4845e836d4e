package redisstore

import (
	"context"
	"encoding/json"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
)

// auditLog keeps who did what with announcements.
type auditLog struct{ *connection }

// AppendAudit puts an entry into the audit log of all and into that of its audience. The
// same line is there only once, because a ZSET holds a member once.
func (s auditLog) AppendAudit(ctx context.Context, entry record.AuditEntry) error {
	ctx, cancel := within(ctx)
	defer cancel()
	entry.At = entry.At.Truncate(time.Millisecond).UTC()
	line, err := json.Marshal(entry)
	if err != nil {
		return err
	}
	keys := []string{auditLogKey(record.Audience{}), auditLogKey(entry.To)}
	return s.run(ctx, "append_audit", keys, millis(entry.At), line, millis(entry.At.Add(-record.AuditLife)), record.AuditLife.Milliseconds()).Err()
}

// AuditLog is the audit log of an audience, newest first.
func (s auditLog) AuditLog(ctx context.Context, to record.Audience, now time.Time, n int) ([]record.AuditEntry, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	oldest := "(" + millis(now.Add(-record.AuditLife))
	lines, err := s.client.ZRevRangeByScore(ctx, auditLogKey(to), &redis.ZRangeBy{Min: oldest, Max: "+inf", Count: int64(n)}).Result()
	if err != nil {
		return nil, err
	}
	var entries []record.AuditEntry
	for _, line := range lines {
		var entry record.AuditEntry
		if json.Unmarshal([]byte(line), &entry) != nil {
			s.unreadable.Note("entry of the audit log", line)
			continue
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

// ForgetAuditLog removes the audit log of an audience.
func (s auditLog) ForgetAuditLog(ctx context.Context, to record.Audience) error {
	ctx, cancel := within(ctx)
	defer cancel()
	if name := archive.AudienceName(to); name != "" {
		if err := s.noteForgotten(ctx, name); err != nil {
			return err
		}
	}
	return s.promise(ctx, "forget_audit_log", []string{auditLogKey(to), auditLogKey(record.Audience{}), recentKey(to)}).Err()
}
