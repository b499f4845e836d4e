package boltstore

import (
	"bytes"
	"maps"
	"slices"

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

// What is put into a bucket goes into one page until the transaction ends, and each key
// between others moves the others: so the keys are put in their order.

// countQueue counts a queue, once for each time.
func countQueue(tx *bbolt.Tx, bucket []byte) error {
	loads := map[string]int{}
	scan(tx, bucket, "", "", func(key, _ []byte) bool {
		if end := bytes.Index(key, []byte(sep)) + 1 + timeSize; end > timeSize && len(key) >= end {
			loads[string(key[:end])]++
		}
		return true
	})
	for _, key := range slices.Sorted(maps.Keys(loads)) {
		if err := countDue(tx, bucket, key, loads[key]); err != nil {
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
	profiles := map[string]int{}
	var groups []string
	err := eachChatOf(tx, func(chat record.Chat) error {
		is, err := entryOf(tx, chat)
		if err != nil || is == (entry{}) {
			return err
		}
		if is.profile != "" {
			profiles[join(chat.ID.Platform, is.profile)]++
		}
		if is.group != "" {
			groups = append(groups, groupKey(chat.ID, is.group))
		}
		return putEntry(tx, chat.ID, is)
	})
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(profiles)) {
		if err := addCount(tx, bucketProfiles, key, profiles[key]); err != nil {
			return err
		}
	}
	slices.Sort(groups)
	for _, key := range groups {
		if err := tx.Bucket(bucketGroups).Put([]byte(key), []byte{}); err != nil {
			return err
		}
	}
	return nil
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
