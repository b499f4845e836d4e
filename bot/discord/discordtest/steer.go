package discordtest

import "slices"

// Shards is how many shards the bot has to have from now on.
func (s *Server) Shards(n int) {
	defer s.lock()()
	s.shards = n
}

// Connected counts the sessions that are ready.
func (s *Server) Connected() int {
	s.mu.Lock()
	defer s.mu.Unlock()
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
