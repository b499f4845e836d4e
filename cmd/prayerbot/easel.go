package main

import (
	"prayerbot/commands/reply"
	"prayerbot/content/card"
)

// An easel draws cards when they are looked at, and keeps none. It is not safe for
// concurrent use.
type easel struct{ painter *card.Painter }

// File is a card that is drawn when it is looked at.
func (e *easel) File(c card.Card) reply.PictureFile { return canvas{e, c} }

// A canvas is a card that is not drawn yet.
type canvas struct {
	easel *easel
	card  card.Card
}

// Bytes draws the card.
func (c canvas) Bytes() ([]byte, error) {
	if c.easel.painter == nil {
		painter, err := card.New()
		if err != nil {
			return nil, err
		}
		c.easel.painter = painter
	}
	return c.easel.painter.Draw(c.card)
}
