package telegramtest

import "prayerbot/bot/adapter/fake"

// credentials are the token that the server takes.
type credentials struct {
	state *fake.State
	token string
}

// Rotate makes another token the bot's; the one before is not taken any more.
func (s *credentials) Rotate(token string) {
	defer s.state.Change()()
	s.token = token
}

func (s *credentials) tokenNow() string {
	s.state.Lock()
	defer s.state.Unlock()
	return s.token
}
