package gateway

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/gorilla/websocket"
)

// The gateway's opcodes
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes).
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// A payload is one message of the gateway. Its data is read by the one whom it
// concerns, so that no event can make another unreadable.
type payload struct {
	Op       int             `json:"op"`
	Data     json.RawMessage `json:"d"`
	Sequence int64           `json:"s"`
	Type     string          `json:"t"`
}

// outgoing is a payload to the gateway.
type outgoing struct {
	Op   int `json:"op"`
	Data any `json:"d"`
}

// identity begins a session anew.
type identity struct {
	Token      string            `json:"token"`
	Properties map[string]string `json:"properties"`
	Shard      [2]int            `json:"shard"`
	Intents    int               `json:"intents"`
}

// resumption takes a session up again.
type resumption struct {
	Token    string `json:"token"`
	Session  string `json:"session_id"`
	Sequence int64  `json:"seq"`
}

// maxPayload bounds what is read of one message, in bytes: the largest of
// Discord's describe servers with hundreds of channels, and are far smaller.
const maxPayload = 16 << 20

// errUnreadable says that a message was no payload; the next one may be.
var errUnreadable = errors.New("a message of the gateway could not be read")

// readPayload reads the next message. After errUnreadable the connection is as
// good as before; any other error ends it.
func readPayload(socket *websocket.Conn) (payload, error) {
	var p payload
	_, message, err := socket.NextReader()
	if err != nil {
		return p, err
	}
	var data bytes.Buffer
	if _, err := io.Copy(&data, io.LimitReader(message, maxPayload+1)); err != nil {
		return p, err
	}
	if data.Len() > maxPayload {
		if _, err := io.Copy(io.Discard, message); err != nil {
			return p, err
		}
		return p, fmt.Errorf("%w: it is longer than %d bytes", errUnreadable, maxPayload)
	}
	if err := json.Unmarshal(data.Bytes(), &p); err != nil {
		return payload{}, fmt.Errorf("%w: it is not of its form", errUnreadable)
	}
	return p, nil
}

// interval is how far apart hello asks for heartbeats.
func (p payload) interval() (time.Duration, error) {
	var hello struct {
		Milliseconds float64 `json:"heartbeat_interval"`
	}
	if p.Op != opHello || json.Unmarshal(p.Data, &hello) != nil || hello.Milliseconds < 1 {
		return 0, errors.New("the gateway did not say hello")
	}
	return time.Duration(min(hello.Milliseconds, float64(time.Hour/time.Millisecond))) * time.Millisecond, nil
}
