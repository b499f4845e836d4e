package card

import (
	"image"
)

// emblemWindow is where the country of an emblem lies: in the square in the middle of the
// sheet.
var emblemWindow = window{x: Width / 2, y: Height / 2, width: 215, height: 215}

// isEmblem tells whether a card is an emblem.
func (c Card) isEmblem() bool { return c.Design == Emblem || c.Design == AlertEmblem }

// drawEmblem draws a country in the middle of what lies around it.
func drawEmblem(s *sheet) error {
	colours := dark(hueOf(s.card.Region))
	if s.card.Design == AlertEmblem {
		colours = urgent()
	}
	s.canvas.paper(colours.ground)
	f, ok := s.world.frameOf(s.card.Country, emblemWindow)
	if !ok {
		return ErrCountry
	}
	s.grid(&f.projection, colours)
	s.drawWorld(&f.projection, colours, nil, s.card.Country)
	if f.size < smallSide {
		s.here(colours, f.size)
	}
	return nil
}

// emblemOf is the square in the middle of a sheet, half as large: each pixel is the mean of
// four.
func emblemOf(sheet *image.RGBA) *image.RGBA {
	small := image.NewRGBA(image.Rect(0, 0, EmblemSide, EmblemSide))
	const left = (Width - Height) / 2
	for y := range EmblemSide {
		for x := range EmblemSide {
			from, to := sheet.PixOffset(left+2*x, 2*y), small.PixOffset(x, y)
			for c := range 4 {
				sum := 0
				for _, at := range []int{from, from + 4, from + sheet.Stride, from + sheet.Stride + 4} {
					sum += int(sheet.Pix[at+c])
				}
				small.Pix[to+c] = uint8((sum + 2) / 4) // #nosec G115 -- a mean of bytes
			}
		}
	}
	return small
}
