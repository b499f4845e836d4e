package boltstore

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// DamagedError says that the data file cannot be read, or not to its end. Nothing
// more is written to it.
type DamagedError struct {
	Folder string
	Cause  any // what was found: an error, or what the library panicked with
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("the data file is damaged (%v): restore it from your newest backup, or move %s away to begin with nothing",
		e.Cause, filepath.Join(e.Folder, fileName))
}

// damages are the errors by which the library says that a file is not, or not
// wholly, one of its own.
var damages = []error{bolterrors.ErrInvalid, bolterrors.ErrVersionMismatch, bolterrors.ErrChecksum, bolterrors.ErrInvalidMapping}

// guard does some work on the file. What the library panics with on a damaged
// page, and a page that cannot be reached, is a *DamagedError.
func guard(folder string, work func() error) (err error) {
	before := debug.SetPanicOnFault(true) // of this goroutine alone
	defer debug.SetPanicOnFault(before)
	defer func() {
		if cause := recover(); cause != nil {
			err = &DamagedError{folder, cause}
		}
	}()
	err = work()
	for _, damage := range damages {
		if errors.Is(err, damage) {
			return &DamagedError{folder, damage}
		}
	}
	return err
}

// guarded is guard for an open store: the first damage is told to whoever
// listens to Broken, and after it nothing is done any more.
func (s *file) guarded(work func() error) error {
	if known := s.damage.Load(); known != nil {
		return known
	}
	err := guard(s.folder, work)
	var damaged *DamagedError
	if errors.As(err, &damaged) && s.damage.CompareAndSwap(nil, damaged) {
		s.broken <- damaged
	}
	return err
}

// Broken gives a *DamagedError when the file turns out to be damaged while it is
// open: the program has to stop.
func (s *file) Broken() <-chan error { return s.broken }

// closeTime bounds how long the library may take to close a damaged file: it may
// hold its own locks for ever.
const closeTime = time.Second

// Close gives the file back. It waits for transactions that have begun.
func (s *file) Close() error {
	closed := make(chan error, 1)
	go func() { closed <- guard(s.folder, s.db.Close) }()
	if s.damage.Load() == nil {
		return <-closed
	}
	select {
	case <-closed:
	case <-time.After(closeTime):
	}
	return nil
}

// A call is a change that waits for its transaction.
type call struct {
	do   func(*bbolt.Tx) error
	done chan error
}

// maxBatch bounds how many changes go into one transaction.
const maxBatch = 1000

// batch makes a change together with others that come at the same time. The
// library's own Batch works in a goroutine in which nobody can catch what it
// panics with.
func (s *file) batch(do func(*bbolt.Tx) error) error {
	c := call{do, make(chan error, 1)}
	s.calling.Lock()
	s.calls = append(s.calls, c)
	if len(s.calls) == 1 && !s.committing {
		s.committing = true
		go s.commitAll()
	}
	s.calling.Unlock()
	return <-c.done
}

// commitAll makes changes until none is waiting.
func (s *file) commitAll() {
	for {
		s.calling.Lock()
		n := min(len(s.calls), maxBatch)
		calls := s.calls[:n:n]
		s.calls = s.calls[n:]
		if n == 0 {
			s.calls, s.committing = nil, false
		}
		s.calling.Unlock()
		if n == 0 {
			return
		}
		s.commit(calls)
	}
}

// commit makes changes in one transaction. One that fails is made again alone,
// and the others without it.
func (s *file) commit(calls []call) {
	for len(calls) > 0 {
		failed := -1
		err := s.guarded(func() error {
			return s.db.Update(func(tx *bbolt.Tx) error {
				for i, c := range calls {
					if err := c.do(tx); err != nil {
						failed = i
						return err
					}
				}
				return nil
			})
		})
		var damaged *DamagedError
		if failed < 0 || len(calls) == 1 || errors.As(err, &damaged) {
			for _, c := range calls {
				c.done <- err
			}
			return
		}
		alone := calls[failed]
		calls = append(calls[:failed:failed], calls[failed+1:]...)
		alone.done <- s.guarded(func() error { return s.db.Update(alone.do) })
	}
}
