package telegramtest

import (
	"slices"
	"time"
)

// An entry is how a request came in: through which door, and when.
type entry struct {
	door string
	at   time.Time
}

// keep puts a message into the ledger.
func (s *Server) keep(m *Message) {
	m.Door, m.At = s.entry.door, s.entry.at
	s.messages = append(s.messages, m)
	s.byChat[m.Chat] = append(s.byChat[m.Chat], m)
}

// Slow makes every message take a while on its way to the server, and its answer
// as long on its way back.
func (s *Server) Slow(way time.Duration) {
	defer s.lock()()
	s.way = way
}

// Accepted counts all messages that were accepted.
func (s *Server) Accepted() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.messages)
}

// Ledger is every message that was accepted, in the order of acceptance.
func (s *Server) Ledger() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return copies(s.messages)
}

// Messages are those that a chat shows, oldest first.
func (s *Server) Messages(chat int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return copies(s.byChat[chat])
}

func copies(messages []*Message) []Message {
	all := make([]Message, len(messages))
	for i, m := range messages {
		all[i] = *m
	}
	return all
}

// Busiest is the most messages that were accepted within any span of a length.
func (s *Server) Busiest(span time.Duration) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	times := make([]time.Time, len(s.messages))
	for i, m := range s.messages {
		times[i] = m.At
	}
	slices.SortFunc(times, time.Time.Compare)
	most, first := 0, 0
	for i, at := range times {
		for at.Sub(times[first]) >= span {
			first++
		}
		most = max(most, i-first+1)
	}
	return most
}
