package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"prayerbot/bot/guard"
)

// A connection is one wire to the gateway, with the session that it carries.
type connection struct {
	gateway *Gateway
	socket  *websocket.Conn
	address string
	session atomic.Pointer[session] // nil: there is nothing to resume
	opened  bool                    // the session is open
	settle  func()                  // is called when the session is open, or never will be
	heart   heart

	writing sync.Mutex
}

// openTime bounds how long a session may take to open, and is extended by all
// that comes meanwhile.
const openTime = 30 * time.Second

// dial opens a connection and takes the gateway's hello.
func (g *Gateway) dial(ctx context.Context, address string) (*connection, error) {
	dialer := websocket.Dialer{HandshakeTimeout: openTime, Proxy: websocket.DefaultDialer.Proxy}
	socket, response, err := dialer.DialContext(ctx, address+"/?v="+g.cfg.Version+"&encoding=json", nil)
	if response != nil && response.Body != nil {
		response.Body.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("open the gateway: %w", err)
	}
	c := &connection{gateway: g, socket: socket, address: address, settle: func() {}}
	socket.SetReadDeadline(time.Now().Add(openTime))
	hello, err := readPayload(socket)
	if err == nil {
		c.heart.every, err = hello.interval()
	}
	if err != nil {
		socket.Close()
		return nil, err
	}
	return c, nil
}

// writeTime bounds how long a message to the gateway may take.
const writeTime = 10 * time.Second

func (c *connection) write(op int, data any) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.socket.SetWriteDeadline(time.Now().Add(writeTime))
	return c.socket.WriteJSON(outgoing{op, data})
}

// errAsked says that the gateway asks for another connection, and errInvalid
// that the session is over.
var (
	errAsked   = errors.New("the gateway asks for another connection")
	errInvalid = errors.New("the session is over")
)

// hold takes in what comes until the connection ends, and says why.
func (c *connection) hold(ctx context.Context) error {
	beating, still := context.WithCancel(ctx)
	var beats sync.WaitGroup
	beats.Go(func() { c.guard("a heartbeat", func() { c.beat(beating) }) })
	bye := context.AfterFunc(ctx, func() { c.leave(websocket.CloseNormalClosure) })
	defer func() {
		bye()
		still()
		c.leave(comeAgain)
		beats.Wait()
		c.end()
	}()
	for {
		p, err := readPayload(c.socket)
		switch {
		case errors.Is(err, errUnreadable):
			c.gateway.cfg.Log.Warn("an event is passed over", "error", err)
			continue
		case err != nil:
			return err
		}
		c.guard(p.Type, func() { err = c.take(p) })
		if err != nil {
			return err
		}
	}
}

// guard does some work; what panics in it is logged.
func (c *connection) guard(what string, work func()) {
	guard.Do(work).Log(c.gateway.cfg.Log, "an event could not be dealt with", "event", what)
}

// take deals with one payload; an error ends the connection.
func (c *connection) take(p payload) error {
	if s := c.session.Load(); s != nil && p.Sequence > 0 {
		s.sequence.Store(p.Sequence)
	}
	if !c.opened {
		c.socket.SetReadDeadline(time.Now().Add(openTime))
	}
	switch p.Op {
	case opDispatch:
		c.dispatch(p)
	case opHeartbeat:
		c.beatNow()
	case opAck:
		c.heart.acked.Store(true)
	case opReconnect:
		return errAsked
	case opInvalid:
		resumable := false
		if json.Unmarshal(p.Data, &resumable) == nil && resumable {
			return errAsked
		}
		return errInvalid
	}
	return nil
}

// dispatch deals with what concerns the session itself, and hands on all other
// events.
func (c *connection) dispatch(p payload) {
	switch p.Type {
	case "READY":
		c.session.Store(readSession(p, c.address))
		c.open()
	case "RESUMED":
		if s := c.session.Load(); s != nil {
			s.refusals = 0
		}
		c.open()
	default:
		c.gateway.cfg.Handle(Event{p.Type, p.Data})
	}
}

// open notes that the session is open.
func (c *connection) open() {
	if c.opened {
		return
	}
	c.opened = true
	c.socket.SetReadDeadline(time.Time{}) // from now on the heartbeat watches
	if g := c.gateway; g.alive.Add(1) >= g.shards.Load() {
		g.lost.Over(g.cfg.Log, g.cfg.Clock.Now(), "the session with the gateway is open again")
	}
	c.settle()
	c.gateway.cfg.Opened()
}

// end notes that the connection is over.
func (c *connection) end() {
	if c.opened {
		c.gateway.alive.Add(-1)
	}
	c.settle()
}

// comeAgain is the code with which a connection is closed whose session will be
// resumed: a normal closure would end it.
const comeAgain = 4000

// leave closes the connection with a code.
func (c *connection) leave(code int) {
	c.socket.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	c.socket.Close()
}
