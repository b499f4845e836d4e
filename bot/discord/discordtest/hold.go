package discordtest

// A hold keeps messages on their way.
type hold struct {
	room   int           // how many are still let in
	passed int           // how many were let in
	kept   int           // how many wait
	over   chan struct{} // closed when it is over
	lost   bool          // what has waited does not arrive
}

// Hold lets n more messages in, repeats too, and keeps those that come after
// them on their way until Release.
func (s *Server) Hold(n int) {
	defer s.lock()()
	s.hold = &hold{room: n, over: make(chan struct{})}
}

// Release lets what was held arrive, or, where it is lost, cuts it off.
func (s *Server) Release(lost bool) {
	defer s.lock()()
	if s.hold != nil {
		s.hold.lost = lost
		close(s.hold.over)
		s.hold = nil
	}
}

// Held tells how many messages have arrived since Hold, and how many wait.
func (s *Server) Held() (passed, kept int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hold == nil {
		return 0, 0
	}
	return s.hold.passed, s.hold.kept
}

// arrives waits until a message may come in; false where it does not.
func (s *Server) arrives() bool {
	s.mu.Lock()
	h := s.hold
	if h == nil || h.room > 0 {
		if h != nil {
			h.room--
			h.passed++
		}
		s.mu.Unlock()
		return true
	}
	h.kept++
	s.mu.Unlock()
	<-h.over
	return !h.lost
}
