package telegramtest

// AllMessages are those of all chats as they are now, but for those that were
// deleted, with what one person alone sees.
func (s *Server) AllMessages() []Message {
	s.state.Lock()
	defer s.state.Unlock()
	var all []Message
	for _, messages := range s.byChat {
		all = append(all, copies(messages)...)
	}
	for _, m := range s.shown {
		all = append(all, Message{Chat: m.Chat, Thread: m.Thread, HTML: m.HTML, Text: m.Text, Buttons: m.Buttons, Silent: m.Silent, Protected: m.Protected, At: m.At})
	}
	return all
}
