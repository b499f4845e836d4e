package card

import "math"

// dotsBetween adds the dots of one straight piece of a line. left is how far the
// first one is away, and then how far it is behind the piece.
func dotsBetween(to *path, ax, ay, bx, by, left float64) float64 {
	length := math.Hypot(bx-ax, by-ay)
	for ; left <= length; left += dotEvery {
		t := 0.0
		if length > 0 {
			t = left / length
		}
		to.circle(ax+(bx-ax)*t, ay+(by-ay)*t, dotRadius, false)
	}
	return left - length
}
