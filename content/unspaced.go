package content

import "unicode"

// firstUnspaced is the first letter of Thai: no script before it is written without
// spaces.
const firstUnspaced = '\u0E00'

// Unspaced tells whether a letter is of a script that puts no spaces between words, so
// that each letter has to be taken for itself.
func Unspaced(r rune) bool {
	return r >= firstUnspaced && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
