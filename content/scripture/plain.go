package scripture

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ordinal is the number of a book before its name, as it is written in many
// ways: "1. Mose", "1-е Иоанна", "1ª Coríntios", "I Juan".
var ordinal = regexp.MustCompile(`(?i)^\s*(?:([1-5])\s*(?:-?[еяй]|ª|º|°|ère|re|er)?|(iii|ii|i))[.\s]\s*`)

// romans are the numbers of books in Roman figures.
var romans = map[string]string{"i": "1", "ii": "2", "iii": "3"}

// plain is the form in which names of books are compared: letters and digits
// alone, in lower case, without accents and vowel points.
func plain(name string) string {
	if m := ordinal.FindStringSubmatch(name); m != nil {
		name = m[1] + romans[strings.ToLower(m[2])] + name[len(m[0]):]
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// accented is a name in lower case, with its accents.
func accented(name string) string {
	return norm.NFC.String(strings.ToLower(strings.Trim(strings.TrimSpace(name), ".")))
}

// zeros are the noughts of the scripts in which people type numbers: Arabic,
// Persian, full width.
var zeros = []rune{'٠', '۰', '０'}

// westernDigits writes the digits of other scripts as 0 to 9.
func westernDigits(text string) string {
	return strings.Map(func(r rune) rune {
		for _, zero := range zeros {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		return r
	}, text)
}
