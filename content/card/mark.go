package card

import "image/color"

// mark draws the bot's mark: a flame on a disc.
func (s *sheet) mark(x, y, size float64, disc, flame color.RGBA) {
	p := newPath()
	p.circle(s.mirrored(x+size/2), y+size/2, size/2, false)
	s.canvas.fill(p, disc)
	s.canvas.fill(outer.at(s.mirrored(x+size/2), y+size/2, size/100), flame)
	s.canvas.fill(inner.at(s.mirrored(x+size/2), y+size/2, size/100), disc)
}

// A drop is an outline of curves around the middle of a mark of 100 by 100. It
// begins where the last one ends.
type drop [][3][2]float64

var (
	outer = drop{
		{{8, -16}, {24, -8}, {24, 10}},
		{{24, 25}, {13, 34}, {0, 34}},
		{{-13, 34}, {-24, 25}, {-24, 10}},
		{{-24, -4}, {-6, -12}, {2, -36}},
	}
	inner = drop{
		{{4, 9}, {11, 12}, {11, 20}},
		{{11, 29}, {-11, 29}, {-11, 20}},
		{{-11, 13}, {-2, 10}, {1, 2}},
	}
)

// at is the outline at a place, in a size.
func (d drop) at(x, y, unit float64) *path {
	on := func(p [2]float64) point { return at(x+p[0]*unit, y+p[1]*unit) }
	p := newPath()
	p.start(on(d[len(d)-1][2]))
	for _, curve := range d {
		p.cube(on(curve[0]), on(curve[1]), on(curve[2]))
	}
	return p
}
