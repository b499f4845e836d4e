package discordtest

import "prayerbot/bot/adapter/fake"

// credentials are the token that the server takes.
type credentials struct {
	state     *fake.State
	gateway   *gateway
	token     string
	tokenLost bool // more sessions were begun than are allowed
}

// TokenLost tells whether more sessions were begun than are allowed.
func (s *credentials) TokenLost() bool {
	s.state.Lock()
	defer s.state.Unlock()
	return s.tokenLost
}

// Rotate makes another token the bot's; those who are connected with the older
// one are cut off, and none is taken that was taken before.
func (s *credentials) Rotate(token string) {
	defer s.state.Change()()
	s.token, s.tokenLost = token, false
	s.gateway.lines = map[string]*line{}
	for c := range s.gateway.sessions {
		c.line = nil
		c.close(4004, "Authentication failed.")
	}
}

// knows tells whether a token is the bot's.
func (s *credentials) knows(token string) bool {
	s.state.Lock()
	defer s.state.Unlock()
	return token == "Bot "+s.token && !s.tokenLost
}
