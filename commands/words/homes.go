package words

// readHomes notes the countries where those live who speak a language.
func (g *grammar) readHomes(t grammarTables) {
	g.homes = map[string]bool{}
	for _, code := range t.Homes {
		g.homes[code] = true
	}
}

// AtHome tells whether those who speak the language live in a country, by its ISO code, as
// far as one knows: a language whose file names no countries is spoken anywhere.
func (l Listener) AtHome(code string) bool {
	g := l.grammars()[0]
	return len(g.homes) == 0 || g.homes[code]
}
