package card

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// A canvas is a card while it is drawn.
type canvas struct {
	image *image.RGBA
	brush vector.Rasterizer
	mask  []byte
	fade  []float64 // how much of what is drawn shows, by column; nil is all of it
}

func newCanvas() *canvas {
	return &canvas{image: image.NewRGBA(image.Rect(0, 0, Width, Height)), mask: make([]byte, Width*Height)}
}

// paper covers the card with a colour.
func (c *canvas) paper(of color.RGBA) {
	for i := 0; i < len(c.image.Pix); i += 4 {
		c.image.Pix[i], c.image.Pix[i+1], c.image.Pix[i+2], c.image.Pix[i+3] = of.R, of.G, of.B, 255
	}
}

// masked draws a path as a mask of the part of the canvas that it touches.
func (c *canvas) masked(p *path, width, height int) *image.Alpha {
	r := image.Rect(floor(p.left), floor(p.top), floor(p.right)+1, floor(p.bottom)+1).Intersect(image.Rect(0, 0, width, height))
	if len(p.steps) == 0 || r.Empty() {
		return &image.Alpha{}
	}
	m := &image.Alpha{Pix: c.mask[:r.Dx()*r.Dy()], Stride: r.Dx(), Rect: r}
	clear(m.Pix)
	c.brush.Reset(r.Dx(), r.Dy())
	p.trace(&c.brush, float32(r.Min.X), float32(r.Min.Y))
	c.brush.Draw(m, r, image.Opaque, image.Point{})
	return m
}

// floor is a place as a whole number, no farther away than matters.
func floor(v float32) int {
	return int(math.Floor(min(max(float64(v), -1), max(Width, Height)+1)))
}

// fill fills a path.
func (c *canvas) fill(p *path, with color.RGBA) {
	m := c.masked(p, Width, Height)
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		row := m.Pix[(y-m.Rect.Min.Y)*m.Stride:][:m.Stride]
		pix := c.image.Pix[c.image.PixOffset(m.Rect.Min.X, y):]
		for x, cover := range row {
			if cover != 0 {
				c.blend(pix[4*x:4*x+3:4*x+3], m.Rect.Min.X+x, uint32(cover), with)
			}
		}
	}
}

// blend lays a colour over one pixel. All is reckoned in 65,535ths.
func (c *canvas) blend(pix []byte, x int, cover uint32, with color.RGBA) {
	a := cover * uint32(with.A) * 257 / 255
	if c.fade != nil {
		a = uint32(float64(a) * c.fade[x])
	}
	pix[0], pix[1], pix[2] = mixed(pix[0], with.R, a), mixed(pix[1], with.G, a), mixed(pix[2], with.B, a)
}

func mixed(under, over uint8, a uint32) uint8 {
	return uint8((uint32(under)*(65535-a) + uint32(over)*a + 32767) / 65535)
}

// fadeIn lets what is drawn from now on come out of the ground between two columns;
// from is the one where nothing is to be seen yet.
func (c *canvas) fadeIn(from, to float64) {
	c.fade = make([]float64, Width)
	for x := range c.fade {
		t := min(max((float64(x)-from)/(to-from), 0), 1)
		c.fade[x] = t * t * (3 - 2*t)
	}
}
