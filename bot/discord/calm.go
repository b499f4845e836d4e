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
	mu      sync.Mutex
	since   map[string]time.Time
	stirred map[string]time.Time // the servers in which something was stopped, and when
}

// calmFor is how long a server is taken for calm; and how long it is not where something
// was stopped, because the stop is stored after it was noted here.
const calmFor = 10 * time.Minute

// mostCalm bounds how many calm ones are remembered; the others are looked up each time.
const mostCalm = 10_000

// is tells whether a server was calm of late.
func (c *calm) is(guild string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	since, known := c.since[guild]
	return known && recent(since, now)
}

// note remembers that nothing waited in a server when it was looked up, but for one in
// which something may have been stopped since.
func (c *calm) note(guild string, looked time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if stirred, is := c.stirred[guild]; is && looked.Sub(stirred) < calmFor {
		return
	}
	c.since = withRoom(c.since, looked)
	if len(c.since) < mostCalm {
		c.since[guild] = looked
	}
}

// stir forgets that a server was calm: something is stopped there.
func (c *calm) stir(guild string, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.since, guild)
	c.stirred = withRoom(c.stirred, now)
	c.stirred[guild] = now
}

// withRoom makes room among times for one more, where some have passed.
func withRoom(times map[string]time.Time, now time.Time) map[string]time.Time {
	if times == nil {
		return map[string]time.Time{}
	}
	if len(times) >= mostCalm {
		maps.DeleteFunc(times, func(_ string, since time.Time) bool { return !recent(since, now) })
	}
	return times
}

func recent(since, now time.Time) bool {
	return !now.Before(since) && now.Sub(since) < calmFor
}
