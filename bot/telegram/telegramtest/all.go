package telegramtest

// AllMessages are those of all chats as they are now, but for those that were
// deleted.
func (s *Server) AllMessages() []Message {
	s.state.Lock()
	defer s.state.Unlock()
	var all []Message
	for _, messages := range s.byChat {
		all = append(all, copies(messages)...)
	}
	return all
}
