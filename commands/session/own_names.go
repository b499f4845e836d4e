package session

import (
	"strings"

	"prayerbot/content"
)

// ownNames are the countries by what the asker's language calls them, folded. A name in
// English is found without them.
func (p *Places) ownNames() map[string]*content.Country {
	language := p.speech.Own.Language
	return p.Library.Derive(ownNamesKey{language}, func() any {
		all := map[string]*content.Country{}
		lang, _, _ := strings.Cut(language, "-")
		for _, c := range p.Library.Countries {
			for _, tag := range []string{lang, language} {
				if name := c.Names[tag]; name != "" && lang != "en" {
					all[content.FoldName(name)] = c
				}
			}
		}
		return all
	}).(map[string]*content.Country)
}

// ownNamesKey is under which a library keeps them.
type ownNamesKey struct{ language string }
