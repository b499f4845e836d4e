package news

import (
	"context"
	"sync"
	"time"

	"prayerbot/bot/clock"
)

// hostPause is the least time between two requests to one host: what several
// publishers ask of crawlers.
const hostPause = 10 * time.Second

// longestWait is how long somebody waits for a host within one fetch; where it
// would take longer, the fetch is put off.
const longestWait = time.Minute

// A pace keeps requests to one host one at a time and apart.
type pace struct {
	clock clock.Clock

	mu    sync.Mutex
	hosts map[string]*host
}

type host struct {
	busy chan struct{} // holds one value while somebody asks the host
	free time.Time     // not to be asked before; only who holds busy touches it
}

func newPace(c clock.Clock) *pace { return &pace{clock: c, hosts: map[string]*host{}} }

// A retryAfterError says that a host asked for more patience than there is now.
type retryAfterError struct{ until time.Time }

func (l *retryAfterError) Error() string { return "the host asks to wait" }

// ask waits for its turn at a host and runs what asks it. That may return for
// how long the host wants to be left alone; less than hostPause counts as that.
func (p *pace) ask(ctx context.Context, name string, request func() (leave time.Duration)) error {
	h := p.host(name)
	select {
	case h.busy <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-h.busy }()
	wait := h.free.Sub(p.clock.Now())
	if wait > longestWait {
		return &retryAfterError{h.free}
	}
	if err := p.clock.Sleep(ctx, wait); err != nil {
		return err
	}
	leave := request()
	h.free = p.clock.Now().Add(max(leave, hostPause))
	return nil
}

// maxHosts bounds how many hosts are remembered: redirects may name any.
const maxHosts = 1000

func (p *pace) host(name string) *host {
	p.mu.Lock()
	defer p.mu.Unlock()
	if h := p.hosts[name]; h != nil {
		return h
	}
	if len(p.hosts) >= maxHosts {
		p.hosts = map[string]*host{}
	}
	h := &host{busy: make(chan struct{}, 1)}
	p.hosts[name] = h
	return h
}
