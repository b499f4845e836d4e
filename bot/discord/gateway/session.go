package gateway

import (
	"encoding/json"
	"strings"
	"sync/atomic"
)

// A session is what can be resumed on another connection.
type session struct {
	id       string
	address  string       // where Discord wants it resumed; "" is where sessions begin
	refusals int          // resumes in a row that the gateway has closed
	sequence atomic.Int64 // of the newest event
}

// readSession reads the session out of READY; nil where that does not name it,
// so that the next one is begun anew. An address is taken only where it is as
// safe as the one on which the session was begun.
func readSession(p payload, begunAt string) *session {
	var ready struct {
		ID      string `json:"session_id"`
		Address string `json:"resume_gateway_url"`
	}
	if json.Unmarshal(p.Data, &ready) != nil || ready.ID == "" {
		return nil
	}
	s := &session{id: ready.ID}
	scheme, _, _ := strings.Cut(begunAt, "://")
	if strings.HasPrefix(ready.Address, scheme+"://") || strings.HasPrefix(ready.Address, "wss://") {
		s.address = strings.TrimRight(ready.Address, "/")
	}
	s.sequence.Store(p.Sequence)
	return s
}

// maxRefusals is how many resumes in a row the gateway may close before the
// session is given up.
const maxRefusals = 2

// refused notes a resume that the gateway has closed, and gives the session; nil
// where it is given up.
func (s *session) refused() *session {
	if s.refusals++; s.refusals >= maxRefusals {
		return nil
	}
	return s
}
