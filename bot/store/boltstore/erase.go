package boltstore

import (
	"bytes"
	"context"
	"os"

	"go.etcd.io/bbolt"
)

// A transaction writes what it changes into free pages, and the pages where it
// stood before become free: what was removed still stands there until they are
// used again. So whoever removes for good overwrites the free pages.

// erase removes something with update, and then from the free pages of the file
// too. What is in a page that is free is of no use to anybody, so a crash in its
// middle does no harm; a repeat does the rest.
func (s *file) erase(ctx context.Context, remove func(*bbolt.Tx) error) error {
	if err := s.update(ctx, remove); err != nil {
		return err
	}
	return s.guarded(s.wipe)
}

// wipe overwrites all free pages. Nobody reads or writes meanwhile: a reader may
// still look at pages that have become free.
func (s *file) wipe() error {
	s.reading.Lock()
	defer s.reading.Unlock()
	// The older of the two metas, by which the file would be read if the newer one
	// broke, leads to what stood there before: this makes it lead to the same.
	if err := s.db.Update(func(*bbolt.Tx) error { return nil }); err != nil {
		return err
	}
	tx, err := s.db.Begin(true)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	file, err := os.OpenFile(s.db.Path(), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	wiped, err := wipeFree(file, uint64(s.db.Info().PageSize))
	if err != nil || !wiped || s.db.NoSync {
		return err
	}
	return file.Sync()
}

// wipeFree overwrites the pages of a file to which neither meta leads, where there
// is anything in them; false where nothing was to be done.
func wipeFree(file *os.File, pageSize uint64) (wiped bool, err error) {
	info, err := file.Stat()
	if err != nil {
		return false, err
	}
	all := uint64(info.Size()) / pageSize
	used, err := usedPages(file, pageSize, all)
	if err != nil {
		return false, err
	}
	page, zero := make([]byte, pageSize), make([]byte, pageSize)
	for n := uint64(firstDataPage); n < all; n++ {
		if used[n/64]&(1<<(n%64)) != 0 {
			continue
		}
		if _, err := file.ReadAt(page, int64(n*pageSize)); err != nil {
			return wiped, err
		}
		if bytes.Equal(page, zero) {
			continue
		}
		if _, err := file.WriteAt(zero, int64(n*pageSize)); err != nil {
			return wiped, err
		}
		wiped = true
	}
	return wiped, nil
}

// usedPages has a bit for each page to which a meta leads.
func usedPages(file *os.File, pageSize, all uint64) ([]uint64, error) {
	used := make([]uint64, all/64+1)
	s := survey{file: file, pageSize: pageSize}
	for _, m := range s.metas() {
		one := survey{file: file, pageSize: pageSize, meta: m, seen: make([]uint64, all/64+1)}
		if m.pages > all {
			return nil, wrongf("it ends after %d of %d pages", all, m.pages)
		}
		if err := one.tree(m.root); err != nil {
			return nil, err
		}
		if m.freeList != noFreeList {
			if _, err := one.take(m.freeList); err != nil {
				return nil, err
			}
		}
		for i, bits := range one.seen {
			used[i] |= bits
		}
	}
	return used, nil
}
