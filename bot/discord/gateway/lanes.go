package gateway

import (
	"log/slog"
	"sync"
	"time"

	"prayerbot/bot/guard"
)

// Lanes do work beside the one who asks for it: what has the same key in the
// order in which it was asked for, what has not at the same time. No work ends
// the process by a panic, and none can make another wait but in its own lane and
// for a place.
type Lanes struct {
	log    *slog.Logger
	places chan struct{} // for work that is being done
	most   int           // that may wait or be done

	mu     sync.Mutex
	inside int
	idle   chan struct{} // closed when nothing is inside; nil where nobody waits for it
	lanes  map[string][]func()
}

// NewLanes makes Lanes that do so much at once, and take in so much.
func NewLanes(log *slog.Logger, atOnce, most int) *Lanes {
	return &Lanes{log: log, places: make(chan struct{}, atOnce), most: most, lanes: map[string][]func(){}}
}

// Do does some work in the lane of a key, and returns at once; false where so
// much is inside that it is not done. What panics is logged under a name.
func (l *Lanes) Do(key, name string, work func()) bool {
	guarded := func() { guard.Do(work).Log(l.log, "an event could not be dealt with", "event", name) }
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.inside >= l.most {
		return false
	}
	l.inside++
	waiting, runs := l.lanes[key]
	l.lanes[key] = append(waiting, guarded)
	if !runs {
		go l.run(key)
	}
	return true
}

// run does all work of a lane.
func (l *Lanes) run(key string) {
	for {
		l.mu.Lock()
		waiting := l.lanes[key]
		if len(waiting) == 0 {
			delete(l.lanes, key)
			l.mu.Unlock()
			return
		}
		l.lanes[key] = waiting[1:]
		l.mu.Unlock()
		l.places <- struct{}{}
		waiting[0]()
		<-l.places
		l.done()
	}
}

func (l *Lanes) done() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.inside--; l.inside == 0 && l.idle != nil {
		close(l.idle)
		l.idle = nil
	}
}

// Drain waits until all work is done, and no longer than a time. It returns how
// much is not.
func (l *Lanes) Drain(most time.Duration) (left int) {
	l.mu.Lock()
	if l.inside == 0 {
		l.mu.Unlock()
		return 0
	}
	if l.idle == nil {
		l.idle = make(chan struct{})
	}
	idle := l.idle
	l.mu.Unlock()
	select {
	case <-idle:
		return 0
	case <-time.After(most):
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.inside
}
