package card

// gridEvery is how far the lines of the grid are from each other, in degrees.
const gridEvery = 10

// grid draws the lines of longitude and latitude.
func (s *sheet) grid(with *projection, colours palette) {
	p := newPath()
	for x := -180; x < 180; x += gridEvery {
		addLine(p, meridian(float64(x)), with, 1)
	}
	for y := -80; y <= 80; y += gridEvery {
		addLine(p, parallel(float64(y)), with, 1)
	}
	s.canvas.fill(p, colours.grid)
}

func meridian(x float64) []globePoint {
	var all []globePoint
	for y := -80.0; y <= 80; y += 2 {
		all = append(all, vectorAt(x, y))
	}
	return all
}

func parallel(y float64) []globePoint {
	var all []globePoint
	for x := -180.0; x <= 180; x += 2 {
		all = append(all, vectorAt(x, y))
	}
	return all
}
