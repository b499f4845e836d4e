package discordtest

import (
	"net/http"
	"strings"
	"time"
)

// Slow makes every message take a while on its way to the server, and its answer
// as long on its way back.
func (s *faultInjector) Slow(delay time.Duration) {
	defer s.state.Change()()
	s.delay = delay
}

// SlowAnswers makes every answer to an interaction take a while on its way, and
// what comes back as long.
func (s *faultInjector) SlowAnswers(delay time.Duration) {
	defer s.state.Change()()
	s.answerDelay = delay
}

// HoldAnswers makes answers to interactions wait until the returned function is
// called.
func (s *faultInjector) HoldAnswers() (release func()) {
	defer s.state.Change()()
	held := make(chan struct{})
	s.held = held
	return func() {
		defer s.state.Change()()
		s.held = nil
		close(held)
	}
}

// Holding counts the answers that wait.
func (s *faultInjector) Holding() int {
	s.state.Lock()
	defer s.state.Unlock()
	return s.holding
}

// holdAnswer lets an answer wait as HoldAnswers asks.
func (s *faultInjector) holdAnswer(r *http.Request) {
	unlock := s.state.Change()
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
	defer s.state.Change()()
	s.holding--
}

// delayOf is how long a request and its answer take, each.
func (s *faultInjector) delayOf(r *http.Request) time.Duration {
	s.state.Lock()
	defer s.state.Unlock()
	if sends(r) {
		return s.delay
	}
	if strings.HasSuffix(r.URL.Path, "/callback") {
		return s.answerDelay
	}
	return 0
}
