package boltstore

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store/storetest"
)

// FuzzValue asks whether a value of a bucket can be read: what can be, can be
// written again.
func FuzzValue(f *testing.F) {
	var names []string
	for name := range kinds {
		names = append(names, name)
	}
	slices.Sort(names)
	db, err := bbolt.Open(filepath.Join("testdata", "form2.db"), 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		f.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *bbolt.Tx) error {
		for i, name := range names {
			bucket := tx.Bucket([]byte(name))
			if bucket == nil {
				continue
			}
			n := 0
			err := bucket.ForEach(func(key, value []byte) error {
				f.Add(i, bytes.Clone(key), bytes.Clone(value))
				for _, twisted := range storetest.Twisted(string(value)) {
					if n++; n%5 == 0 {
						f.Add(i, bytes.Clone(key), []byte(twisted))
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		f.Fatal(err)
	}
	s := openBench(f)
	f.Fuzz(func(t *testing.T, i int, key, value []byte) {
		name := names[(i%len(names)+len(names))%len(names)]
		if len(key) == 0 || len(key) > bbolt.MaxKeySize {
			return
		}
		decodes([]byte(name), string(key), value)
		err := s.db.Update(func(tx *bbolt.Tx) error {
			if err := tx.Bucket([]byte(name)).Put(key, value); err != nil {
				return err
			}
			s.strays(tx)
			return tx.Bucket([]byte(name)).Delete(key)
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// FuzzPages looks at the pages of a file, whatever they hold: it ends, and finds the
// file whole only where the library can be let at it.
func FuzzPages(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "form2.db"))
	if err != nil {
		f.Fatal(err)
	}
	const size = 1024 // of a page of that file
	f.Add(uint32(0), uint64(0))
	for at := uint32(size); at < uint32(len(data)); at += size {
		for _, in := range []uint32{0, 8, 16, 24, 32} {
			f.Add(at+in, uint64(at/size))
			f.Add(at+in, uint64(1<<40))
		}
	}
	f.Fuzz(func(t *testing.T, at uint32, value uint64) {
		changed := bytes.Clone(data)
		place := int(at) % (len(changed) - 8)
		binary.NativeEndian.PutUint64(changed[place:], value)
		s := survey{file: bytes.NewReader(changed), pageSize: size}
		if err := s.run(int64(len(changed))); err != nil || value%16 != 0 {
			return
		}
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, fileName), changed, 0o600); err != nil {
			t.Fatal(err)
		}
		if kept, err := Open(folder, func(s *Store) { s.db.NoSync = true }); err == nil {
			kept.Close()
		}
	})
}
