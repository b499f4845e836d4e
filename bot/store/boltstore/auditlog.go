package boltstore

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
)

// The audit log is kept by time; recent keeps by audience which announcements were
// confirmed in the last hour.
var (
	bucketAuditLog = []byte("trail")
	bucketRecent   = []byte("recent")
)

// auditLog keeps who did what with announcements.
type auditLog struct{ *file }

// auditLogKey orders the entries of the audit log by time: eight bytes of milliseconds,
// the announcement, the action.
func auditLogKey(entry record.AuditEntry) string {
	return string(binary.BigEndian.AppendUint64(nil, uint64(entry.At.UnixMilli()))) + join(entry.Announcement, string(entry.Action))
}

// AppendAudit puts an entry into the audit log.
func (s auditLog) AppendAudit(ctx context.Context, entry record.AuditEntry) error {
	entry.At = entry.At.Truncate(time.Millisecond).UTC()
	return s.update(ctx, func(tx *bbolt.Tx) error { return put(tx, bucketAuditLog, auditLogKey(entry), entry) })
}

// AuditLog is the audit log of an audience, newest first.
func (s auditLog) AuditLog(ctx context.Context, to record.Audience, now time.Time, n int) ([]record.AuditEntry, error) {
	var entries []record.AuditEntry
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		c := tx.Bucket(bucketAuditLog).Cursor()
		for k, v := c.Last(); k != nil && len(entries) < n; k, v = c.Prev() {
			var entry record.AuditEntry
			if json.Unmarshal(v, &entry) != nil {
				continue
			}
			if now.Sub(entry.At) >= record.AuditLife {
				return nil
			}
			if to == (record.Audience{}) || entry.To == to {
				entries = append(entries, entry)
			}
		}
		return nil
	})
	return entries, err
}

// ForgetAuditLog removes the audit log of an audience.
func (s auditLog) ForgetAuditLog(ctx context.Context, to record.Audience) error {
	return s.erase(ctx, func(tx *bbolt.Tx) error {
		if err := tx.Bucket(bucketRecent).Delete([]byte(to.String())); err != nil {
			return err
		}
		if name := archive.AudienceName(to); name != "" {
			if err := noteForgotten(tx, name, time.Now()); err != nil {
				return err
			}
		}
		return dropEntries(tx, func(entry record.AuditEntry) bool { return entry.To == to })
	})
}

// dropEntries removes the entries of the audit log of which gone is true.
func dropEntries(tx *bbolt.Tx, gone func(record.AuditEntry) bool) error {
	return drop(tx, bucketAuditLog, func(_, value []byte) bool {
		var entry record.AuditEntry
		return json.Unmarshal(value, &entry) == nil && gone(entry)
	})
}
