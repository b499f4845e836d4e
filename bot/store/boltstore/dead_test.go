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
			put := func() {
				err := s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bucket)).Put([]byte("junk"), []byte("{")) })
				if err != nil {
					t.Fatal(err)
				}
			}
			put()
			dropAll(t, s)
			put()
			for _, when := range []string{"where it stands", "once it was moved"} {
				all, err := s.Dead(t.Context())
				if err != nil || !slices.ContainsFunc(all, func(d store.Dead) bool { return d.Kind == kind.name && d.Mark != "" && d.Key == bucket+sep+"junk" }) {
					t.Errorf("%s there are %+v, %v", when, all, err)
				}
				if err := s.Expire(t.Context(), time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)); err != nil {
					t.Fatal(err)
				}
			}
			dropAll(t, s)
		})
	}
}

// dropAll drops all that is listed, twice; then nothing is.
func dropAll(t *testing.T, s *Store) {
	t.Helper()
	all, err := s.Dead(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatalf("there are %+v, %v", all, err)
	}
	for _, d := range append(all, all...) {
		if err := s.Drop(t.Context(), d); err != nil {
			t.Errorf("%+v is not dropped: %v", d, err)
		}
	}
	if all, err = s.Dead(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("after all is dropped there are %+v, %v", all, err)
	}
}
