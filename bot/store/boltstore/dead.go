package boltstore

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"strings"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
)

// keyMarkSalt is where the salt of the marks in the log lies, beside the form.
var keyMarkSalt = []byte("markSalt")

// takeSalt takes the salt of the marks, which is made where there is none. Where it
// cannot be written, as on a full disk, this process has one of its own.
func (s *file) takeSalt() error {
	salt, err := s.readSalt()
	if err != nil {
		return err
	}
	if len(salt) != store.SaltSize {
		salt = rand.Text()
		_ = s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Put(keyMarkSalt, []byte(salt)) })
	}
	s.unreadable.Salt(salt)
	return nil
}

// readSalt is the salt that is stored; "" where there is none.
func (s *file) readSalt() (salt string, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error {
		if meta := tx.Bucket(bucketMeta); meta != nil {
			salt = string(meta.Get(keyMarkSalt))
		}
		return nil
	})
	return salt, err
}

// Dead lists what cannot be read, what was set aside because of it, and the
// deliveries that were given up.
func (s maintenance) Dead(ctx context.Context) (all []store.Dead, err error) {
	add := func(d store.Dead) {
		d.Mark = s.unreadable.Mark(d.Key)
		all = append(all, d)
	}
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		for bucket, kind := range kinds {
			scan(tx, []byte(bucket), "", "", func(key, value []byte) bool {
				if kind.reads != nil && !kind.reads(key, value) {
					add(store.Dead{Kind: kind.name, Key: bucket + sep + string(key), Place: store.Place{Key: bucket, Part: string(key)}})
				}
				return true
			})
		}
		scan(tx, bucketAside, "", "", func(key, _ []byte) bool {
			was := dueDelivery(key)
			bucket, _, _ := strings.Cut(was, sep)
			add(store.Dead{Kind: kinds[bucket].name, Key: was, At: dueTime(key), Place: store.Place{Key: string(bucketAside), Part: string(key)}})
			return true
		})
		scan(tx, bucketDead, "", "", func(key, value []byte) bool {
			var letter deadLetter
			if json.Unmarshal(value, &letter) != nil {
				return true
			}
			if d, err := outbox.ParseKey(letter.Platform, letter.Key); err == nil {
				add(store.Dead{
					Kind: "delivery", Key: letter.Platform + sep + letter.Key, Reason: letter.Entry.Reason, At: letter.Entry.At,
					Delivery: &d, Place: store.Place{Key: string(bucketDead), Part: string(key)},
				})
			}
			return true
		})
		return nil
	})
	return all, err
}
