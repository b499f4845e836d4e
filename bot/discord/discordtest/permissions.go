package discordtest

// permissions change what the bot and people may do in channels.
type permissions struct{ directory *directory }

// Forbid takes the bot's right to write in a channel away.
func (s *permissions) Forbid(channel string) {
	defer s.directory.state.Change()()
	s.directory.channels[channel].Forbidden = true
}

// Hide takes the bot's right to read a channel's messages away.
func (s *permissions) Hide(channel string) {
	defer s.directory.state.Change()()
	s.directory.channels[channel].Unread = true
}

// Silence takes the right to ping everyone in a channel away from somebody.
func (s *permissions) Silence(channel, person string) {
	defer s.directory.state.Change()()
	s.directory.channels[channel].Silent = person
}

// ForbidPing takes the bot's right to ping everyone in a channel away.
func (s *permissions) ForbidPing(channel string) {
	defer s.directory.state.Change()()
	s.directory.channels[channel].Pingless = true
}

// ForbidFiles takes the bot's right to attach files in a channel away.
func (s *permissions) ForbidFiles(channel string) {
	defer s.directory.state.Change()()
	s.directory.channels[channel].NoFiles = true
}

// Deny takes rights in a channel from the bot, or grants them again that are not
// among them.
func (s *permissions) Deny(channel string, rights int64) {
	defer s.directory.state.Change()()
	s.directory.channels[channel].Denied = rights
}

// DenyPerson takes rights in a channel from somebody.
func (s *permissions) DenyPerson(channel, person string, rights int64) {
	defer s.directory.state.Change()()
	c := s.directory.channels[channel]
	if c.DeniedTo == nil {
		c.DeniedTo = map[string]int64{}
	}
	c.DeniedTo[person] = rights
}

// Grant gives the bot a right in a channel that it usually has not.
func (s *permissions) Grant(channel string, rights int64) {
	defer s.directory.state.Change()()
	s.directory.channels[channel].Granted = rights
}
