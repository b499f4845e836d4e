package clock

import (
	"context"
	"sync"
	"time"
)

// Manual is a clock that stands still until somebody moves it.
type Manual struct {
	mu    sync.Mutex
	now   time.Time
	moved chan struct{} // closed and renewed at every move
}

// NewManual is a clock that shows now.
func NewManual(now time.Time) *Manual {
	return &Manual{now: now, moved: make(chan struct{})}
}

// Now is the time last set.
func (m *Manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// Advance moves the clock by d, which may be negative, and wakes the sleepers
// whose time has come.
func (m *Manual) Advance(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(d)
	close(m.moved)
	m.moved = make(chan struct{})
}

// Set moves the clock to t.
func (m *Manual) Set(t time.Time) { m.Advance(t.Sub(m.Now())) }

// Sleep waits until the clock has been moved by d.
func (m *Manual) Sleep(ctx context.Context, d time.Duration) error {
	until := m.Now().Add(d)
	for {
		m.mu.Lock()
		now, moved := m.now, m.moved
		m.mu.Unlock()
		if !now.Before(until) {
			return ctx.Err()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-moved:
		}
	}
}
