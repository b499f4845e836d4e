package telegramtest

import (
	"slices"
	"time"
)

// deletable is how long a bot may delete its own message.
const deletable = 48 * time.Hour

func (s *Server) deleteMessage(p params) (any, *refusal) {
	c := s.chats[p.int("chat_id")]
	if c == nil {
		return nil, bad("chat not found")
	}
	if c.Blocked {
		return nil, &refusal{code: 403, description: "Forbidden: bot was kicked from the supergroup chat"}
	}
	for i, m := range s.messages {
		if m.Chat != c.ID || m.ID != int(p.int("message_id")) {
			continue
		}
		if time.Since(m.At) >= deletable {
			return nil, bad("message can't be deleted for everyone")
		}
		s.messages = slices.Delete(s.messages, i, i+1)
		s.deleted++
		return true, nil
	}
	return nil, bad("message to delete not found")
}

// Age makes all messages older.
func (s *Server) Age(d time.Duration) {
	defer s.lock()()
	for _, m := range s.messages {
		m.At = m.At.Add(-d)
	}
}

// Remove makes somebody delete the newest message of the bot in a chat by hand.
func (s *Server) Remove(chat int64) {
	defer s.lock()()
	for i := len(s.messages) - 1; i >= 0; i-- {
		if s.messages[i].Chat == chat {
			s.messages = slices.Delete(s.messages, i, i+1)
			s.deleted++
			return
		}
	}
}
