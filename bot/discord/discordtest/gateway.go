package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// heartbeatEvery is what hello asks for, in milliseconds.
const heartbeatEvery = 41250

// A session is one gateway connection.
type session struct {
	mu       sync.Mutex
	conn     *websocket.Conn
	ready    bool
	sequence int
}

type frame struct {
	Op       int    `json:"op"`
	Data     any    `json:"d"`
	Sequence int    `json:"s,omitempty"`
	Type     string `json:"t,omitempty"`
}

func (c *session) write(f frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	c.conn.WriteJSON(f)
}

// gateway says hello, takes identify or resume, and answers heartbeats.
func (s *Server) gateway(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	c := &session{conn: conn}
	c.write(frame{Op: 10, Data: map[string]any{"heartbeat_interval": heartbeatEvery}})
	s.mu.Lock()
	s.sessions[c] = true
	s.mu.Unlock()
	defer func() {
		defer s.lock()()
		delete(s.sessions, c)
	}()
	for {
		var in struct {
			Op   int
			Data json.RawMessage `json:"d"`
		}
		if err := conn.ReadJSON(&in); err != nil {
			return
		}
		if !s.take(c, in.Op, in.Data) {
			return
		}
	}
}

// take deals with one frame; false ends the session.
func (s *Server) take(c *session, op int, data json.RawMessage) bool {
	switch op {
	case 1:
		if !s.hearts() {
			return true
		}
		c.write(frame{Op: 11})
	case 2, 6:
		return s.begin(c, op, data)
	default:
		c.close(4001, "Unknown opcode")
		return false
	}
	return true
}

// begin identifies or resumes a session.
func (s *Server) begin(c *session, op int, data json.RawMessage) bool {
	var who struct {
		Token   string
		Intents *int
		Shard   *[2]int
	}
	json.Unmarshal(data, &who)
	defer s.lock()()
	switch {
	case s.fatal != 0:
		c.close(s.fatal, "no")
		return false
	case who.Token != "Bot "+Token:
		c.close(4004, "Authentication failed.")
		return false
	case op == 2 && (who.Intents == nil || *who.Intents&^1 != 0):
		c.close(4014, "Disallowed intent(s).")
		return false
	}
	c.ready = true
	if op == 6 {
		s.resumes++
		c.sequence++
		c.write(frame{Op: 0, Type: "RESUMED", Sequence: c.sequence, Data: map[string]any{}})
		return true
	}
	s.identifies++
	if who.Shard != nil {
		s.shardsSeen = append(s.shardsSeen, *who.Shard)
	}
	c.sequence++
	c.write(frame{Op: 0, Type: "READY", Sequence: c.sequence, Data: map[string]any{
		"v": 9, "session_id": "session", "user": map[string]any{"id": BotID, "username": "Prayer", "bot": true},
		"guilds": []any{}, "application": map[string]any{"id": BotID},
	}})
	return true
}

func (c *session) close(code int, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, text), time.Now().Add(time.Second))
}

// dispatch sends an event to every session.
func (s *Server) dispatch(kind string, data any) {
	for c := range s.sessions {
		if c.ready {
			c.sequence++
			c.write(frame{Op: 0, Type: kind, Sequence: c.sequence, Data: data})
		}
	}
}

// Connected counts the sessions that are ready.
func (s *Server) Connected() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for c := range s.sessions {
		if c.ready {
			n++
		}
	}
	return n
}

// ShardsSeen are the shards that sessions named, in order of their numbers.
func (s *Server) ShardsSeen() [][2]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.Clone(s.shardsSeen)
	slices.SortFunc(all, func(a, b [2]int) int { return a[0] - b[0] })
	return all
}

// Sessions counts how often a session was begun anew, and how often resumed.
func (s *Server) Sessions() (identified, resumed int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.identifies, s.resumes
}

// DropGateway cuts all sessions.
func (s *Server) DropGateway() {
	defer s.lock()()
	for c := range s.sessions {
		c.conn.Close()
	}
}

// RefuseSessions closes every session that begins with a code; 0 takes them
// again.
func (s *Server) RefuseSessions(code int) {
	defer s.lock()()
	s.fatal = code
}

// StopHeart makes the gateway acknowledge no heartbeat any more.
func (s *Server) StopHeart() {
	defer s.lock()()
	s.heartless = true
}

func (s *Server) hearts() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.heartless
}
