package card

import "math"

// A projection brings the globe onto the card. Round maps show one half of the
// globe as it is seen from far away; the others keep areas true.
type projection struct {
	centre, east, north globePoint
	scale               float64 // pixels for the radius of the globe
	x, y                float64 // where the centre lies, in pixels
	round               bool
}

// horizon is how far from the centre a flat map reaches, as the cosine of the
// angle: 100 degrees. What lies beyond is drawn on that circle.
const horizon = -0.1736

// around is a projection with a place in its centre, north at the top.
func around(centre globePoint) projection {
	flat := math.Hypot(float64(centre.x), float64(centre.y))
	east := globePoint{0, 1, 0}
	if flat > 1e-6 {
		east = globePoint{float32(-float64(centre.y) / flat), float32(float64(centre.x) / flat), 0}
	}
	return projection{centre: centre, east: east, north: cross(centre, east), scale: 1}
}

func dot(a, b globePoint) float64 {
	return float64(a.x)*float64(b.x) + float64(a.y)*float64(b.y) + float64(a.z)*float64(b.z)
}

func cross(a, b globePoint) globePoint {
	return globePoint{a.y*b.z - a.z*b.y, a.z*b.x - a.x*b.z, a.x*b.y - a.y*b.x}
}

// at is where a place lies on the card; near is false where it is hidden, or
// beyond what the map shows.
func (p *projection) at(v globePoint) (x, y float64, near bool) {
	z, e, n := dot(v, p.centre), dot(v, p.east), dot(v, p.north)
	limit := horizon
	if p.round {
		limit = 0
	}
	k := 1.0
	if near = z >= limit; !near {
		k = math.Sqrt(1-limit*limit) / max(math.Hypot(e, n), 1e-9)
		z = limit
	}
	if !p.round {
		k *= math.Sqrt(2 / (1 + z))
	}
	return p.x + p.scale*k*e, p.y - p.scale*k*n, near
}
