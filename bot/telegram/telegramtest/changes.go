package telegramtest

import (
	"fmt"
	"slices"
	"time"
)

// deletable is how long a bot may delete its own message.
const deletable = 48 * time.Hour

func (s *ledger) deleteMessage(p params) (any, *refusal) {
	c := s.directory.chats[p.int("chat_id")]
	if c == nil {
		return nil, bad("chat not found")
	}
	if c.Blocked {
		return nil, &refusal{code: 403, description: "Forbidden: bot was kicked from the supergroup chat"}
	}
	for _, m := range s.byChat[c.ID] {
		if m.ID != int(p.int("message_id")) {
			continue
		}
		if s.entry.at.Sub(m.At) >= deletable {
			return nil, bad("message can't be deleted for everyone")
		}
		s.drop(m)
		return true, nil
	}
	return nil, bad("message to delete not found")
}

// Age makes all messages older.
func (s *ledger) Age(d time.Duration) {
	defer s.state.Change()()
	for _, m := range s.messages {
		m.At = m.At.Add(-d)
	}
}

// Remove makes somebody delete the newest message of the bot in a chat by hand.
func (s *ledger) Remove(chat int64) {
	defer s.state.Change()()
	if shown := s.byChat[chat]; len(shown) > 0 {
		s.drop(shown[len(shown)-1])
	}
}

// drop takes a message out of the ledger.
func (s *ledger) drop(m *Message) {
	is := func(other *Message) bool { return other == m }
	s.messages = slices.DeleteFunc(s.messages, is)
	s.byChat[m.Chat] = slices.DeleteFunc(s.byChat[m.Chat], is)
	s.deleted++
}

// editMessageReplyMarkup changes the buttons of a message alone. In a group it counts
// as a message.
func (s *ledger) editMessageReplyMarkup(p params) (any, *refusal) {
	c, refused := s.directory.target(p)
	if refused == nil && c.ID < 0 {
		refused = s.rateLimits.checkRate(c, s.entry.at)
	}
	if refused != nil {
		return nil, refused
	}
	buttons, refused := readKeyboard(p["reply_markup"])
	if refused != nil {
		return nil, refused
	}
	m := s.find(c.ID, int(p.int("message_id")))
	switch {
	case m == nil:
		return nil, bad("message to edit not found")
	case m.Forwarded != 0:
		return nil, bad("message can't be edited")
	case fmt.Sprint(m.Buttons) == fmt.Sprint(buttons):
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	m.Buttons = buttons
	m.Edited++
	return messageJSON(m, c), nil
}
