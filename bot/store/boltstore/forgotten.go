package boltstore

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store/archive"
)

// bucketForgotten keeps by mark when something was forgotten, so that a copy from
// before does not bring it back.
var bucketForgotten = []byte("forgotten")

// keyForgotten is where the key of the marks lies, beside the form.
var keyForgotten = []byte("forgottenKey")

// noteForgotten notes that a name was forgotten.
func noteForgotten(tx *bbolt.Tx, name string, now time.Time) error {
	key, err := forgottenKey(tx)
	if err != nil {
		return err
	}
	return put(tx, bucketForgotten, archive.MarkOf(key, name), now.Truncate(time.Second).UTC())
}

// forgottenKey is the key of the marks, which is made where there is none.
func forgottenKey(tx *bbolt.Tx) (string, error) {
	meta := tx.Bucket(bucketMeta)
	if key := meta.Get(keyForgotten); len(key) > 0 {
		return string(key), nil
	}
	key := rand.Text()
	return key, meta.Put(keyForgotten, []byte(key))
}

// pruneForgotten ends the memory of what was forgotten long ago.
func pruneForgotten(tx *bbolt.Tx, now time.Time) error {
	return drop(tx, bucketForgotten, func(_, value []byte) bool {
		var at time.Time
		return json.Unmarshal(value, &at) == nil && now.Sub(at) >= archive.ForgottenLife
	})
}

// ForgottenKey is the key of the marks in the list of the forgotten; "" where
// nothing was ever forgotten.
func (s archives) ForgottenKey(ctx context.Context) (key string, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		if meta := tx.Bucket(bucketMeta); meta != nil {
			key = string(meta.Get(keyForgotten))
		}
		return nil
	})
	return key, err
}

// SetForgottenKey takes the key of an archive, where the list is empty.
func (s archives) SetForgottenKey(ctx context.Context, key string) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		if first, _ := tx.Bucket(bucketForgotten).Cursor().First(); first != nil || key == "" {
			return nil
		}
		return tx.Bucket(bucketMeta).Put(keyForgotten, []byte(key))
	})
}
