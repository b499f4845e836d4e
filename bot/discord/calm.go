package discord

import (
	"maps"
	"sync"
	"time"
)

// calm are the servers in which nothing waited when that was looked up last: what
// changes there costs no search in the store. They are in memory alone, and each is
// looked up anew after calmFor at the latest. It is safe for concurrent use.
type calm struct {
	mu    sync.Mutex
	since map[string]time.Time
}

// calmFor is how long a server is taken for calm: a stop may be stored just after it was
// looked up.
const calmFor = 10 * time.Minute

// mostCalm bounds how many are remembered; the others are looked up each time.
const mostCalm = 10_000

// is tells whether a server was calm of late.
func (c *calm) is(guild string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	since, known := c.since[guild]
	return known && recent(since, now)
}

// note remembers that nothing waits in a server.
func (c *calm) note(guild string, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.since == nil {
		c.since = map[string]time.Time{}
	}
	if len(c.since) >= mostCalm {
		maps.DeleteFunc(c.since, func(_ string, since time.Time) bool { return !recent(since, now) })
	}
	if len(c.since) < mostCalm {
		c.since[guild] = now
	}
}

// stir forgets that a server was calm: something was stopped there.
func (c *calm) stir(guild string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.since, guild)
}

func recent(since, now time.Time) bool {
	return !now.Before(since) && now.Sub(since) < calmFor
}
