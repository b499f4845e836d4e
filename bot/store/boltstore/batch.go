package boltstore

import (
	"errors"

	"go.etcd.io/bbolt"
)

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
