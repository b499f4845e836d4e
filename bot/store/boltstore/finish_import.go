package boltstore

import (
	"context"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// keyRestoring says, beside the form, that an archive comes in.
var keyRestoring = []byte("restoring")

// BeginImport notes that an archive comes in.
func (s archives) BeginImport(ctx context.Context) error {
	return s.update(ctx, func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Put(keyRestoring, []byte("1")) })
}

// HalfImported tells whether an archive came in by half.
func (s archives) HalfImported(ctx context.Context) (half bool, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		meta := tx.Bucket(bucketMeta)
		half = meta != nil && meta.Get(keyRestoring) != nil
		return nil
	})
	return half, err
}

// FinishImport makes whole what no record says by itself; the copies were counted as they
// came in.
func (s archives) FinishImport(ctx context.Context, now time.Time) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		if err := dropStrayCopies(tx); err != nil {
			return err
		}
		for _, d := range unqueuedCopies(tx) {
			if err := enqueue(tx, d, waiting{At: now, Due: now}); err != nil {
				return err
			}
		}
		return tx.Bucket(bucketMeta).Delete(keyRestoring)
	})
}

// dropStrayCopies removes the copies of announcements that are not stored.
func dropStrayCopies(tx *bbolt.Tx) error {
	return drop(tx, bucketCopies, func(key, _ []byte) bool {
		id, _, _ := strings.Cut(string(key), sep)
		return tx.Bucket(bucketAnnouncements).Get([]byte(id)) == nil
	})
}

// unqueuedCopies are the deliveries of copies that wait for one and have none.
func unqueuedCopies(tx *bbolt.Tx) (all []outbox.Delivery) {
	scan(tx, bucketCopies, "", "", func(key, value []byte) bool {
		parts := strings.SplitN(string(key), sep, 3)
		if len(parts) != 3 || parseCopy(value).State.Kind != record.CopyWaiting {
			return true
		}
		d := outbox.Delivery{Chat: record.ChatID{Platform: parts[1], Key: parts[2]}, Announcement: parts[0]}
		if tx.Bucket(bucketQueue).Get([]byte(queueKey(d.Chat.Platform, d.Key()))) == nil {
			all = append(all, d)
		}
		return true
	})
	return all
}
