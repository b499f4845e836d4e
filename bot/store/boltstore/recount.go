package boltstore

import (
	"bytes"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
)

// countAll counts everything from the beginning.
func countAll(tx *bbolt.Tx) error {
	for _, bucket := range counts {
		if tx.Bucket(bucket) != nil {
			if err := tx.DeleteBucket(bucket); err != nil {
				return err
			}
		}
		if _, err := tx.CreateBucket(bucket); err != nil {
			return err
		}
	}
	for _, bucket := range [][]byte{bucketDue, bucketNotices} {
		if err := countQueue(tx, bucket); err != nil {
			return err
		}
	}
	return countChats(tx)
}

// countQueue counts a queue, once for each time.
func countQueue(tx *bbolt.Tx, bucket []byte) error {
	loads := map[string]int{}
	scan(tx, bucket, "", "", func(key, _ []byte) bool {
		if end := bytes.Index(key, []byte(sep)) + 1 + timeSize; end > timeSize && len(key) >= end {
			loads[string(key[:end])]++
		}
		return true
	})
	for key, n := range loads {
		if err := countDue(tx, bucket, key, n); err != nil {
			return err
		}
	}
	return nil
}

// countChats counts the chats, once for each profile.
func countChats(tx *bbolt.Tx) error {
	if tx.Bucket(bucketChats) == nil || tx.Bucket(bucketQueue) == nil { // a new file
		return nil
	}
	tx.Bucket(bucketIndexed).FillPercent = 1 // they come in their order
	profiles := map[string]int{}
	err := eachChatOf(tx, func(chat record.Chat) error {
		is, err := entryOf(tx, chat)
		if err != nil {
			return err
		}
		if is.profile != "" {
			profiles[join(chat.ID.Platform, is.profile)]++
		}
		return writeEntry(tx, chat.ID, is)
	})
	for key, n := range profiles {
		if err == nil {
			err = addCount(tx, bucketProfiles, key, n)
		}
	}
	return err
}

// eachChatOf walks over all chats that can be read, until walk fails.
func eachChatOf(tx *bbolt.Tx, walk func(record.Chat) error) (failed error) {
	err := eachChat(tx, "", "", func(chat record.Chat) bool {
		failed = walk(chat)
		return failed == nil
	})
	if failed != nil {
		return failed
	}
	return err
}
