package card

import (
	"math"
	"slices"
)

// A frame says which part of the world a card shows: a country in the middle of
// what lies around it.
type frame struct {
	projection
	size float64 // of the country, in pixels
}

// A window is the part of the card in which a country has to lie, in pixels, and
// the point in which its middle is.
type window struct {
	x, y          float64
	width, height float64 // half of what there is
}

// The bounds of a frame.
const (
	closest   = 6.5 * math.Pi / 180 // half of what is seen from top to bottom, in radians: 720 km
	widest    = 26 * math.Pi / 180
	leastLand = 0.07 // of the window; where there is less, more is shown
	tinySide  = 14.0 // pixels; of what is smaller, a dot shows where it is
	smallSide = 40.0 // pixels; around what is smaller, there is a ring
)

// A box is what a group of polygons takes on a plane.
type box struct{ left, top, right, bottom float64 }

func (b box) join(o box) box {
	return box{min(b.left, o.left), min(b.top, o.top), max(b.right, o.right), max(b.bottom, o.bottom)}
}

func (b box) middle() (x, y float64) { return (b.left + b.right) / 2, (b.top + b.bottom) / 2 }

// radius is half of the longer side.
func (b box) radius() float64 { return max(b.right-b.left, b.bottom-b.top) / 2 }

func (b box) distance(o box) float64 {
	x, y := b.middle()
	ox, oy := o.middle()
	return math.Hypot(x-ox, y-oy)
}

// frameOf is the frame of a country; false where the map does not have it.
func (w *world) frameOf(code string, in window) (frame, bool) {
	main, flat, ok := w.mainPart(code)
	if !ok {
		return frame{}, false
	}
	f := frame{projection: flat}
	half := max((main.right-main.left)/2/in.width, (main.bottom-main.top)/2/in.height)
	f.scale = min(1/max(half, 1e-9), Height/2/closest)
	f.place(main, in)
	for w.landIn(f.projection, in) < leastLand && f.scale > Height/2/widest {
		f.scale /= 1.25
		f.place(main, in)
	}
	f.size = main.radius() * 2 * f.scale
	return f, true
}

// place puts the middle of a box into that of a window.
func (f *frame) place(b box, in window) {
	x, y := b.middle()
	f.x, f.y = in.x-x*f.scale, in.y-y*f.scale
}

// mainPart is the box of a country without islands far away, on a plane around its
// largest part.
func (w *world) mainPart(code string) (box, projection, bool) {
	var parts []polygon
	for _, s := range w.shapes {
		if its, claimed := s.of(code); its && !claimed {
			parts = append(parts, s.polygons...)
		}
	}
	if len(parts) == 0 {
		return box{}, projection{}, false
	}
	flat := around(w.centroid(slices.MaxFunc(parts, func(a, b polygon) int { return sign(w.area(a) - w.area(b)) })))
	boxes := make([]box, len(parts))
	for i, p := range parts {
		boxes[i] = w.boxOf(p, &flat)
	}
	return gather(boxes), flat, true
}

// gather joins the largest box with all that are near to it, or large and not far.
func gather(boxes []box) box {
	slices.SortFunc(boxes, func(a, b box) int { return sign(b.radius() - a.radius()) })
	main := boxes[0]
	for range 2 {
		for _, b := range boxes {
			reach := 1.3 * main.radius()
			if b.radius() > 0.3*boxes[0].radius() {
				reach = 2.4 * main.radius()
			}
			if main.distance(b) <= reach+b.radius() {
				main = main.join(b)
			}
		}
	}
	return main
}

func sign(v float64) int {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}

// boxOf is the box of a polygon's outer ring.
func (w *world) boxOf(p polygon, flat *projection) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for v := range w.along(p[0]) {
		x, y, _ := flat.at(v)
		b = b.join(box{x, y, x, y})
	}
	return b
}

// centroid is the middle of a polygon's outer ring, by the length of its sides.
func (w *world) centroid(p polygon) globePoint {
	var x, y, z float64
	var last globePoint
	first := true
	for v := range w.along(p[0]) {
		if !first {
			length := math.Sqrt(max(0, 2-2*dot(v, last)))
			x, y, z = x+length*float64(v.x+last.x), y+length*float64(v.y+last.y), z+length*float64(v.z+last.z)
		}
		last, first = v, false
	}
	size := math.Sqrt(x*x + y*y + z*z)
	if size == 0 {
		return last
	}
	return globePoint{float32(x / size), float32(y / size), float32(z / size)}
}

// area is about the area of a polygon's outer ring, on the plane around it.
func (w *world) area(p polygon) float64 {
	flat := around(w.centroid(p))
	var sum, lx, ly float64
	first := true
	for v := range w.along(p[0]) {
		x, y, _ := flat.at(v)
		if !first {
			sum += lx*y - x*ly
		}
		lx, ly, first = x, y, false
	}
	return math.Abs(sum) / 2
}

// along yields the places of a ring.
func (w *world) along(ring []int) func(func(globePoint) bool) {
	return func(yield func(globePoint) bool) {
		for _, n := range ring {
			places := w.arcs[max(n, ^n)].places
			for i := range places {
				v := places[i]
				if n < 0 {
					v = places[len(places)-1-i]
				}
				if !yield(v) {
					return
				}
			}
		}
	}
}
