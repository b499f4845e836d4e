package gateway

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"time"
)

// A heart is what a connection knows of its heartbeats.
type heart struct {
	every time.Duration
	acked atomic.Bool  // the last one was acknowledged
	last  atomic.Int64 // when one was last sent, in nanoseconds of Unix
}

// beat sends a heartbeat at every interval, the first after a part of one, and
// cuts the wire where one was not acknowledged before the next.
func (c *connection) beat(ctx context.Context) {
	wire := c.gateway.cfg.Wire
	c.heart.acked.Store(true)
	for wait := rand.N(c.heart.every); wire.Sleep(ctx, wait) == nil; wait = c.heart.every { // #nosec G404 -- a pause is no secret
		if !c.heart.acked.Swap(false) {
			c.gateway.cfg.Log.Warn("the gateway does not acknowledge heartbeats: it is opened anew")
			c.leave(comeAgain)
			return
		}
		if c.sendBeat() != nil {
			c.leave(comeAgain)
			return
		}
	}
}

// beatsApart is how far apart heartbeats are that the gateway asks for: it takes
// no more than 120 messages a minute.
const beatsApart = time.Second

// beatNow sends a heartbeat that the gateway asks for, beside the reading, unless
// one was sent a moment ago.
func (c *connection) beatNow() {
	last, now := c.heart.last.Load(), c.gateway.cfg.Wire.Now().UnixNano()
	if now-last >= int64(beatsApart) && c.heart.last.CompareAndSwap(last, now) {
		go c.guard("a heartbeat", func() { c.sendBeat() })
	}
}

// sendBeat sends a heartbeat with the number of the newest event; null where
// there was none.
func (c *connection) sendBeat() error {
	c.heart.last.Store(c.gateway.cfg.Wire.Now().UnixNano())
	var sequence any
	if s := c.session.Load(); s != nil {
		sequence = s.sequence.Load()
	}
	return c.write(opHeartbeat, sequence)
}
