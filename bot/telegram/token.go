package telegram

// token is the token that is used now.
func (p *Platform) token() string { return p.rotation.Token(p.Token) }

// Rotated tells whether there is another token than the one in use.
func (p *Platform) Rotated() bool { return p.rotation.Next(p.Token, p.Renew) != "" }

// takeToken takes another token where there is one.
func (p *Platform) takeToken() {
	if next := p.rotation.Next(p.Token, p.Renew); next != "" {
		p.rotation.Take(next)
		p.Log.Info("another token is used for Telegram")
	}
}
