package discordtest

// AllMessages are those of all channels as they are now, ephemeral ones too, but
// for those that were deleted.
func (s *Server) AllMessages() []Message {
	s.state.Lock()
	defer s.state.Unlock()
	var all []Message
	for _, m := range s.messages {
		if !m.deleted {
			all = append(all, *m)
		}
	}
	return all
}
