package telegramtest

import (
	"time"

	"prayerbot/bot/adapter/fake"
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
	s.state.Lock()
	defer s.state.Unlock()
	return len(s.messages)
}

// Ledger is every message that was accepted, in the order of acceptance.
func (s *Server) Ledger() []Message {
	s.state.Lock()
	defer s.state.Unlock()
	return copies(s.messages)
}

// Messages are those that a chat shows, oldest first.
func (s *Server) Messages(chat int64) []Message {
	s.state.Lock()
	defer s.state.Unlock()
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
	s.state.Lock()
	defer s.state.Unlock()
	times := make([]time.Time, len(s.messages))
	for i, m := range s.messages {
		times[i] = m.At
	}
	return fake.Busiest(times, span)
}
