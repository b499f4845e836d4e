package boltstore

import (
	"context"
	"crypto/rand"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/content"
)

// markLife is how many days salts and marks are kept: a day lasts up to two
// around the world.
const markLife = 2

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
	return change(ctx, s.file, func(tx *bbolt.Tx) (n int, err error) {
		if err := tx.Bucket(bucketMarks).Put([]byte(join(day, scope, mark)), []byte{}); err != nil {
			return 0, err
		}
		scan(tx, bucketMarks, join(day, scope)+sep, "", func(_, _ []byte) bool {
			n++
			return true
		})
		return n, nil
	})
}

// forgetDays removes the salts and marks of days that are long over.
func forgetDays(tx *bbolt.Tx, now time.Time) error {
	oldest := content.DateOf(now.UTC()).Add(-markLife).String()
	for _, bucket := range [][]byte{bucketSalts, bucketMarks} {
		var gone [][]byte
		scan(tx, bucket, "", "", func(key, _ []byte) bool {
			if string(key[:min(len(key), len(oldest))]) >= oldest {
				return false
			}
			gone = append(gone, slices.Clone(key))
			return true
		})
		for _, key := range gone {
			if err := tx.Bucket(bucket).Delete(key); err != nil {
				return err
			}
		}
	}
	return nil
}
