package outbox

import (
	"sync"
	"time"
)

// A flight is what one courier has in flight, and what it has sent lately: so
// that a store that forgets what it was told a moment ago, or comes back after
// a silence, makes this process send nothing twice.
type flight struct {
	wait sync.WaitGroup

	mu     sync.Mutex
	up     map[string]*lease    // by delivery key
	others int                  // of these no daily points
	sent   map[string]time.Time // by slot or announcement, see job.name
}

func newFlight() *flight {
	return &flight{up: map[string]*lease{}, sent: map[string]time.Time{}}
}

// take notes that a lease is in flight; false where its delivery was already:
// then the one in flight goes on under the new lease.
func (f *flight) take(l lease) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if up := f.up[l.key]; up != nil {
		up.Token, up.until = l.Token, l.until
		return false
	}
	f.up[l.key] = &l
	f.count(l, 1)
	return true
}

// current is a lease in flight with the token that it has now.
func (f *flight) current(l lease) lease {
	f.mu.Lock()
	defer f.mu.Unlock()
	if up := f.up[l.key]; up != nil {
		l.Token, l.until = up.Token, up.until
	}
	return l
}

// land notes that a lease is not in flight any more.
func (f *flight) land(l lease) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.up, l.key)
	f.count(l, -1)
}

func (f *flight) count(l lease, n int) {
	if !l.Daily() {
		f.others += n
	}
}

// announcements counts the deliveries in flight that are no daily points.
func (f *flight) announcements() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.others
}

// lately is how long what was sent is remembered: longer than a store may lose
// when it crashes or hands over to its replica.
const lately = 5 * time.Minute

// note remembers that something was sent.
func (f *flight) note(name string, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sent[name] = now
}

func (f *flight) sentLately(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, was := f.sent[name]
	return was
}

// forget drops what was sent longer ago than lately.
func (f *flight) forget(now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name, at := range f.sent {
		if age := now.Sub(at); age > lately || age < -lately {
			delete(f.sent, name)
		}
	}
}
