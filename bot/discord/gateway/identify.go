package gateway

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// identifyEvery is how far apart the sessions that share a gate may begin
// (https://discord.com/developers/docs/events/gateway#rate-limiting).
const identifyEvery = 5*time.Second + onTheWay

// onTheWay is how much longer the first of two sessions may take to reach Discord
// than the second: it counts from when it hears of them.
const onTheWay = time.Second

// Beginnings are what sessions that begin anew share. A resumed session passes
// through none of it.
type beginnings struct {
	gates   []gate                    // as many as sessions may begin at once
	resting atomic.Pointer[time.Time] // until when no session may begin; nil is no wait

	mu      sync.Mutex
	pending int // sessions that were asked for and are not open yet
	made    int // sessions that were ever asked for
}

// A gate lets sessions begin one after the other.
type gate struct {
	mu   sync.Mutex
	last time.Time // when the last one began
}

// widen sets how many sessions may begin at once. Nobody may wait for one
// meanwhile.
func (b *beginnings) widen(n int) {
	if len(b.gates) != n {
		b.gates = make([]gate, n)
	}
}

// uncounted tells, before Discord is asked how many sessions may begin, what its
// answer may leave out: the sessions that are not open yet, and, by those that
// were ever asked for, the ones to come.
func (b *beginnings) uncounted() (pending, made int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.pending, b.made
}

// reserve takes one of the sessions that may still begin by Discord's answer;
// false where those that it may leave out take them all.
func (b *beginnings) reserve(remaining, pending, made int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if pending+b.made-made >= remaining {
		return false
	}
	b.pending++
	b.made++
	return true
}

func (b *beginnings) release() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pending--
}

// identify begins a session anew, when its turn has come and Discord still
// allows one: who begins too many in a day loses the token.
func (g *Gateway) identify(ctx context.Context, s shard) (*connection, error) {
	turn := &g.begin.gates[s.number%len(g.begin.gates)]
	turn.mu.Lock()
	defer turn.mu.Unlock()
	if since := g.cfg.Clock.Now().Sub(turn.last); since >= 0 {
		g.cfg.Clock.Sleep(ctx, identifyEvery-since)
	}
	address, err := g.allowed(ctx)
	if err != nil {
		return nil, err
	}
	settle := sync.OnceFunc(g.begin.release)
	c, err := g.dial(ctx, address)
	if err != nil {
		settle()
		return nil, err
	}
	c.settle = settle
	err = c.write(opIdentify, g.identity(s))
	turn.last = g.cfg.Clock.Now()
	if err != nil {
		c.socket.Close()
		settle()
		return nil, err
	}
	return c, nil
}

// Pauses where Discord allows no further session: how long to wait at least, as
// it may say that the day is over in no time, and how long where the last ones
// may be taken by sessions that are not open yet.
const (
	shortestRest = 5 * time.Second
	pendingPause = time.Second
)

// allowed waits until Discord allows a further session, reserves it, and says
// where it begins.
func (g *Gateway) allowed(ctx context.Context) (address string, err error) {
	defer g.begin.resting.Store(nil)
	for {
		pending, made := g.begin.uncounted()
		start, err := g.start(ctx)
		if !start.Limited {
			start.Remaining = math.MaxInt
		}
		switch {
		case err != nil:
			return "", err
		case ctx.Err() != nil:
			return "", ctx.Err()
		case g.begin.reserve(start.Remaining, pending, made):
			return start.URL, nil
		}
		rest := pendingPause
		if start.Remaining <= 0 {
			rest = start.ResetAfter
			g.rest(rest)
		}
		if err := g.cfg.Clock.Sleep(ctx, rest); err != nil {
			return "", err
		}
	}
}

// rest says once that no further session may begin for a time.
func (g *Gateway) rest(rest time.Duration) {
	until := g.cfg.Clock.Now().Add(rest)
	if g.begin.resting.Swap(&until) == nil {
		g.cfg.Log.Error("Discord allows no further session today: it is waited for", "until", until.UTC().Format(time.RFC3339))
	}
}

func (g *Gateway) identity(s shard) identity {
	return identity{
		Token: g.cfg.Token(), Shard: [2]int{s.number, s.of}, Intents: g.cfg.Intents,
		Properties: map[string]string{"os": runtime.GOOS, "browser": "prayerbot", "device": "prayerbot"},
	}
}
