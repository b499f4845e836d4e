package discord

import (
	"context"
	"sync"
	"time"

	"prayerbot/bot/clock"
)

// lookAfter is how long a look at a server waits for what else changes there: whoever
// changes a category changes each of its channels.
const lookAfter = 2 * time.Second

// looks gathers what asks for a look at a server: one look, some time after the first,
// answers all that ask before it. What waits at the end is looked at then. All of it is in
// memory. It is safe for concurrent use.
type looks struct {
	clock clock.Clock
	after time.Duration // lookAfter
	mu    sync.Mutex
	due   map[string]bool // the servers that will be looked at
	rush  context.Context // ends when nothing is to be waited for any more
	hurry context.CancelFunc
	all   sync.WaitGroup
}

func newLooks(c clock.Clock) *looks {
	l := &looks{clock: c, after: lookAfter, due: map[string]bool{}}
	l.rush, l.hurry = context.WithCancel(context.Background())
	return l
}

// soon has a server looked at, where nothing has asked for that yet. It does not wait;
// look must not either.
func (l *looks) soon(guild string, look func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.due[guild] {
		return
	}
	l.due[guild] = true
	rush := l.rush
	l.all.Go(func() {
		l.clock.Sleep(rush, l.after) // an end of the pause is its purpose
		l.mu.Lock()
		delete(l.due, guild)
		l.mu.Unlock()
		look()
	})
}

// finish has looked at what waits when it returns.
func (l *looks) finish() {
	l.mu.Lock()
	l.hurry()
	l.rush, l.hurry = context.WithCancel(context.Background())
	l.mu.Unlock()
	l.all.Wait()
}
