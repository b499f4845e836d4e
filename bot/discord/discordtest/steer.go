package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// Shards is how many shards the bot has to have from now on.
func (s *Server) Shards(n int) {
	defer s.lock()()
	s.shards = n
}

// Connected counts the sessions that are ready.
func (s *Server) Connected() int {
	s.state.Lock()
	defer s.state.Unlock()
	n := 0
	for c := range s.sessions {
		if c.line != nil {
			n++
		}
	}
	return n
}

// ShardsSeen are the shards that sessions named, in order of their numbers.
func (s *Server) ShardsSeen() [][2]int {
	s.state.Lock()
	defer s.state.Unlock()
	all := slices.Clone(s.shardsSeen)
	slices.SortFunc(all, func(a, b [2]int) int { return a[0] - b[0] })
	return all
}

// Sessions counts how often a session was begun anew, and how often resumed.
func (s *Server) Sessions() (identified, resumed int) {
	s.state.Lock()
	defer s.state.Unlock()
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

// AskToReconnect tells every session to come again on another connection (op 7).
func (s *Server) AskToReconnect() {
	defer s.lock()()
	for c := range s.sessions {
		c.write(frame{Op: 7})
	}
}

// Invalidate tells every session that it is over (op 9) and forgets it.
func (s *Server) Invalidate() {
	defer s.lock()()
	s.lines = map[string]*line{}
	for c := range s.sessions {
		c.line = nil
		c.write(frame{Op: 9, Data: false})
	}
}

// AnswerResume answers the next resume with an op instead: 7 asks to come
// again, 9 says that the session is over.
func (s *Server) AnswerResume(op int) {
	defer s.lock()()
	s.resumeOp = op
}

// Heartbeat is how often hello asks for a heartbeat from now on.
func (s *Server) Heartbeat(every time.Duration) {
	defer s.lock()()
	s.heartbeat = every
}

// Beats counts the heartbeats of all sessions.
func (s *Server) Beats() int {
	s.state.Lock()
	defer s.state.Unlock()
	return s.beats
}

// AskForHeartbeat asks every session for a heartbeat at once (op 1).
func (s *Server) AskForHeartbeat() { s.Payload(`{"op":1,"d":null}`) }

// AllowStarts is how many more sessions may be begun, and after what time the
// bot is told to come again where there is none. Who begins more loses the
// token.
func (s *Server) AllowStarts(n int, after time.Duration) {
	defer s.lock()()
	s.starts, s.startsAfter = s.identifies+n, after
}

// TokenLost tells whether more sessions were begun than are allowed.
func (s *Server) TokenLost() bool {
	s.state.Lock()
	defer s.state.Unlock()
	return s.tokenLost
}

// Event sends every session an event of any shape: data is its JSON, which need
// not be right. "" leaves it out.
func (s *Server) Event(kind, data string) {
	defer s.lock()()
	for c := range s.sessions {
		if c.line == nil {
			continue
		}
		f := c.line.next(kind, json.RawMessage("null"))
		name, _ := json.Marshal(kind)
		text := fmt.Sprintf(`{"op":0,"s":%d,"t":%s}`, f.Sequence, name)
		if data != "" {
			text = fmt.Sprintf(`{"op":0,"s":%d,"t":%s,"d":%s}`, f.Sequence, name, data)
		}
		c.send(text)
	}
}

// Payload sends every session a text as it is.
func (s *Server) Payload(text string) {
	defer s.lock()()
	for c := range s.sessions {
		c.send(text)
	}
}

func (c *session) send(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	c.conn.WriteMessage(websocket.TextMessage, []byte(text))
}

// Rotate makes another token the bot's; those who are connected with the older
// one are cut off, and none is taken that was taken before.
func (s *Server) Rotate(token string) {
	defer s.lock()()
	s.token, s.tokenLost = token, false
	s.lines = map[string]*line{}
	for c := range s.sessions {
		c.line = nil
		c.close(4004, "Authentication failed.")
	}
}

// SayHello makes the next connection get a text instead of the hello.
func (s *Server) SayHello(text string) {
	defer s.lock()()
	s.hello = text
}

// SlowAnswers makes every answer to an interaction take a while on its way, and
// what comes back as long.
func (s *Server) SlowAnswers(way time.Duration) {
	defer s.lock()()
	s.wayBack = way
}

// HoldAnswers makes answers to interactions wait until the returned function is
// called.
func (s *Server) HoldAnswers() (release func()) {
	defer s.lock()()
	held := make(chan struct{})
	s.held = held
	return func() {
		defer s.lock()()
		s.held = nil
		close(held)
	}
}

// Holding counts the answers that wait.
func (s *Server) Holding() int {
	s.state.Lock()
	defer s.state.Unlock()
	return s.holding
}

// holdAnswer lets an answer wait as HoldAnswers asks.
func (s *Server) holdAnswer(r *http.Request) {
	unlock := s.lock()
	held := s.held
	if held == nil || !strings.HasSuffix(r.URL.Path, "/callback") {
		unlock()
		return
	}
	s.holding++
	unlock()
	select {
	case <-held:
	case <-r.Context().Done():
	}
	defer s.lock()()
	s.holding--
}
