package boltstore

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store/archive"
)

// bucketForgotten keeps by mark when something was forgotten, so that a copy from
// before does not bring it back.
var bucketForgotten = []byte("forgotten")

// bucketMoved keeps by mark which names a chat had before, each with when it got another:
// the mark of the new name, the mark of the one before. Whoever forgets the chat forgets
// those too, or a copy from before the move would bring it back.
var bucketMoved = []byte("renamed")

// keyForgotten is where the key of the marks lies, beside the form.
var keyForgotten = []byte("forgottenKey")

// noteForgotten notes that a name was forgotten, and those before it.
func noteForgotten(tx *bbolt.Tx, name string, now time.Time) error {
	key, err := forgottenKey(tx)
	if err != nil {
		return err
	}
	noted := map[string]bool{}
	for marks := []string{archive.MarkOf(key, name)}; len(marks) > 0; marks = marks[1:] {
		mark := marks[0]
		if noted[mark] {
			continue
		}
		noted[mark] = true
		if err := put(tx, bucketForgotten, mark, now.Truncate(time.Second).UTC()); err != nil {
			return err
		}
		scan(tx, bucketMoved, mark+sep, "", func(before, _ []byte) bool {
			marks = append(marks, string(before))
			return true
		})
	}
	return nil
}

// noteMoved notes that a chat has another name.
func noteMoved(tx *bbolt.Tx, from, to string, now time.Time) error {
	key, err := forgottenKey(tx)
	if err != nil {
		return err
	}
	return put(tx, bucketMoved, join(archive.MarkOf(key, to), archive.MarkOf(key, from)), now.Truncate(time.Second).UTC())
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

// pruneForgotten ends the memory of what was forgotten long ago, and of moves.
func pruneForgotten(tx *bbolt.Tx, now time.Time) error {
	old := func(_, value []byte) bool {
		var at time.Time
		return json.Unmarshal(value, &at) == nil && now.Sub(at) >= archive.ForgottenLife
	}
	return errors.Join(drop(tx, bucketForgotten, old), drop(tx, bucketMoved, old))
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
