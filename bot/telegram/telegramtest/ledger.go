package telegramtest

import (
	"time"

	"prayerbot/bot/adapter/fake"
)

// An entry is how a request came in: through which listener, and when.
type entry struct {
	listener string
	at       time.Time
}

// A ledger is every message that was accepted.
type ledger struct {
	state       *fake.State
	updateQueue *updateQueue
	directory   *directory
	rateLimits  *rateLimits

	messages []*Message
	byChat   map[int64][]*Message
	photos   map[string]*Photo // by their FileID
	entry    entry             // of the request that holds the lock
	deleted  int               // messages that are not there any more; no number is given twice
}

// keep puts a message into the ledger.
func (s *ledger) keep(m *Message) {
	m.Listener, m.At = s.entry.listener, s.entry.at
	s.messages = append(s.messages, m)
	s.byChat[m.Chat] = append(s.byChat[m.Chat], m)
}

// Accepted counts all messages that were accepted.
func (s *ledger) Accepted() int {
	s.state.Lock()
	defer s.state.Unlock()
	return len(s.messages)
}

// Ledger is every message that was accepted, in the order of acceptance.
func (s *ledger) Ledger() []Message {
	s.state.Lock()
	defer s.state.Unlock()
	return copies(s.messages)
}

// Messages are those that a chat shows, oldest first.
func (s *ledger) Messages(chat int64) []Message {
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
func (s *ledger) Busiest(span time.Duration) int {
	s.state.Lock()
	defer s.state.Unlock()
	times := make([]time.Time, len(s.messages))
	for i, m := range s.messages {
		times[i] = m.At
	}
	return fake.Busiest(times, span)
}

// nextMessage is the number of the next message of anybody.
func (s *ledger) nextMessage() int {
	return int(s.updateQueue.updateID) + len(s.messages) + s.deleted + 1000
}
