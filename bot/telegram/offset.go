package telegram

import (
	"context"
	"sync"
	"time"

	"prayerbot/bot/clock"
)

// An offset is how far the updates are handled. Telegram gives again what it has
// not been told of, so it stays at the first one that is not.
type offset struct {
	mu       sync.Mutex
	next     int64          // the number behind the last one that was taken
	open     map[int64]bool // those that are being handled
	finished chan struct{}  // gets a word when one is
}

func newOffset() *offset { return &offset{open: map[int64]bool{}, finished: make(chan struct{}, 1)} }

// begin notes that an update is being handled; false where it was taken with an
// earlier batch, before which floor was the next one.
func (o *offset) begin(id, floor int64) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if id < floor || o.open[id] {
		return false
	}
	o.open[id] = true
	o.next = max(o.next, id+1)
	return true
}

// floor is the number behind the last one that was taken.
func (o *offset) floor() int64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.next
}

// finish notes that an update is handled.
func (o *offset) finish(id int64) {
	o.mu.Lock()
	delete(o.open, id)
	o.mu.Unlock()
	select {
	case o.finished <- struct{}{}:
	default:
	}
}

// pass goes to a number; it never goes back.
func (o *offset) pass(next int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.next = max(o.next, next)
}

// now is the number of the first update that is not handled; 0 is not known yet.
func (o *offset) now() int64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	first := o.next
	for id := range o.open {
		first = min(first, id)
	}
	return first
}

// idle tells whether all that was taken is handled.
func (o *offset) idle() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.open) == 0
}

// patience is how long new updates wait for those before them to be handled. That
// takes milliseconds, but where Telegram itself is asked for something.
const patience = 250 * time.Millisecond

// settle waits until all that was taken is handled, or until the patience is
// over.
func (o *offset) settle(ctx context.Context, c clock.Clock) {
	ctx, end := context.WithCancel(ctx)
	defer end()
	go func() {
		defer end()
		c.Sleep(ctx, patience)
	}()
	for !o.idle() {
		select {
		case <-o.finished:
		case <-ctx.Done():
			return
		}
	}
}
