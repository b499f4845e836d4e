package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/gorilla/websocket"
)

// steering is what a test does with the gateway, and asks of it.
type steering struct{ *gateway }

// Shards is how many shards the bot has to have from now on.
func (s steering) Shards(n int) {
	defer s.state.Change()()
	s.shards = n
}

// Connected counts the sessions that are ready.
func (s steering) Connected() int {
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
func (s steering) ShardsSeen() [][2]int {
	s.state.Lock()
	defer s.state.Unlock()
	all := slices.Clone(s.shardsSeen)
	slices.SortFunc(all, func(a, b [2]int) int { return a[0] - b[0] })
	return all
}

// Sessions counts how often a session was begun anew, and how often resumed.
func (s steering) Sessions() (identified, resumed int) {
	s.state.Lock()
	defer s.state.Unlock()
	return s.identifies, s.resumes
}

// DropGateway cuts all sessions.
func (s steering) DropGateway() {
	defer s.state.Change()()
	for c := range s.sessions {
		c.conn.Close()
	}
}

// RefuseSessions closes every session that begins with a code; 0 takes them
// again.
func (s steering) RefuseSessions(code int) {
	defer s.state.Change()()
	s.fatal = code
}

// CloseSessions closes every session with a code; those that may be resumed after
// it can be.
func (s steering) CloseSessions(code int) {
	defer s.state.Change()()
	for c := range s.sessions {
		if c.line != nil && (code == 4007 || code == 4009) {
			delete(s.lines, c.line.id)
		}
		c.close(code, "no")
	}
}

// Unreachable makes the gateway take no connection, or take them again.
func (s steering) Unreachable(is bool) {
	defer s.state.Change()()
	s.unreachable = is
}

// Concurrency is how many sessions may be begun at once from now on.
func (s steering) Concurrency(n int) {
	defer s.state.Change()()
	s.concurrency = n
}

// Offences are the codes with which the gateway has closed connections because
// of what the bot sent, and why.
func (s steering) Offences() []string {
	s.state.Lock()
	defer s.state.Unlock()
	return slices.Clone(s.offences)
}

// ResumedElsewhere counts the sessions that were resumed where sessions begin,
// and not where READY has asked for it.
func (s steering) ResumedElsewhere() int {
	s.state.Lock()
	defer s.state.Unlock()
	return s.elsewhere
}

// IgnoreHeartbeats makes the gateway acknowledge no heartbeat any more.
func (s steering) IgnoreHeartbeats() {
	defer s.state.Change()()
	s.ignoreHeartbeats = true
}

// AskToReconnect tells every session to come again on another connection (op 7).
func (s steering) AskToReconnect() {
	defer s.state.Change()()
	for c := range s.sessions {
		c.write(frame{Op: 7})
	}
}

// Invalidate tells every session that it is over (op 9) and forgets it.
func (s steering) Invalidate() {
	defer s.state.Change()()
	s.lines = map[string]*line{}
	for c := range s.sessions {
		c.line = nil
		c.write(frame{Op: 9, Data: false})
	}
}

// AnswerResume answers the next resumes with ops instead, one each: 7 asks to
// come again, 9 says that the session is over. From 4000 on it is a close code.
func (s steering) AnswerResume(ops ...int) {
	defer s.state.Change()()
	s.resumeOps = ops
}

// Resumable counts the sessions that may be resumed, those that are open too.
func (s steering) Resumable() int {
	s.state.Lock()
	defer s.state.Unlock()
	return len(s.lines)
}

// Heartbeat is how often hello asks for a heartbeat from now on.
func (s steering) Heartbeat(every time.Duration) {
	defer s.state.Change()()
	s.heartbeat = every
}

// Beats counts the heartbeats of all sessions.
func (s steering) Beats() int {
	s.state.Lock()
	defer s.state.Unlock()
	return s.beats
}

// AskForHeartbeat asks every session for a heartbeat at once (op 1).
func (s steering) AskForHeartbeat() { s.Payload(`{"op":1,"d":null}`) }

// AllowStarts is how many more sessions may be begun, and after what time the
// bot is told to come again where there is none. Who begins more loses the
// token.
func (s steering) AllowStarts(n int, after time.Duration) {
	defer s.state.Change()()
	s.starts, s.startsAfter = s.identifies+n, after
}

// Event sends every session an event of any shape: data is its JSON, which need
// not be right. "" leaves it out.
func (s steering) Event(kind, data string) {
	defer s.state.Change()()
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
func (s steering) Payload(text string) {
	defer s.state.Change()()
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

// SayHello makes the next connection get a text instead of the hello.
func (s steering) SayHello(text string) {
	defer s.state.Change()()
	s.hello = text
}
