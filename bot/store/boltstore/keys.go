package boltstore

import (
	"bytes"
	"encoding/binary"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
)

// sep parts the pieces of a key. No platform, day or id holds it; a chat's own
// key, which may hold anything, always comes last.
const sep = "\x00"

// chatKey names a chat in chats and ledgers: platform, chat key.
func chatKey(id record.ChatID) string { return id.Platform + sep + id.Key }

func join(parts ...string) string { return strings.Join(parts, sep) }

// queueKey names a delivery in queue: platform, delivery key.
func queueKey(platform, delivery string) string { return join(platform, delivery) }

// dueKey orders deliveries in due: platform, eight bytes of milliseconds, the
// delivery key.
func dueKey(platform string, at time.Time, delivery string) string {
	return platform + sep + string(binary.BigEndian.AppendUint64(nil, uint64(at.UnixMilli()))) + delivery
}

// dueTime and dueDelivery read what dueKey wrote behind the platform. What is
// too short for that is of no time and of no delivery.
func dueTime(rest []byte) time.Time {
	if len(rest) < timeSize {
		return time.Time{}
	}
	return time.UnixMilli(int64(binary.BigEndian.Uint64(rest))).UTC() // #nosec G115 -- any bits are a time, and no other is written
}

func dueDelivery(rest []byte) string { return string(rest[min(len(rest), timeSize):]) }

// scan walks over the keys of a bucket that begin with a prefix, from one on,
// until walk returns false. What is behind the prefix is given to walk. A bucket
// that is not there, as in a file of an older form that is only looked at, is
// empty.
func scan(tx *bbolt.Tx, bucket []byte, prefix, from string, walk func(rest, value []byte) bool) {
	b := tx.Bucket(bucket)
	if b == nil {
		return
	}
	c := b.Cursor()
	for k, v := c.Seek([]byte(prefix + from)); k != nil && bytes.HasPrefix(k, []byte(prefix)); k, v = c.Next() {
		if !walk(k[len(prefix):], v) {
			return
		}
	}
}

// remove deletes all keys of a bucket with a prefix.
func remove(tx *bbolt.Tx, bucket []byte, prefix string) error {
	var keys [][]byte
	scan(tx, bucket, prefix, "", func(rest, _ []byte) bool {
		keys = append(keys, append([]byte(prefix), rest...))
		return true
	})
	for _, key := range keys {
		if err := tx.Bucket(bucket).Delete(key); err != nil {
			return err
		}
	}
	return nil
}

// drop deletes the records of a bucket of which gone is true.
func drop(tx *bbolt.Tx, bucket []byte, gone func(key, value []byte) bool) error {
	var keys [][]byte
	scan(tx, bucket, "", "", func(key, value []byte) bool {
		if gone(key, value) {
			keys = append(keys, bytes.Clone(key))
		}
		return true
	})
	for _, key := range keys {
		if err := tx.Bucket(bucket).Delete(key); err != nil {
			return err
		}
	}
	return nil
}
