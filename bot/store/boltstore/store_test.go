package boltstore

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store/storetest"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Harness {
		s := open(t)
		return storetest.Harness{Store: s, Dump: func() string { return dump(t, s) }}
	})
}

// dump is every key and value of the file.
func dump(t *testing.T, s *Store) string {
	t.Helper()
	var b strings.Builder
	err := s.db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			return bucket.ForEach(func(k, v []byte) error {
				fmt.Fprintf(&b, "%s %s %s\n", name, k, v)
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestASecondProcessIsRefused(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := Open(folder); err == nil || !strings.Contains(err.Error(), "another prayerbot uses the data") {
		t.Errorf("got %v", err)
	}
	for _, path := range []string{folder, filepath.Join(folder, fileName)} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may read %s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestAClosedStoreAnswersWithAnError(t *testing.T) {
	s := open(t)
	s.Close()
	if s.Ping(t.Context()) == nil {
		t.Error("a closed store answers")
	}
}
