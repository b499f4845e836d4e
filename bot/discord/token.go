package discord

// token is the token that is used now.
func (p *Platform) token() string { return p.rotation.Token(p.Token) }

// Rotated tells whether there is another token than the one in use.
func (p *Platform) Rotated() bool { return p.rotation.Next(p.Token, p.Renew) != "" }

// takeToken takes another token where there is one.
func (p *Platform) takeToken() {
	next := p.rotation.Next(p.Token, p.Renew)
	if next == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rotation.Take(next)
	p.rest, p.self = nil, "" // made with the one before
	p.Log.Info("another token is used for Discord")
}
