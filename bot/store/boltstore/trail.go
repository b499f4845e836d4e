package boltstore

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
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

// Expire forgets announcements, salts, marks and lines of the trail that have
// expired, and moves what cannot be read out of the way.
func (s maintenance) Expire(ctx context.Context, now time.Time) error {
	if err := s.examine(ctx, now); err != nil {
		return err
	}
	return s.update(ctx, func(tx *bbolt.Tx) error {
		if err := prune(tx, now); err != nil {
			return err
		}
		if err := dropActs(tx, func(act record.AuditEntry) bool { return now.Sub(act.At) >= record.AuditLife }); err != nil {
			return err
		}
		if err := pruneRecent(tx, now); err != nil {
			return err
		}
		if err := pruneAside(tx, now); err != nil {
			return err
		}
		return forgetDays(tx, now)
	})
}

// pruneRecent forgets whose announcements are all longer ago than counts.
func pruneRecent(tx *bbolt.Tx, now time.Time) error {
	var keys []string
	scan(tx, bucketRecent, "", "", func(key, value []byte) bool {
		recent := map[string]time.Time{}
		fresh := json.Unmarshal(value, &recent) != nil
		for _, at := range recent {
			fresh = fresh || now.Sub(at) < allowSpan
		}
		if !fresh {
			keys = append(keys, string(key))
		}
		return true
	})
	for _, key := range keys {
		if err := tx.Bucket(bucketRecent).Delete([]byte(key)); err != nil {
			return err
		}
	}
	return nil
}

// prune forgets expired announcements and what became of their copies.
func prune(tx *bbolt.Tx, now time.Time) error {
	for _, id := range announcementIDs(tx) {
		var a announced
		if found, err := a.read(tx, id); err != nil || !found {
			return err
		}
		if !a.Expired(now) {
			continue
		}
		if err := remove(tx, bucketPosted, id+sep); err != nil {
			return err
		}
		for _, bucket := range [][]byte{bucketCounts, bucketAnnouncements} {
			if err := tx.Bucket(bucket).Delete([]byte(id)); err != nil {
				return err
			}
		}
	}
	return nil
}

// stepsOf are the deliveries that there may be of an announcement in a chat.
func stepsOf(id string, chat record.ChatID) []outbox.Delivery {
	all := []outbox.Delivery{
		{Chat: chat, Announcement: id},
		{Chat: chat, Announcement: id, Step: outbox.StepRetract},
	}
	for revision := 1; revision <= record.MaxRevisions; revision++ {
		all = append(all, outbox.Delivery{Chat: chat, Announcement: id, Step: outbox.Correct(revision)})
	}
	return all
}
