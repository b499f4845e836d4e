// Package fake holds what the fake servers of all platforms need: waiting for a
// change, addresses by which it is known who has sent something, and messages
// that are held on their way.
//
// It is for tests alone, knows no platform, and keeps everything in memory.
package fake

import (
	"context"
	"fmt"
	"sync"
)

// A State is the lock over what a server keeps. Whoever waits is told of every
// change.
type State struct {
	sync.Mutex
	changed chan struct{} // closed and renewed at every change
}

// NewState makes a State in which nothing has changed yet.
func NewState() *State { return &State{changed: make(chan struct{})} }

// Change locks for a change; what is returned must be called at the end.
func (s *State) Change() (done func()) {
	s.Lock()
	return func() {
		s.Signal()
		s.Unlock()
	}
}

// Signal tells of a change. It is called under the lock.
func (s *State) Signal() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Changed is closed at the next change. It is called under the lock.
func (s *State) Changed() <-chan struct{} { return s.changed }

// Await waits until a condition holds. It is looked at after every change.
func (s *State) Await(ctx context.Context, holds func() bool) error {
	for {
		s.Lock()
		changed := s.changed
		s.Unlock()
		if holds() {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("what was awaited did not come: %w", ctx.Err())
		case <-changed:
		}
	}
}
