package boltstore

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
)

// The trail is kept by time; recent keeps by audience which announcements were
// confirmed in the last hour.
var (
	bucketTrail  = []byte("trail")
	bucketRecent = []byte("recent")
)

// auditLog keeps who did what with announcements.
type auditLog struct{ *file }

// trailKey orders the lines of the trail by time: eight bytes of milliseconds,
// the announcement, the deed.
func trailKey(act record.AuditEntry) string {
	return string(binary.BigEndian.AppendUint64(nil, uint64(act.At.UnixMilli()))) + join(act.Announcement, string(act.Action))
}

// AppendAudit puts an entry into the audit log.
func (s auditLog) AppendAudit(ctx context.Context, act record.AuditEntry) error {
	act.At = act.At.Truncate(time.Millisecond).UTC()
	return s.update(ctx, func(tx *bbolt.Tx) error { return put(tx, bucketTrail, trailKey(act), act) })
}

// AuditLog is the audit log of an audience, newest first.
func (s auditLog) AuditLog(ctx context.Context, to record.Audience, now time.Time, n int) ([]record.AuditEntry, error) {
	var acts []record.AuditEntry
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		c := tx.Bucket(bucketTrail).Cursor()
		for k, v := c.Last(); k != nil && len(acts) < n; k, v = c.Prev() {
			var act record.AuditEntry
			if json.Unmarshal(v, &act) != nil {
				continue
			}
			if now.Sub(act.At) >= record.AuditLife {
				return nil
			}
			if to == (record.Audience{}) || act.To == to {
				acts = append(acts, act)
			}
		}
		return nil
	})
	return acts, err
}

// ForgetAuditLog removes the audit log of an audience.
func (s auditLog) ForgetAuditLog(ctx context.Context, to record.Audience) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		if err := tx.Bucket(bucketRecent).Delete([]byte(to.String())); err != nil {
			return err
		}
		return dropActs(tx, func(act record.AuditEntry) bool { return act.To == to })
	})
}

// dropActs removes the lines of the trail of which gone is true.
func dropActs(tx *bbolt.Tx, gone func(record.AuditEntry) bool) error {
	return drop(tx, bucketTrail, func(_, value []byte) bool {
		var act record.AuditEntry
		return json.Unmarshal(value, &act) == nil && gone(act)
	})
}
