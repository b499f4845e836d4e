package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// The limits of what a bot sends to the gateway
// (https://discord.com/developers/docs/events/gateway#sending-events).
const (
	framesMost = 120 // within framesSpan
	framesSpan = time.Minute
	frameBytes = 4096
	// lapseAtLeast is the shortest time after which a session has lapsed that
	// does not beat: a machine that is busy is late.
	lapseAtLeast = 5 * time.Second
)

// An offence is what a bot must not do at the gateway: the code with which it is
// closed, and why. nil is none.
type offence struct {
	code int
	why  string
}

// knownOps are the opcodes that a bot may send once its session is open.
var knownOps = []int{1, 2, 3, 4, 6, 8, 31}

// serveSession says hello, and takes what comes until the connection ends.
func (s *gateway) serveSession(w http.ResponseWriter, r *http.Request) {
	s.state.Lock()
	unreachable := s.unreachable
	s.state.Unlock()
	if unreachable {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	c := &session{conn: conn}
	if q := r.URL.Query(); !slices.Contains([]string{"9", "10"}, q.Get("v")) || q.Get("encoding") != "json" {
		s.punish(c, &offence{4012, "Invalid API version."})
		return
	}
	s.greet(c)
	for err == nil {
		err = s.hear(c, strings.TrimSuffix(r.URL.Path, "/") == resumePath)
	}
	defer s.state.Change()()
	delete(s.sessions, c)
	if c.lapse != nil {
		c.lapse.Stop()
	}
	if c.line != nil && !c.wasClosed() && websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) {
		delete(s.lines, c.line.id) // who says goodbye does not come back
	}
}

func (s *gateway) greet(c *session) {
	s.state.Lock()
	defer s.state.Unlock()
	if s.hello != "" {
		c.send(s.hello)
		s.hello = ""
	} else {
		c.write(frame{Op: 10, Data: map[string]any{"heartbeat_interval": s.heartbeat.Milliseconds()}})
	}
	s.sessions[c] = true
}

// errClosed says that the server has closed a connection.
var errClosed = errors.New("the connection was closed")

// hear takes one frame; an error ends the connection.
func (s *gateway) hear(c *session, resumes bool) error {
	_, text, err := c.conn.ReadMessage()
	if err != nil {
		return err
	}
	if o := s.take(c, text, resumes); o != nil {
		s.punish(c, o)
		return errClosed
	}
	return nil
}

// punish closes a connection for an offence, and notes it.
func (s *gateway) punish(c *session, o *offence) {
	defer s.state.Change()()
	s.offences = append(s.offences, fmt.Sprintf("%d %s", o.code, o.why))
	c.close(o.code, o.why)
}

// take deals with one frame.
func (s *gateway) take(c *session, text []byte, resumes bool) *offence {
	defer s.state.Change()()
	var in struct {
		Op   *int            `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	now := time.Now()
	c.frames = slices.DeleteFunc(append(c.frames, now), func(at time.Time) bool { return now.Sub(at) > framesSpan })
	switch {
	case len(c.frames) > framesMost:
		return &offence{4008, "Rate limited."}
	case len(text) > frameBytes || json.Unmarshal(text, &in) != nil || in.Op == nil:
		return &offence{4002, "Error while decoding payload."}
	case !slices.Contains(knownOps, *in.Op):
		return &offence{4001, "Unknown opcode."}
	case *in.Op == 1:
		return s.beat(c, in.Data)
	case *in.Op == 2 || *in.Op == 6:
		return s.begin(c, *in.Op, in.Data, resumes)
	case c.line == nil:
		return &offence{4003, "Not authenticated."}
	}
	return nil
}

// beat takes a heartbeat, which names the newest event that the bot has seen.
func (s *gateway) beat(c *session, data json.RawMessage) *offence {
	var seen *int
	if err := json.Unmarshal(data, &seen); err != nil || seen != nil && (*seen < 0 || c.line == nil && *seen > 0) {
		return &offence{4002, "Error while decoding payload."}
	}
	s.beats++
	if !s.ignoreHeartbeats {
		c.write(frame{Op: 11})
	}
	if c.lapse != nil {
		c.lapse.Reset(max(lapseAtLeast, 2*s.heartbeat))
	}
	return nil
}

// begin identifies or resumes a session.
func (s *gateway) begin(c *session, op int, data json.RawMessage, resumes bool) *offence {
	var who struct {
		Token      string
		Intents    *int
		Shard      *[2]int
		Properties map[string]string
		Session    *string `json:"session_id"`
		Sequence   *int    `json:"seq"`
	}
	switch err := json.Unmarshal(data, &who); {
	case s.fatal != 0:
		c.close(s.fatal, "no")
		return nil
	case err != nil, op == 6 && (who.Session == nil || who.Sequence == nil), op == 2 && lacks(who.Properties, "os", "browser", "device"):
		return &offence{4002, "Error while decoding payload."}
	case c.line != nil:
		return &offence{4005, "Already authenticated."}
	case strings.TrimPrefix(who.Token, "Bot ") != s.credentials.token || s.credentials.tokenLost:
		return &offence{4004, "Authentication failed."}
	case op == 6:
		if !resumes {
			s.elsewhere++
		}
		return s.resume(c, *who.Session, *who.Sequence)
	case who.Intents == nil || *who.Intents < 0 || *who.Intents >= 1<<26:
		return &offence{4013, "Invalid intent(s)."}
	case *who.Intents&^knownIntents != 0:
		return &offence{4014, "Disallowed intent(s)."}
	}
	return s.identify(c, who.Shard)
}

// knownIntents are those that the bot uses: what happens to servers, and private
// messages.
const knownIntents = 1 | intentDirectMessages

const intentDirectMessages = 1 << 12

// lacks tells whether one of the keys is missing.
func lacks(all map[string]string, keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return all[key] == "" })
}

// watch closes the session once it does not beat any more.
func (s *gateway) watch(c *session) {
	c.lapse = time.AfterFunc(max(lapseAtLeast, 2*s.heartbeat), func() { s.punish(c, &offence{4009, "Session timed out."}) })
}

// wasClosed tells whether the server has closed a connection.
func (c *session) wasClosed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}
