package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"prayerbot/bot/guard"
)

// A session is what can be resumed on another connection.
type session struct {
	id       string
	address  string       // where Discord wants it resumed; "" is where it was begun
	sequence atomic.Int64 // of the newest event
}

// A connection is one wire to the gateway, with the session that it carries.
type connection struct {
	gateway *gateway
	socket  *websocket.Conn
	open    func() bool
	session atomic.Pointer[session] // nil: there is nothing to resume
	ready   bool                    // the session is open
	every   time.Duration
	acked   atomic.Bool // the last heartbeat was acknowledged

	writing sync.Mutex
}

// openTime bounds how long a session may take to open.
const openTime = 30 * time.Second

// dial opens a connection and takes the gateway's hello.
func (g *gateway) dial(ctx context.Context, address string, open func() bool) (*connection, error) {
	dialer := websocket.Dialer{HandshakeTimeout: openTime, Proxy: websocket.DefaultDialer.Proxy}
	socket, response, err := dialer.DialContext(ctx, address+"/?v="+discordgo.APIVersion+"&encoding=json", nil)
	if response != nil && response.Body != nil {
		response.Body.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("open the gateway: %w", err)
	}
	c := &connection{gateway: g, socket: socket, open: open}
	socket.SetReadDeadline(time.Now().Add(openTime))
	hello, err := readPayload(socket)
	if err == nil {
		c.every, err = hello.interval()
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

// An ending is why a connection has ended.
type ending int

const (
	dropped     ending = iota // the wire was cut, or the gateway asks to come again: the session can be resumed
	invalidated               // the session is over
)

// hold takes in what comes until the connection ends or the context does. The
// error is of a close code, or of the wire.
func (c *connection) hold(ctx context.Context) (ending, error) {
	beating, still := context.WithCancel(ctx)
	var beats sync.WaitGroup
	beats.Go(func() { c.beat(beating) })
	stop := context.AfterFunc(ctx, c.leave)
	defer func() {
		stop()
		still()
		c.socket.Close()
		beats.Wait()
	}()
	for {
		p, err := readPayload(c.socket)
		switch {
		case errors.Is(err, errUnreadable):
			c.gateway.log.Warn("an event is passed over", "error", err)
			continue
		case err != nil:
			return dropped, err
		}
		end, over := dropped, false
		c.gateway.logPanic(p.Type, guard.Do(func() { end, over = c.take(p) }))
		if over {
			return end, nil
		}
	}
}

// take deals with one payload; over ends the connection.
func (c *connection) take(p payload) (end ending, over bool) {
	if s := c.session.Load(); s != nil && p.Sequence > 0 {
		s.sequence.Store(p.Sequence)
	}
	switch p.Op {
	case opDispatch:
		c.dispatch(p)
	case opHeartbeat:
		go c.write(opHeartbeat, c.sequence())
	case opAck:
		c.acked.Store(true)
	case opReconnect:
		return dropped, true
	case opInvalid:
		resumable := false
		if json.Unmarshal(p.Data, &resumable) == nil && resumable {
			return dropped, true
		}
		return invalidated, true
	}
	return dropped, false
}

// opened notes that the session is open.
func (c *connection) opened() {
	if !c.ready {
		c.ready = true
		c.socket.SetReadDeadline(time.Time{}) // from now on the heartbeat watches
		c.gateway.alive.Add(1)
		if c.gateway.standing.Admit() {
			c.gateway.log.Info("Discord lets the bot in again")
		}
	}
}

// begun reads the session out of READY. Where that does not name it, the next
// connection begins anew.
func (c *connection) begun(p payload) {
	var ready struct {
		ID      string `json:"session_id"`
		Address string `json:"resume_gateway_url"`
	}
	var begun *session
	if json.Unmarshal(p.Data, &ready) == nil && ready.ID != "" {
		begun = &session{id: ready.ID}
		if strings.HasPrefix(ready.Address, "wss://") || strings.HasPrefix(ready.Address, "ws://") {
			begun.address = strings.TrimRight(ready.Address, "/")
		}
		begun.sequence.Store(p.Sequence)
	}
	c.session.Store(begun)
	c.opened()
}

// sequence is the number of the newest event; nil where there was none.
func (c *connection) sequence() any {
	if s := c.session.Load(); s != nil {
		return s.sequence.Load()
	}
	return nil
}

// beat sends a heartbeat at every interval, the first after a part of one, and
// cuts the wire where one was not acknowledged before the next.
func (c *connection) beat(ctx context.Context) {
	c.acked.Store(true)
	for wait := rand.N(c.every); c.gateway.wire.Sleep(ctx, wait) == nil; wait = c.every { // #nosec G404 -- a pause is no secret
		if !c.acked.Swap(false) {
			c.gateway.log.Warn("the gateway does not acknowledge heartbeats: it is opened anew")
			c.socket.Close()
			return
		}
		if c.write(opHeartbeat, c.sequence()) != nil {
			c.socket.Close()
			return
		}
	}
}

// leave says goodbye, which ends the session, and cuts the wire.
func (c *connection) leave() {
	goodbye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	c.socket.WriteControl(websocket.CloseMessage, goodbye, time.Now().Add(time.Second))
	c.socket.Close()
}
