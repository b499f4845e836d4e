package boltstore

import (
	"encoding/binary"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// What is asked about many chats is counted while it changes, in the same
// transaction, so that no answer walks over all of them.
var (
	// bucketLoad counts deliveries by their queue, platform and time: the name of the
	// queue's bucket, the platform, eight bytes of milliseconds.
	bucketLoad = []byte("load")
	// bucketIndexed keeps under what each chat is counted: see entry.
	bucketIndexed = []byte("indexed")
	// bucketProfiles counts the subscribed chats by what they follow: platform, profile.
	bucketProfiles = []byte("profiles")
	// bucketGroups lists the chats of servers and groups: platform, group, chat key; no
	// value.
	bucketGroups = []byte("groups")

	counts = [][]byte{bucketLoad, bucketIndexed, bucketProfiles, bucketGroups}
)

// countSize is the length of a count, in bytes.
const countSize = 8

// readCount reads a count; 0 where there is none.
func readCount(value []byte) int {
	if len(value) != countSize {
		return 0
	}
	return int(binary.BigEndian.Uint64(value)) // #nosec G115 -- written by addCount alone
}

// addCount changes a count. One that comes to nothing is removed.
func addCount(tx *bbolt.Tx, bucket []byte, key string, by int) error {
	b := tx.Bucket(bucket)
	n := readCount(b.Get([]byte(key))) + by
	if n <= 0 {
		return b.Delete([]byte(key))
	}
	return b.Put([]byte(key), binary.BigEndian.AppendUint64(nil, uint64(n)))
}

// addDue adds to a queue what dueKey named.
func addDue(tx *bbolt.Tx, bucket []byte, key string) error {
	if tx.Bucket(bucket).Get([]byte(key)) == nil {
		if err := countDue(tx, bucket, key, 1); err != nil {
			return err
		}
	}
	return tx.Bucket(bucket).Put([]byte(key), []byte{}) // nil would be read as nothing
}

// dropDue removes from a queue what dueKey named.
func dropDue(tx *bbolt.Tx, bucket []byte, key string) error {
	if tx.Bucket(bucket).Get([]byte(key)) == nil {
		return nil
	}
	if err := countDue(tx, bucket, key, -1); err != nil {
		return err
	}
	return tx.Bucket(bucket).Delete([]byte(key))
}

// countDue counts one key of a queue. What has no time counts nowhere.
func countDue(tx *bbolt.Tx, bucket []byte, key string, by int) error {
	platform, rest, found := strings.Cut(key, sep)
	if !found || len(rest) < timeSize {
		return nil
	}
	return addCount(tx, bucketLoad, join(string(bucket), platform, rest[:timeSize]), by)
}

// eachLoad gives how many deliveries of a queue are due at each time, in their order,
// until give returns false.
func eachLoad(tx *bbolt.Tx, bucket []byte, platform string, give func(at time.Time, n int) bool) {
	scan(tx, bucketLoad, join(string(bucket), platform)+sep, "", func(rest, value []byte) bool {
		return give(dueTime(rest), readCount(value))
	})
}
