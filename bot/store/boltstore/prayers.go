package boltstore

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// bucketMarkCounts keeps how many marks there are of a day and scope.
var bucketMarkCounts = []byte("markcounts")

// saltSize is the length of a day's salt in bytes.
const saltSize = 32

// prayers counts who prayed.
type prayers struct{ *file }

// Salt is the secret of a day, made when it is first asked for.
func (s prayers) Salt(ctx context.Context, day string, _ time.Time) ([]byte, error) {
	var salt []byte
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		salt = saltOf(tx, day)
		return nil
	})
	if err != nil || salt != nil {
		return salt, err
	}
	return change(ctx, s.file, func(tx *bbolt.Tx) ([]byte, error) {
		if salt := saltOf(tx, day); salt != nil {
			return salt, nil
		}
		salt := make([]byte, saltSize)
		rand.Read(salt)
		return salt, tx.Bucket(bucketSalts).Put([]byte(day), salt)
	})
}

// saltOf is the salt of a day; nil where there is none of the right length.
func saltOf(tx *bbolt.Tx, day string) []byte {
	salt := tx.Bucket(bucketSalts).Get([]byte(day))
	if len(salt) != saltSize {
		return nil
	}
	return slices.Clone(salt)
}

// Prayed notes a mark in a scope and counts the different marks there.
func (s prayers) Prayed(ctx context.Context, day, scope, mark string, _ time.Time) (int, error) {
	return change(ctx, s.file, func(tx *bbolt.Tx) (int, error) {
		n := countMarks(tx, day, scope)
		marks, key := tx.Bucket(bucketMarks), []byte(join(day, scope, mark))
		if marks.Get(key) != nil {
			return n, nil
		}
		if err := marks.Put(key, []byte{}); err != nil {
			return 0, err
		}
		return n + 1, put(tx, bucketMarkCounts, join(day, scope), n+1)
	})
}

// countMarks is how many marks there are of a day and scope. Where no count is
// kept, or none that can be read, they are counted once.
func countMarks(tx *bbolt.Tx, day, scope string) (n int) {
	if found, err := get(tx, bucketMarkCounts, join(day, scope), &n); found && err == nil && n > 0 {
		return n
	}
	n = 0
	scan(tx, bucketMarks, join(day, scope)+sep, "", func(_, _ []byte) bool {
		n++
		return true
	})
	return n
}

// forgetDays removes the salts, marks and counts of days that are over, and tells
// whether there were any.
func forgetDays(tx *bbolt.Tx, now time.Time) (some bool, err error) {
	for _, bucket := range [][]byte{bucketSalts, bucketMarks, bucketMarkCounts} {
		err := drop(tx, bucket, func(key, _ []byte) bool {
			gone := dayIsOver(key, now)
			some = some || gone
			return gone
		})
		if err != nil {
			return false, err
		}
	}
	return some, nil
}

// dayIsOver tells whether a key begins with a day that is over. One that begins
// with none was not written here, and goes too.
func dayIsOver(key []byte, now time.Time) bool {
	text, _, _ := strings.Cut(string(key), sep)
	day, err := content.ParseDate(text)
	return err != nil || !record.DayOver(day).After(now)
}
