package boltstore

import (
	"fmt"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// BenchmarkPrayed counts one prayer more where so many are counted already.
func BenchmarkPrayed(b *testing.B) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, n := range []int{0, 1_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := openBench(b)
			prayedBefore(b, s, n)
			for i := 0; b.Loop(); i++ {
				if got, err := s.Prayed(b.Context(), "2026-11-24", "all", fmt.Sprint("m", i), now); err != nil || got < n {
					b.Fatal(got, err)
				}
			}
		})
	}
}

// openBench opens a store that does not wait for the disk, whose time is not what
// is measured.
func openBench(b testing.TB) *Store {
	b.Helper()
	s, err := Open(b.TempDir(), func(s *Store) { s.db.NoSync = true })
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

// prayedBefore notes so many marks of the day, and their count.
func prayedBefore(b testing.TB, s *Store, n int) {
	b.Helper()
	const page = 50_000
	for from := 0; from < n; from += page {
		err := s.db.Update(func(tx *bbolt.Tx) error {
			for i := from; i < min(n, from+page); i++ {
				if err := tx.Bucket(bucketMarks).Put([]byte(join("2026-11-24", "all", fmt.Sprintf("%016d", i))), []byte{}); err != nil {
					return err
				}
			}
			return put(tx, bucketMarkCounts, join("2026-11-24", "all"), min(n, from+page))
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// The marks are counted once, where no count is kept, as an earlier program left
// them; from then on the count is kept, and none of them is looked at.
func TestMarksAreNotCountedAnew(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	s := openBench(t)
	prayedBefore(t, s, 41)
	count := func(set func(*bbolt.Bucket, []byte) error) {
		t.Helper()
		if err := s.db.Update(func(tx *bbolt.Tx) error { return set(tx.Bucket(bucketMarkCounts), []byte(join("2026-11-24", "all"))) }); err != nil {
			t.Fatal(err)
		}
	}
	prays := func(mark string, want int) {
		t.Helper()
		if n, err := s.Prayed(t.Context(), "2026-11-24", "all", mark, now); err != nil || n != want {
			t.Errorf("%s: counted are %d, %v, want %d", mark, n, err, want)
		}
	}
	count(func(b *bbolt.Bucket, key []byte) error { return b.Delete(key) })
	prays("one", 42)
	prays("one", 42)
	count(func(b *bbolt.Bucket, key []byte) error { return b.Put(key, []byte("?")) })
	prays("two", 43)
	count(func(b *bbolt.Bucket, key []byte) error { return b.Put(key, []byte("999999")) })
	prays("three", 1_000_000)
}
