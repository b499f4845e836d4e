package boltstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// keyProbe is what Ping writes into bucketMeta.
var keyProbe = []byte("probe")

// Ping tells whether the store answers and takes changes: it makes one, which changes
// nothing. The error says what to do.
func (s *file) Ping(ctx context.Context) error {
	err := s.update(ctx, func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Put(keyProbe, nil) })
	var damaged *DamagedError
	if err == nil || ctx.Err() != nil || errors.As(err, &damaged) {
		return err
	}
	return fmt.Errorf("a change could not be written in %s: %w. Look whether its disk is full, and whether this user may write there", s.folder, err)
}

// watch says in the log that changes cannot be written, and that they can again.
func (s *file) watch(err error, failed bool) {
	if !failed {
		if err == nil {
			s.full.Over(s.log, time.Now(), "changes are written to the data file again")
		}
		return
	}
	s.full.Failed(time.Now())
	s.log.Error("a change could not be written to the data file", "error", err)
}
