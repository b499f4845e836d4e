package telegramtest

import (
	"fmt"
	"slices"
	"time"
)

// ChooseChannel makes somebody pick a channel by the button with a label: one where the
// bot is, and where they may post.
func (s *people) ChooseChannel(person int64, label string, channel int64) error {
	defer s.state.Change()()
	c := s.directory.chats[channel]
	status := c.Members[person]
	if c.Type != "channel" || c.Members[BotID] == "" || c.Blocked || status != "administrator" && status != "creator" || c.Silent[person] {
		return fmt.Errorf("there is no channel in the list: Telegram does not list channel %d to %d", channel, person)
	}
	for _, m := range slices.Backward(s.ledger.byChat[person]) {
		if m.Asks == label {
			s.updateQueue.push("message", map[string]any{
				"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "chat": chatJSON(s.directory.chats[person]), "from": personJSON(person),
				"chat_shared": map[string]any{"request_id": 1, "chat_id": channel},
			})
			return nil
		}
	}
	return fmt.Errorf("no message asks %d for a channel with %q", person, label)
}

// Hush takes the right to post from an administrator of a channel.
func (s *directory) Hush(channel, person int64) {
	defer s.state.Change()()
	if s.chats[channel].Silent == nil {
		s.chats[channel].Silent = map[int64]bool{}
	}
	s.chats[channel].Silent[person] = true
}
