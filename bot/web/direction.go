package web

import (
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// direction is that in which a text runs, by its first letter: a title may begin with a
// flag, which counts as Latin for dir="auto" of HTML, and with a name that is isolated,
// which it passes over. A text without a letter is left to the browser.
func direction(text string) string {
	for _, r := range text {
		class, _ := bidi.LookupRune(r)
		switch {
		case class.Class() == bidi.R || class.Class() == bidi.AL:
			return "rtl"
		case class.Class() == bidi.L && unicode.IsLetter(r):
			return "ltr"
		}
	}
	return "auto"
}
