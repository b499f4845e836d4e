package card

// The lines of the map in pixels.
const (
	borderWidth = 1.7
	thinBorder  = 1.0 // of a globe
	dotEvery    = 6.5
	dotRadius   = 1.6
)

// addRings adds all rings of polygons to a path, as a projection shows them;
// nothing of a polygon that it does not show at all.
func (w *world) addRings(to *path, polygons []polygon, with *projection) {
	for _, p := range polygons {
		if !w.shows(p[0], with) {
			continue
		}
		for _, ring := range p {
			first := true
			for v := range w.along(ring) {
				x, y, _ := with.at(v)
				if first {
					to.start(at(x, y))
					first = false
					continue
				}
				to.line(at(x, y))
			}
		}
	}
}

// shows tells whether a place of a ring is near.
func (w *world) shows(ring []int, with *projection) bool {
	for v := range w.along(ring) {
		if _, _, near := with.at(v); near {
			return true
		}
	}
	return false
}

// coarse is by how much the map is smaller on which land is counted.
const coarse = 8

// landIn is which part of a window is land.
func (w *world) landIn(with projection, in window) float64 {
	with.x, with.y, with.scale = with.x/coarse, with.y/coarse, with.scale/coarse
	p := newPath()
	for _, s := range w.shapes {
		w.addRings(p, s.polygons, &with)
	}
	c := canvas{mask: make([]byte, Width*Height/coarse/coarse)}
	m := c.masked(p, Width/coarse, Height/coarse)
	sum, all := 0, 0
	for y := int(in.y-in.height) / coarse; y < int(in.y+in.height)/coarse; y++ {
		for x := int(in.x-in.width) / coarse; x < int(in.x+in.width)/coarse; x++ {
			sum, all = sum+int(m.AlphaAt(x, y).A), all+255
		}
	}
	return float64(sum) / float64(all)
}

// drawWorld draws the land, what lies under the countries that matter (nil is
// nothing), and these.
func (s *sheet) drawWorld(with *projection, colours palette, under func(), codes ...string) {
	land, own, claimed := newPath(), newPath(), newPath()
	for _, shape := range s.world.shapes {
		if shape.over {
			continue
		}
		s.world.addRings(land, shape.polygons, with)
		switch its, shared := shape.ofAny(codes); {
		case shared:
			s.world.addRings(claimed, shape.polygons, with)
		case its:
			s.world.addRings(own, shape.polygons, with)
		}
	}
	s.canvas.fill(land, colours.land)
	if under != nil {
		under()
	}
	s.canvas.fill(own, colours.country)
	s.canvas.fill(claimed, colours.claimed)
	for _, shape := range s.world.shapes {
		if !shape.over {
			continue
		}
		over, colour := newPath(), colours.land
		switch its, shared := shape.ofAny(codes); {
		case shared:
			colour = colours.claimed
		case its:
			colour = colours.country
		}
		s.world.addRings(over, shape.polygons, with)
		s.canvas.fill(over, colour)
	}
	s.drawBorders(with, colours)
}

// ofAny tells whether a shape is of one of several countries, and whether others
// claim it too.
func (s shape) ofAny(codes []string) (its, claimed bool) {
	for _, code := range codes {
		if its, claimed = s.of(code); its {
			return its, claimed
		}
	}
	return false, false
}

// drawBorders draws the borders between countries, and dots where they are
// disputed.
func (s *sheet) drawBorders(with *projection, colours palette) {
	lines, dots, width := newPath(), newPath(), borderWidth
	if with.round {
		width = thinBorder
	}
	for _, a := range s.world.arcs {
		switch a.kind {
		case border:
			addLine(lines, a.places, with, width)
		case disputed:
			addDots(dots, a.places, with)
		}
	}
	s.canvas.fill(lines, colours.border)
	s.canvas.fill(dots, colours.border)
}

func addLine(to *path, places []globePoint, with *projection, width float64) {
	var lx, ly float64
	was := false
	for _, v := range places {
		x, y, near := with.at(v)
		if near && was && onCard(x, y) {
			to.stroke(lx, ly, x, y, width)
		}
		lx, ly, was = x, y, near
	}
}

// addDots adds a dot at equal distances along a line.
func addDots(to *path, places []globePoint, with *projection) {
	var lx, ly float64
	left, was := 0.0, false
	for _, v := range places {
		x, y, near := with.at(v)
		if near && was && onCard(x, y) {
			left = dotsBetween(to, lx, ly, x, y, left)
		}
		lx, ly, was = x, y, near
	}
}

// onCard tells whether a place is on the card or close to it.
func onCard(x, y float64) bool { return x > -50 && x < Width+50 && y > -50 && y < Height+50 }
