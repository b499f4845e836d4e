package discordtest

import "time"

// made finds a message of the bot that is to be changed.
func (s *ledger) made(groups []string) (*Message, *refusal) {
	if _, refused := s.directory.seen(groups[0]); refused != nil {
		return nil, refused
	}
	for _, m := range s.messages {
		if m.Channel == groups[0] && m.ID == groups[1] && m.Author == "" && !m.deleted && m.Flags&ephemeral == 0 {
			return m, nil
		}
	}
	return nil, &refusal{404, 10008, "Unknown Message"}
}

func (s *ledger) editMessage(groups []string, body []byte) (any, *refusal) {
	m, refused := s.made(groups)
	if refused != nil {
		return nil, refused
	}
	if s.directory.channels[m.Channel].Archived {
		return nil, &refusal{400, 50083, "Thread is archived"}
	}
	form := messageForm{files: s.entry.files}
	if refused := strictly(body, &form); refused != nil {
		return nil, refused
	}
	if refused := form.check(); refused != nil {
		return nil, refused
	}
	if form.Nonce != "" || form.Enforce || form.Flags != 0 {
		return nil, invalid("an edit takes no nonce and no flags")
	}
	m.fill(form)
	m.Edited++
	return m.json(), nil
}

func (s *ledger) deleteMessage(groups []string, _ []byte) (any, *refusal) {
	m, refused := s.made(groups)
	if refused != nil {
		return nil, refused
	}
	m.deleted = true
	return nil, nil
}

// Remove makes somebody delete the newest message of a channel by hand.
func (s *ledger) Remove(channel string) {
	defer s.state.Change()()
	for i := len(s.messages) - 1; i >= 0; i-- {
		if m := s.messages[i]; m.Channel == channel && m.Flags&ephemeral == 0 && !m.deleted {
			m.deleted = true
			return
		}
	}
}

func (s *ledger) createMessage(groups []string, body []byte) (any, *refusal) {
	c, refused := s.directory.writable(groups[0])
	if refused != nil {
		return nil, refused
	}
	form := messageForm{files: s.entry.files}
	if refused := strictly(body, &form); refused != nil {
		return nil, refused
	}
	if refused := form.check(); refused != nil {
		return nil, refused
	}
	if refused := form.notSent(); refused != nil {
		return nil, refused
	}
	if refused := s.directory.lacksFor(c, &form); refused != nil {
		return nil, refused
	}
	if known := s.repeated(form, c.ID); known != nil {
		return known.json(), nil
	}
	return s.accept(form, c.ID, "").json(), nil
}

func (s *ledger) readMessages(groups []string, _ []byte) (any, *refusal) {
	c := s.directory.channels[groups[0]]
	if c == nil {
		return nil, &refusal{404, 10003, "Unknown Channel"}
	}
	if c.Guild != "" && s.directory.powers(c)&(ViewChannel|ReadHistory) != ViewChannel|ReadHistory {
		return nil, &refusal{403, 50001, "Missing Access"}
	}
	all := []map[string]any{}
	shown := s.byChannel[c.ID]
	for i := len(shown) - 1; i >= 0 && len(all) < 50; i-- {
		if shown[i].Flags&ephemeral == 0 && !shown[i].deleted {
			all = append(all, shown[i].json())
		}
	}
	return all, nil
}

// Write makes somebody write in a channel of a server, of which the bot is not told.
func (s *ledger) Write(person, channel, text string) {
	defer s.state.Change()()
	m := &Message{ID: s.nextID(), Channel: channel, Content: text, Author: person, At: time.Now()}
	s.messages = append(s.messages, m)
	s.byChannel[channel] = append(s.byChannel[channel], m)
}
