package content

import "unicode/utf8"

// OneSlip tells whether two texts are the same but for one slip of the finger: a letter
// left out, put in, replaced, or swapped with its neighbour.
func OneSlip(a, b string) bool {
	if d := len(a) - len(b); d > utf8.UTFMax || d < -utf8.UTFMax {
		return false
	}
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	a, b = a[n:], b[n:]
	for a != "" && b != "" {
		x, wide := utf8.DecodeLastRuneInString(a)
		if y, _ := utf8.DecodeLastRuneInString(b); x != y {
			break
		}
		a, b = a[:len(a)-wide], b[:len(b)-wide]
	}
	x, y := []rune(a), []rune(b)
	return len(x) <= 1 && len(y) <= 1 || len(x) == 2 && len(y) == 2 && x[0] == y[1] && x[1] == y[0]
}
