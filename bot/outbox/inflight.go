package outbox

import (
	"sync"
	"time"
)

// A flight is what one courier has in flight.
type inFlight struct {
	wait sync.WaitGroup

	mu     sync.Mutex
	up     map[string]holding // by delivery key
	others int                // of these no daily points
}

// A holding is by what, and until when, a delivery in flight is held now.
type holding struct {
	token string
	until time.Time
}

func newInFlight() *inFlight {
	return &inFlight{up: map[string]holding{}}
}

// take notes that a parcel is in flight until its lease runs out; false where
// its delivery was already: then the one in flight goes on under the new lease.
func (f *inFlight) add(p *parcel, until time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, was := f.up[p.key]
	f.up[p.key] = holding{p.Token, until}
	if !was && !p.Daily() {
		f.others++
	}
	return !was
}

// lease is the lease of a parcel in flight with the token that it has now.
func (f *inFlight) lease(p *parcel) Lease {
	l := p.Lease
	f.mu.Lock()
	defer f.mu.Unlock()
	l.Token = f.up[p.key].token
	return l
}

// until is when the lease of a parcel in flight runs out.
func (f *inFlight) until(p *parcel) time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.up[p.key].until
}

// land notes that a parcel is not in flight any more.
func (f *inFlight) remove(p *parcel) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.up, p.key)
	if !p.Daily() {
		f.others--
	}
}

// announcements counts the parcels in flight that are no daily points.
func (f *inFlight) announcements() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.others
}
