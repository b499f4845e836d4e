package boltstore

import (
	"encoding/json"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// A deadLetter is a delivery that was given up.
type deadLetter struct {
	Platform, Key string
	Entry         record.LedgerEntry
	Tries         int
}

// maxDead bounds how many dead letters are kept; the oldest go first.
const maxDead = 10_000

func addDeadLetter(tx *bbolt.Tx, l outbox.Lease, r outbox.Result) error {
	seq, err := tx.Bucket(bucketDead).NextSequence()
	if err != nil {
		return err
	}
	key := dueKey(l.Chat.Platform, time.UnixMilli(int64(seq)), "") // #nosec G115 -- a counter of rows
	if err := put(tx, bucketDead, key, deadLetter{l.Chat.Platform, l.Key(), r.Entry, l.Tries}); err != nil {
		return err
	}
	if c := tx.Bucket(bucketDead).Cursor(); seq > maxDead {
		first, _ := c.First()
		return tx.Bucket(bucketDead).Delete(first)
	}
	return nil
}

// forgetDeadLetters removes the dead letters of a chat.
func forgetDeadLetters(tx *bbolt.Tx, id record.ChatID) error {
	return drop(tx, bucketDead, func(_, value []byte) bool {
		var letter deadLetter
		if json.Unmarshal(value, &letter) != nil {
			return false
		}
		d, err := outbox.ParseKey(letter.Platform, letter.Key)
		return err == nil && d.Chat == id
	})
}
