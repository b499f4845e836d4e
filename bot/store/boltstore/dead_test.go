package boltstore

import (
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store"
)

// Whatever kind of record cannot be read, it is listed: where it stands, and once it
// was moved out of the way.
func TestEveryKindThatCannotBeReadIsListed(t *testing.T) {
	for bucket, kind := range kinds {
		if kind.reads == nil || bucket == string(bucketAside) {
			continue
		}
		t.Run(kind.name, func(t *testing.T) {
			s := open(t)
			err := s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bucket)).Put([]byte("junk"), []byte("{")) })
			if err != nil {
				t.Fatal(err)
			}
			for _, when := range []string{"where it stands", "once it was moved"} {
				all, err := s.Dead(t.Context())
				if err != nil || !slices.ContainsFunc(all, func(d store.Dead) bool { return d.Kind == kind.name && d.Mark != "" && d.Key == bucket+sep+"junk" }) {
					t.Errorf("%s there are %+v, %v", when, all, err)
				}
				if err := s.Expire(t.Context(), time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
