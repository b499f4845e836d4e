package feed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shorten cuts a text to a number of characters: at the end of a sentence where
// one lies in its second half, else between words, with an ellipsis.
func shorten(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	if end := sentenceEnd(text, most-2); end > len(bounded(text, most/2)) {
		return text[:end] + " …"
	}
	short := bounded(text, most-1)
	if next, _ := utf8.DecodeRuneInString(text[len(short):]); !unicode.IsSpace(next) {
		if space := strings.LastIndexByte(short, ' '); space > len(short)/2 {
			short = short[:space]
		}
	}
	return strings.TrimRightFunc(short, trailing) + "…"
}

func trailing(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:–—-(…", r) }

// bounded is the beginning of a text, at most a number of characters, and never
// parts a letter from its marks.
func bounded(text string, most int) string {
	n, end := 0, 0
	for i, r := range text {
		if !unicode.Is(unicode.M, r) && r != '\u200D' {
			end = i
		}
		if n == most {
			return text[:end]
		}
		n++
	}
	return text
}

// sentenceEnd is where the last sentence ends within a number of characters; 0
// where none does.
func sentenceEnd(text string, most int) int {
	short := bounded(text, most)
	end := 0
	for i, r := range short {
		after := i + utf8.RuneLen(r)
		switch r {
		case '。', '！', '？', '।', '။', '።', '؟':
			end = after
		case '.', '!', '?':
			for after < len(text) && strings.ContainsRune(`"'”’»)`, firstRune(text[after:])) {
				after += utf8.RuneLen(firstRune(text[after:]))
			}
			if after <= len(short) && (after == len(text) || text[after] == ' ') && !abbreviated(text[:i]) {
				end = after
			}
		}
	}
	return end
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// abbreviated tells whether a full stop after this text is likely no end: "Rev.",
// "U.S.", "J.".
func abbreviated(text string) bool {
	word := text[strings.LastIndexAny(text, " \u00a0(\"“")+1:]
	if strings.Contains(word, ".") || utf8.RuneCountInString(word) < 2 {
		return true
	}
	switch word {
	case "Rev", "Gen", "Gov", "Sen", "Rep", "Mr", "Mrs", "Ms", "Dr", "St", "Fr", "Sr", "Jr", "Lt", "Col", "Capt", "Sgt", "No", "Nos", "Mt", "Msgr", "Prof", "Pres", "vs", "approx", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec":
		return true
	}
	return false
}
