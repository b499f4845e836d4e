// Package outage keeps the log readable while something fails again and again: what
// repeats is folded, and when it works again the log says for how long it did not.
//
// It never hides a failure that was not said in the last minutes, nor one that differs
// in more than numbers. It keeps what it counts in memory alone: after a crash it
// begins anew, and a failure that lasts is said once more.
package outage

import (
	"log/slog"
	"sync"
	"time"
)

// An Outage is the time in which something fails without having worked between. The
// zero Outage is none. It is safe for concurrent use.
type Outage struct {
	mu    sync.Mutex
	since time.Time // zero is none
	tries int
}

// Failed notes a failure.
func (o *Outage) Failed(now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.tries == 0 {
		o.since = now
	}
	o.tries++
}

// Over notes that it works, and says so in the log where it did not before, with for
// how long and how often it failed.
func (o *Outage) Over(log *slog.Logger, now time.Time, message string, about ...any) {
	o.mu.Lock()
	since, tries := o.since, o.tries
	o.tries = 0
	o.mu.Unlock()
	if tries > 0 {
		log.Info(message, append(about, "for", span(since, now), "times", tries)...)
	}
}

// span is how long something took, as people read it.
func span(since, until time.Time) string {
	return max(0, until.Sub(since)).Round(time.Second).String()
}
