package card

import (
	"errors"
	"fmt"
	"image"
)

// The sides of a card in pixels.
const (
	Width  = 1200
	Height = 630
)

// A Design says what a card is for, and so how it looks.
type Design int

// The designs.
const (
	Point       Design = iota // what to pray for a country today
	Report                    // how things are in a country
	Alert                     // an urgent call to pray
	Feast                     // a day that the church keeps
	Emblem                    // a country on a map, without a word: a square that stands beside a text
	AlertEmblem               // the same beside an urgent call to pray
)

// EmblemSide is the side of an emblem in pixels: platforms show it at a quarter of that, or
// at half where the screen is fine.
const EmblemSide = Height / 2

// A Card is all that is to be seen on a card. Two that are equal are drawn alike.
type Card struct {
	Design   Design
	Country  string // ISO 3166-1 alpha-2; of a feast those that it is about, parted by spaces; "" is the whole world
	Region   string // the key of its region, which gives the colours
	Season   Season // of a feast, which gives the colours
	Kicker   string // a short line above the title: the country's name, the feast's
	Title    string
	Text     string // a sentence below the title; "" is none
	Date     string // as its readers write it; "" is none
	Label    string // a word or two of an Alert or a Report, such as "Urgent"; "" is none
	Language string // BCP 47, for the shapes of letters
	RTL      bool   // it is read from right to left
}

// The errors of a card that cannot be drawn.
var (
	// ErrGlyph says that no font has a character of it.
	ErrGlyph = errors.New("no font has a character of the card")
	// ErrCountry says that the map does not have its country.
	ErrCountry = errors.New("the map does not have the country")
)

// A Painter draws cards. It keeps the map and the fonts that it has needed so far.
// It is not safe for concurrent use.
type Painter struct {
	world  *world
	setter *typesetter
}

// New reads the map. An error means that what is built in is damaged.
func New() (*Painter, error) {
	w, err := builtinWorld()
	if err != nil {
		return nil, fmt.Errorf("card: %w", err)
	}
	return &Painter{world: w, setter: newTypesetter()}, nil
}

// Draw gives a card as PNG, Width by Height, or of an emblem EmblemSide by EmblemSide. The errors are those of this package.
func (p *Painter) Draw(c Card) ([]byte, error) {
	m, err := p.image(c)
	if err != nil {
		return nil, err
	}
	return encode(m)
}

// image draws a card.
func (p *Painter) image(c Card) (*image.RGBA, error) {
	s := &sheet{canvas: newCanvas(), world: p.world, setter: p.setter, card: c}
	draw := map[Design]func(*sheet) error{Point: drawPoint, Report: drawReport, Alert: drawAlert, Feast: drawFeast, Emblem: drawEmblem, AlertEmblem: drawEmblem}[c.Design]
	if draw == nil {
		return nil, fmt.Errorf("card: there is no design %d", c.Design)
	}
	if err := draw(s); err != nil {
		return nil, fmt.Errorf("card: %w", err)
	}
	if c.isEmblem() {
		return emblemOf(s.canvas.image), nil
	}
	return s.canvas.image, nil
}
