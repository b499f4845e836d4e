package adapter

import "time"

// Slots bound how much is dealt with at once.
type Slots chan struct{}

// NewSlots makes so many slots, all free.
func NewSlots(n int) Slots { return make(Slots, n) }

// TryTake takes a slot; false where none is free.
func (s Slots) TryTake() bool {
	select {
	case s <- struct{}{}:
		return true
	default:
		return false
	}
}

// Free gives a slot back.
func (s Slots) Free() { <-s }

// Drain waits until all slots are free, and no longer than a time. It returns
// how many were not. None can be taken while it waits.
func (s Slots) Drain(most time.Duration) (busy int) {
	late := time.After(most)
	for n := range cap(s) {
		select {
		case s <- struct{}{}:
			defer s.Free()
		case <-late:
			return cap(s) - n
		}
	}
	return 0
}
