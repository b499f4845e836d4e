package gateway

import (
	"context"
	"errors"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/guard"
)

// A shard is one of the sessions among which Discord parts the servers.
type shard struct{ number, of int }

const (
	// maxPause is the longest pause between two tries to open a session.
	maxPause = time.Minute
	// opensApart is how far apart the connections of a shard begin at least, so
	// that a gateway that takes a session and drops it at once is not asked
	// without end.
	opensApart = 500 * time.Millisecond
	// settled is from how long on a session counts as well that then has to be
	// begun anew: what is lost sooner, again and again, is paused for.
	settled = time.Minute
)

// keep keeps one session open until the context ends. One that was lost is
// resumed at once; only what comes to nothing is paused for.
func (g *Gateway) keep(ctx context.Context, s shard) error {
	var last outcome
	for failed := 0; ctx.Err() == nil; {
		if !g.cfg.Open() {
			g.cfg.Clock.Sleep(ctx, adapter.StandbyPause)
			continue
		}
		began := g.cfg.Wire.Now()
		last = g.serve(ctx, last.session, s)
		if ctx.Err() != nil {
			return nil
		}
		if fatal := last.fatal(); fatal != nil {
			return fatal
		}
		lasted := g.cfg.Wire.Now().Sub(began)
		failed = last.failures(failed, lasted)
		g.say(last)
		g.cfg.Wire.Sleep(ctx, opensApart-lasted)
		g.cfg.Clock.Sleep(ctx, last.pause(failed))
	}
	return nil
}

// An outcome is how a connection has ended.
type outcome struct {
	session *session // that can be resumed; nil is none
	opened  bool     // it was open
	err     error    // why it is not any more
}

// fatal is why no session can be had; nil where one can.
func (o outcome) fatal() error {
	var fatal *FatalError
	if errors.As(o.err, &fatal) {
		return fatal
	}
	if c, code := closingOf(o.err); c.fate == stop {
		return c.fatal(code)
	}
	return nil
}

// failures counts the connections in a row that came to nothing.
func (o outcome) failures(before int, lasted time.Duration) int {
	if o.opened && (o.session != nil || lasted >= settled) {
		return 0
	}
	return before + 1
}

// pause is how long to wait after so many failures. The gateway may ask for
// another connection before the session is open: the first time it gets one at
// once.
func (o outcome) pause(failed int) time.Duration {
	switch {
	case failed == 0, failed == 1 && (o.opened || errors.Is(o.err, errAsked)):
		return 0
	}
	return adapter.Backoff(failed-1, maxPause)
}

// say logs why there is no session: as a warning, unless it is what the gateway
// does with every session now and then.
func (g *Gateway) say(o outcome) {
	if o.opened && errors.Is(o.err, errAsked) {
		g.cfg.Log.Info("a session goes on on another connection")
		return
	}
	attrs := guard.Attrs(o.err)
	if c, code := closingOf(o.err); code != 0 {
		attrs = append(attrs, "code", code, "reason", c.reason)
	}
	g.cfg.Log.Warn("there is no session with the gateway for the moment", attrs...)
	g.lost.Failed(g.cfg.Clock.Now())
}

// serve opens or resumes a session and takes in what comes until it is lost.
func (g *Gateway) serve(ctx context.Context, known *session, s shard) (o outcome) {
	var c *connection
	err := guard.Try(func() (err error) {
		c, err = g.connect(ctx, known, s)
		return err
	})
	if err != nil {
		return outcome{session: known, err: err}
	}
	err = guard.Try(func() error { return c.hold(ctx) })
	o = outcome{session: c.session.Load(), opened: c.opened, err: err}
	closing, code := closingOf(err)
	switch {
	case errors.Is(err, errInvalid), closing.fate == anew:
		o.session = nil
	case o.session != nil && !o.opened && code != 0:
		o.session = o.session.refused()
	}
	return o
}

// connect opens a connection and asks for a session on it: the one that is
// known, else one that begins anew in its turn.
func (g *Gateway) connect(ctx context.Context, known *session, s shard) (*connection, error) {
	if known == nil {
		return g.identify(ctx, s)
	}
	address := known.address
	if address == "" {
		start, err := g.start(ctx)
		if err != nil {
			return nil, err
		}
		address = start.URL
	}
	c, err := g.dial(ctx, address)
	if err != nil {
		known.address = "" // the next try goes where sessions begin
		return nil, err
	}
	c.session.Store(known)
	if err := c.write(opResume, resumption{g.cfg.Token(), known.id, known.sequence.Load()}); err != nil {
		c.socket.Close()
		return nil, err
	}
	return c, nil
}
