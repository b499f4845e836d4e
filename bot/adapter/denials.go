package adapter

import (
	"maps"
	"sync"
	"time"
)

// denialLife is how long it is remembered that somebody is no moderator: whoever
// becomes one waits no longer than that, and whoever tries again and again costs
// the platform one question a minute.
const denialLife = time.Minute

// maxDenials is from how many on those are forgotten whose time is over, and all
// where none is.
const maxDenials = 10_000

// Denials remember, in memory alone, who was no moderator a moment ago. That
// somebody is one is never remembered. The zero value is ready to use.
type Denials struct {
	mu    sync.Mutex
	known map[denied]denial
}

type denied struct{ place, person string }

type denial struct {
	roles []string // the platform's roles that the person held
	until time.Time
}

// Find tells whether a person was no moderator of a place a moment ago, and the
// platform's roles that they held then; nil is none.
func (d *Denials) Find(place, person string, now time.Time) (roles []string, known bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	found, known := d.known[denied{place, person}]
	return found.roles, known && now.Before(found.until) && !now.Add(denialLife).Before(found.until)
}

// Keep remembers that a person is no moderator of a place.
func (d *Denials) Keep(place, person string, roles []string, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.known) >= maxDenials {
		maps.DeleteFunc(d.known, func(_ denied, old denial) bool { return !now.Before(old.until) })
	}
	if d.known == nil || len(d.known) >= maxDenials {
		d.known = map[denied]denial{}
	}
	d.known[denied{place, person}] = denial{roles, now.Add(denialLife)}
}
