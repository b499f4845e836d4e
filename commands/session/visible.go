package session

import (
	"slices"
	"strings"
	"unicode"
)

// Visible is a text without what draws nothing and is not needed to draw the
// rest: zero-width marks, the blanks that count as letters or signs, soft
// hyphens, tags. Joiners stay between letters of a script that is written with
// them and within pictures (emoji); variation selectors and the marks of
// direction that real text needs stay too.
func Visible(text string) string {
	runes := []rune(text)
	var b strings.Builder
	for i, r := range runes {
		if !draws(runes, i) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// blanks are the letters and signs that draw nothing.
var blanks = []rune{'\u115F', '\u1160', '\u2800', '\u3164', '\uFFA0'}

// draws tells whether the rune at i draws something, or is needed where it stands.
func draws(runes []rune, i int) bool {
	switch r := runes[i]; {
	case slices.Contains(blanks, r):
		return false
	case r == '\u200C' || r == '\u200D':
		return i > 0 && i+1 < len(runes) && joins(runes[i-1], runes[i+1], r)
	case r == '\u200E' || r == '\u200F' || r == '\u061C': // the marks of direction
		return true
	case r >= '\U000E0020' && r <= '\U000E007F': // the flags of Scotland, Wales and England
		return slices.Contains(runes[max(0, i-maxFlag):i], '\U0001F3F4')
	case r == '\u034F' || r == '\u180E' || r == '\u17B4' || r == '\u17B5':
		return false
	default:
		return !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
	}
}

// maxFlag is how many tags such a flag has before its end.
const maxFlag = 7

// joins tells whether a joiner between two runes changes how they are drawn.
func joins(before, after, joiner rune) bool {
	if written(before) && written(after) {
		return true
	}
	picture := unicode.In(before, unicode.So, unicode.Sk, unicode.Mn) // a picture, its colour or its selector
	return joiner == '\u200D' && picture && unicode.Is(unicode.So, after)
}

// written tells whether a rune is of a script that is written with joiners.
func written(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam,
		unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}
