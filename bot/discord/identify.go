package discord

import (
	"context"
	"sync"
	"time"
)

// identifyEvery is how far apart the sessions that share a gate may begin
// (https://discord.com/developers/docs/events/gateway#rate-limiting).
const identifyEvery = 5 * time.Second

// A gate lets sessions begin one after the other. Discord has as many as it
// lets sessions begin at once; a resumed session passes through none.
type gate struct {
	mu   sync.Mutex
	last time.Time // when the last one began
}

// identify begins a session anew, when its turn has come and Discord still
// allows one: who begins too many in a day loses the token.
func (g *gateway) identify(ctx context.Context, s shard, open func() bool) (*connection, error) {
	turn := &g.gates[s.number%len(g.gates)]
	turn.mu.Lock()
	defer turn.mu.Unlock()
	if since := g.clock.Now().Sub(turn.last); since >= 0 {
		g.clock.Sleep(ctx, identifyEvery-since)
	}
	address, err := g.allowed(ctx)
	if err != nil {
		return nil, err
	}
	c, err := g.dial(ctx, address, open)
	if err != nil {
		return nil, err
	}
	turn.last = g.clock.Now()
	if err := c.write(opIdentify, g.identity(s)); err != nil {
		c.socket.Close()
		return nil, err
	}
	return c, nil
}

// shortestRest is how long to wait at least where Discord allows no further
// session: it may say that the day is over in no time.
const shortestRest = 5 * time.Second

// allowed waits until Discord allows a further session, and says where it
// begins.
func (g *gateway) allowed(ctx context.Context) (address string, err error) {
	defer g.resting.Store(nil)
	for {
		asked, err := g.askGateway(ctx)
		if err != nil {
			return "", err
		}
		limit := asked.SessionStartLimit
		if limit.Remaining > 0 || limit.Total <= 0 {
			return asked.URL, ctx.Err()
		}
		rest := max(shortestRest, time.Duration(limit.ResetAfter)*time.Millisecond)
		until := g.clock.Now().Add(rest)
		if g.resting.Swap(&until) == nil {
			g.log.Error("Discord allows no further session today: it is waited for", "until", until.UTC().Format(time.RFC3339))
		}
		if err := g.clock.Sleep(ctx, rest); err != nil {
			return "", err
		}
	}
}
