package discordtest

import (
	"fmt"
	"slices"
	"time"

	"prayerbot/bot/adapter/fake"
)

// An entry is how a request came in: through which listener, and when.
type entry struct {
	listener string
	at       time.Time
	files    map[string][]byte // that came beside it, by their names
}

// nonceOf is a nonce in its channel.
type nonceOf struct{ channel, nonce string }

// dedupeFor is how long a nonce is remembered: Discord says "a few minutes".
const dedupeFor = 3 * time.Minute

// A ledger is every message that was accepted.
type ledger struct {
	state     *fake.State
	directory *directory
	people    *people

	messages  []*Message
	byChannel map[string][]*Message
	byNonce   map[nonceOf]*Message
	lastID    int
	entry     entry // of the request that holds the lock
}

func newLedger(state *fake.State, d *directory) *ledger {
	return &ledger{state: state, directory: d, byChannel: map[string][]*Message{}, byNonce: map[nonceOf]*Message{}, lastID: 1000}
}

func (s *ledger) nextID() string {
	s.lastID++
	return fmt.Sprint(s.lastID)
}

// repeated is the message that was made with the same nonce.
func (s *ledger) repeated(form messageForm, channel string) *Message {
	if !form.Enforce || form.Nonce == "" {
		return nil
	}
	if m := s.byNonce[nonceOf{channel, form.Nonce}]; m != nil && time.Since(m.At) < dedupeFor {
		return m
	}
	return nil
}

// Forget makes the server forget all nonces, as if minutes had passed.
func (s *ledger) Forget() {
	defer s.state.Change()()
	s.byNonce = map[nonceOf]*Message{}
}

// accept puts a message into the ledger.
func (s *ledger) accept(form messageForm, channel, answers string) *Message {
	return s.acceptAs(s.nextID(), form, channel, answers)
}

// acceptAs is accept under a number.
func (s *ledger) acceptAs(id string, form messageForm, channel, answers string) *Message {
	m := &Message{ID: id, Channel: channel, Flags: form.Flags, Nonce: form.Nonce, At: s.entry.at, Answers: answers, Listener: s.entry.listener}
	m.fill(form)
	if i := s.people.interactions[answers]; i != nil {
		m.Asked, m.kind, m.owners = i.Person, i.kind, (&installs{s.directory}).installers(s.directory.channels[i.Channel], i.Person)
	}
	s.messages = append(s.messages, m)
	s.byChannel[channel] = append(s.byChannel[channel], m)
	if m.Nonce != "" {
		s.byNonce[nonceOf{channel, m.Nonce}] = m
	}
	return m
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

// Messages are those that a channel shows, oldest first.
func (s *ledger) Messages(channel string) []Message {
	s.state.Lock()
	defer s.state.Unlock()
	return copies(slices.DeleteFunc(slices.Clone(s.byChannel[channel]), func(m *Message) bool { return m.deleted }))
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
