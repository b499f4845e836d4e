package card

import (
	"math"

	"golang.org/x/image/vector"
)

// A path is an outline that is filled: what runs around twice is filled once.
type path struct {
	steps                    []step
	left, top, right, bottom float32
}

// A step leads on from where the one before has ended.
type step struct {
	kind    stepKind
	a, b, c point // as many as the kind has; the last one is where it ends
}

type point struct{ x, y float32 }

type stepKind uint8

const (
	moving stepKind = iota
	straight
	square // a quadratic curve
	cubic
)

func newPath() *path {
	const far = math.MaxFloat32
	return &path{left: far, top: far, right: -far, bottom: -far}
}

func at(x, y float64) point { return point{float32(x), float32(y)} }

// grow makes room for a place.
func (p *path) grow(all ...point) {
	for _, at := range all {
		p.left, p.right = min(p.left, at.x), max(p.right, at.x)
		p.top, p.bottom = min(p.top, at.y), max(p.bottom, at.y)
	}
}

func (p *path) start(a point) {
	p.steps = append(p.steps, step{kind: moving, a: a})
	p.grow(a)
}

func (p *path) line(a point) {
	p.steps = append(p.steps, step{kind: straight, a: a})
	p.grow(a)
}

func (p *path) quad(a, b point) {
	p.steps = append(p.steps, step{kind: square, a: a, b: b})
	p.grow(a, b)
}

func (p *path) cube(a, b, c point) {
	p.steps = append(p.steps, step{kind: cubic, a: a, b: b, c: c})
	p.grow(a, b, c)
}

// circle adds a circle; one that runs the other way cuts a hole.
func (p *path) circle(x, y, r float64, hole bool) {
	const k = 0.5522847498 // of a quarter circle as a curve
	d := r
	if hole {
		d = -r
	}
	on := func(ax, ay float64) point { return at(x+r*ax, y+d*ay) }
	p.start(on(1, 0))
	p.cube(on(1, k), on(k, 1), on(0, 1))
	p.cube(on(-k, 1), on(-1, k), on(-1, 0))
	p.cube(on(-1, -k), on(-k, -1), on(0, -1))
	p.cube(on(k, -1), on(1, -k), on(1, 0))
}

// ring adds the outline of a circle.
func (p *path) ring(x, y, r, width float64) {
	p.circle(x, y, r+width/2, false)
	p.circle(x, y, r-width/2, true)
}

// box adds a rectangle with round corners.
func (p *path) box(x, y, width, height, r float64) {
	right, bottom := x+width, y+height
	p.start(at(x+r, y))
	p.line(at(right-r, y))
	p.quad(at(right, y), at(right, y+r))
	p.line(at(right, bottom-r))
	p.quad(at(right, bottom), at(right-r, bottom))
	p.line(at(x+r, bottom))
	p.quad(at(x, bottom), at(x, bottom-r))
	p.line(at(x, y+r))
	p.quad(at(x, y), at(x+r, y))
}

// stroke adds a straight line with a width.
func (p *path) stroke(ax, ay, bx, by, width float64) {
	length := math.Hypot(bx-ax, by-ay)
	if length == 0 {
		return
	}
	dx, dy := (bx-ax)/length*width/2, (by-ay)/length*width/2
	ax, ay, bx, by = ax-dx/2, ay-dy/2, bx+dx/2, by+dy/2 // the gaps between two are closed
	p.start(at(ax-dy, ay+dx))
	p.line(at(ax+dy, ay-dx))
	p.line(at(bx+dy, by-dx))
	p.line(at(bx-dy, by+dx))
}

// trace draws the path with a rasterizer whose corner lies at a place.
func (p *path) trace(to *vector.Rasterizer, x, y float32) {
	open := false
	for _, s := range p.steps {
		switch s.kind {
		case moving:
			if open {
				to.ClosePath()
			}
			open = true
			to.MoveTo(s.a.x-x, s.a.y-y)
		case straight:
			to.LineTo(s.a.x-x, s.a.y-y)
		case square:
			to.QuadTo(s.a.x-x, s.a.y-y, s.b.x-x, s.b.y-y)
		case cubic:
			to.CubeTo(s.a.x-x, s.a.y-y, s.b.x-x, s.b.y-y, s.c.x-x, s.c.y-y)
		}
	}
	if open {
		to.ClosePath()
	}
}
