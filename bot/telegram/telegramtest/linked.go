package telegramtest

import "time"

// Link makes a group the discussion group of a channel: what is posted there is brought
// to the group from then on. Unlink undoes it.
func (s *directory) Link(channel, group int64) {
	defer s.state.Change()()
	s.chats[channel].Linked, s.chats[group].Linked = group, channel
}

// Unlink ends that a channel has a discussion group.
func (s *directory) Unlink(channel int64) {
	defer s.state.Change()()
	s.chats[s.chats[channel].Linked].Linked, s.chats[channel].Linked = 0, 0
}

// bring brings a message to the discussion group of its channel, and tells the bot, as
// Telegram does where the bot sees all messages of that group.
func (s *ledger) bring(m *Message) {
	from := s.directory.chats[m.Chat]
	if from.Type != "channel" || from.Linked == 0 {
		return
	}
	group := s.directory.chats[from.Linked]
	there := *m
	there.ID, there.Chat, there.ReplyTo, there.Forwarded = s.nextMessage()+1, group.ID, 0, m.ID
	s.keep(&there)
	told := map[string]any{"message_id": there.ID, "date": time.Now().Unix(), "chat": chatJSON(group), "text": m.Text}
	s.directory.addForward(told, &there)
	s.updateQueue.push("message", told)
}

// addForward adds to a message that Telegram has brought from where it has it; to another
// one nothing.
func (s *directory) addForward(told map[string]any, m *Message) {
	if m.Forwarded == 0 {
		return
	}
	from := chatJSON(s.chats[s.chats[m.Chat].Linked])
	told["from"], told["sender_chat"], told["is_automatic_forward"] = map[string]any{"id": 777000, "is_bot": false, "first_name": "Telegram"}, from, true
	told["forward_origin"] = map[string]any{"type": "channel", "date": m.At.Unix(), "message_id": m.Forwarded, "chat": from}
}
