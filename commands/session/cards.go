package session

import (
	"prayerbot/commands/reply"
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
