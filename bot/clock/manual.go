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

	asleep chan struct{} // gets a word when somebody goes to sleep
}

// NewManual is a clock that shows now.
func NewManual(now time.Time) *Manual {
	return &Manual{now: now, moved: make(chan struct{}), asleep: make(chan struct{}, 1)}
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
		m.tellAsleep()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-moved:
		}
	}
}

// Asleep gets a word when somebody goes to sleep, or sleeps on after a move; one
// word stands for all since the last that was taken.
func (m *Manual) Asleep() <-chan struct{} { return m.asleep }

func (m *Manual) tellAsleep() {
	select {
	case m.asleep <- struct{}{}:
	default:
	}
}
