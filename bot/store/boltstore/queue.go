package boltstore

import (
	"bytes"
	"context"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
)

// queue keeps what is due and in flight.
type queue struct{ *file }

// waiting is a delivery in the queue.
type waiting struct {
	At      time.Time // when it is to be looked at next
	Due     time.Time // when it was first due
	Tries   int       `json:",omitempty"`
	Parts   int       `json:",omitempty"`
	Unknown bool      `json:",omitempty"`
	Token   string    `json:",omitempty"` // of the lease; "" where it is not held
}

// dueOf is the bucket that orders a delivery by its time: daily points and
// announcements are drawn apart.
func dueOf(d outbox.Delivery) []byte {
	if d.Daily() {
		return bucketDue
	}
	return bucketNotices
}

func enqueue(tx *bbolt.Tx, d outbox.Delivery, w waiting) error {
	w.At = w.At.Truncate(time.Millisecond).UTC()
	w.Due = w.Due.Truncate(time.Millisecond).UTC()
	if err := put(tx, bucketQueue, queueKey(d.Chat.Platform, d.Key()), w); err != nil {
		return err
	}
	return addDue(tx, dueOf(d), dueKey(d.Chat.Platform, w.At, d.Key()))
}

func unqueue(tx *bbolt.Tx, d outbox.Delivery) error {
	key := queueKey(d.Chat.Platform, d.Key())
	var w waiting
	found, err := get(tx, bucketQueue, key, &w)
	if err != nil {
		return err
	}
	if !found && tx.Bucket(bucketQueue).Get([]byte(key)) != nil {
		// It cannot be read, so only a search finds when it was due.
		if err := dropLost(tx, d); err != nil {
			return err
		}
	}
	if err := dropDue(tx, dueOf(d), dueKey(d.Chat.Platform, w.At, d.Key())); err != nil {
		return err
	}
	return tx.Bucket(bucketQueue).Delete([]byte(key))
}

// dropLost removes a delivery from its queue whose time is not known.
func dropLost(tx *bbolt.Tx, d outbox.Delivery) error {
	var keys []string
	scan(tx, dueOf(d), d.Chat.Platform+sep, "", func(rest, _ []byte) bool {
		if dueDelivery(rest) == d.Key() {
			keys = append(keys, d.Chat.Platform+sep+string(rest))
		}
		return true
	})
	for _, key := range keys {
		if err := dropDue(tx, dueOf(d), key); err != nil {
			return err
		}
	}
	return nil
}

// replace puts a delivery into the queue anew.
func replace(tx *bbolt.Tx, d outbox.Delivery, w waiting) error {
	if err := unqueue(tx, d); err != nil {
		return err
	}
	return enqueue(tx, d, w)
}

// Depth counts what is due, what is queued in all, and the dead letters.
func (s queue) Depth(ctx context.Context, platform string, now time.Time) (outbox.Depth, error) {
	var d outbox.Depth
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		for _, bucket := range [][]byte{bucketDue, bucketNotices} {
			eachLoad(tx, bucket, platform, func(at time.Time, n int) bool {
				d.Queued += n
				if bytes.Equal(bucket, bucketDue) {
					d.Daily += n
				}
				if !at.After(now) {
					d.Due += n
				}
				return true
			})
		}
		scan(tx, bucketDead, platform+sep, "", func(_, _ []byte) bool {
			d.Dead++
			return true
		})
		return nil
	})
	return d, err
}
