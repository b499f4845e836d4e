package outbox

import (
	"sync"
	"time"
)

// inFlight is what one courier has in flight.
type inFlight struct {
	wait sync.WaitGroup

	mu     sync.Mutex
	up     map[string]*holding // by delivery key
	others int                 // of these no daily points
}

// A holding is by what, and until when, a delivery in flight is held now.
type holding struct {
	by    *task
	token string
	until time.Time
}

func newInFlight() *inFlight {
	return &inFlight{up: map[string]*holding{}}
}

// add notes that a task is in flight until its lease runs out; false where
// its delivery was already: then the one in flight goes on under the new lease.
func (f *inFlight) add(p *task, until time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if h := f.up[p.key]; h != nil {
		h.token, h.until = p.Token, until
		return false
	}
	f.up[p.key] = &holding{p, p.Token, until}
	if !p.Daily() {
		f.others++
	}
	return true
}

// lease is the lease of a task with the token that it has now, or had when it
// was removed.
func (f *inFlight) lease(p *task) Lease {
	f.mu.Lock()
	defer f.mu.Unlock()
	l := p.Lease
	if h := f.up[p.key]; h != nil && h.by == p {
		l.Token = h.token
	}
	return l
}

// until is when the lease of a task in flight runs out.
func (f *inFlight) until(p *task) time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.up[p.key].until
}

// remove notes that a task is not in flight any more: who leases its delivery
// from now on has a task of their own. A second time does nothing.
func (f *inFlight) remove(p *task) {
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.up[p.key]
	if h == nil || h.by != p {
		return
	}
	p.Token = h.token
	delete(f.up, p.key)
	if !p.Daily() {
		f.others--
	}
}

// announcements counts the tasks in flight that are no daily points.
func (f *inFlight) announcements() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.others
}
