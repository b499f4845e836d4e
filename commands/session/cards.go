package session

import (
	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/card"
)

// Cards draws prayer cards when they are sent. Files of equal cards are equal.
type Cards interface {
	File(c card.Card) reply.PictureFile
}

// Draws tells whether cards are drawn.
func (env *Env) Draws() bool { return env.cfg.Cards != nil }

// Card is the file of a card; nil where none are drawn.
func (env *Env) Card(c card.Card) reply.PictureFile {
	if !env.Draws() {
		return nil
	}
	return env.cfg.Cards.File(c)
}

// Emblem is a small picture of where a country lies, of an urgent call to pray or of
// something else; nil for no country, and where none are drawn.
func (s *Session) Emblem(country *content.Country, urgent bool) *reply.Picture {
	if country == nil || !s.Draws() {
		return nil
	}
	c := card.Card{Design: card.Emblem, Country: country.Key}
	if country.Region != nil {
		c.Region = country.Region.Key
	}
	if urgent {
		c.Design, c.Region = card.AlertEmblem, ""
	}
	alt := s.Say("card.emblem", words.With{"Country": s.CountryInText(country)})
	return &reply.Picture{File: s.Card(c), Decorative: true, Alt: Shortened(alt, reply.MaxAlt)}
}
