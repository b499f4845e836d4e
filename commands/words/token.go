package words

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"prayerbot/content"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// A token is a number, a word or a sign of a line. A letter of a script that is
// written without spaces is a word by itself.
type token struct {
	text     string // folded, so that upper case and accents do not count
	from, to int    // where it stands in the line
	joined   bool   // no space stands before it
	number   bool
	begins   classSet // the parts of forms that it may begin
}

// Plain is a text as it is read: without marks that nobody sees, with one form of
// each sign and digit, and with one space between words.
func Plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case invisible(r), r >= '\U0001F3FB' && r <= '\U0001F3FF': // the colours of a hand
			return -1
		case r == '−' || r == '‐' || r == '‑':
			return '-'
		case strings.ContainsRune(laughter, r):
			return ' '
		case signs[r] != 0:
			return signs[r]
		case unicode.IsDigit(r):
			return digit(r)
		}
		return r
	}, norm.NFKC.String(strings.ToValidUTF8(text, "\uFFFD")))
	return strings.Join(strings.Fields(norm.NFC.String(text)), " ")
}

// laughter are the letters that Korean chats laugh and weep with, behind any word: they stand
// for no sound by themselves.
const laughter = "\u110f\u1112\u1172\u116e" // apart: together two of them are a syllable

// signs are those of other scripts that say the same as one of ASCII.
var signs = map[rune]rune{'：': ':', '。': '.', '、': ',', '،': ',', '؛': ';', '؟': '?', '٫': '.', '٪': '%'}

// invisible tells whether a rune draws nothing: joiners, marks of direction,
// variation selectors, control characters but for what parts words.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) ||
		unicode.IsControl(r) && !unicode.IsSpace(r) || r == '\u034F'
}

// Visible is a text without the marks that draw nothing and that no name in any
// script needs: it says the same without them.
func Visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u200C', '\u200D', '\u200E', '\u200F', '\u061C': // Persian, Indian and Arabic names need them
			return r
		}
		if invisible(r) && !unicode.Is(unicode.Variation_Selector, r) && (r < '\U000E0020' || r > '\U000E007F') {
			return -1
		}
		return r
	}, text)
}

// digit is the digit of another script as 0 to 9. Its ten digits follow each other.
func digit(r rune) rune {
	for n := range rune(10) {
		if !unicode.Is(unicode.Nd, r-n-1) {
			return '0' + n
		}
	}
	return r
}

// tokens parts a plain text.
func tokens(text string) []token {
	var all []token
	for at := 0; at < len(text); {
		n := tokenLength(text[at:])
		if id := discordForm.FindStringSubmatch(text[at:]); id != nil {
			n = len(id[0])
			all = append(all, token{text: instantMark + id[1], from: at, to: at + n, joined: at > 0 && text[at-1] != ' '})
		} else if text[at] != ' ' {
			word := text[at : at+n]
			number := isDigit(word[0])
			joined := at > 0 && text[at-1] != ' ' && !(number && elided(text[:at]))
			all = append(all, token{text: fold(word), from: at, to: at + n, joined: joined, number: number})
		}
		at += n
	}
	return all
}

// elided tells whether a text ends in a word whose vowel was lost: the number behind it
// is a word by itself, "l'8 dicembre".
func elided(text string) bool {
	mark, size := utf8.DecodeLastRuneInString(text)
	letter, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
	return withinWord(mark, letterRune) && kindOf(letter) == letterRune
}

// discordForm is an instant as Discord writes it: <t:1766571600:F>.
var discordForm = regexp.MustCompile(`^<t:(-?[0-9]{1,12})(?::[a-zA-Z])?>`)

// instantMark stands before the seconds of an instant in its token.
const instantMark = "\uE100"

// instant is what a token of Discord's names; false for any other.
func (t token) instant() (time.Time, bool) {
	seconds, is := strings.CutPrefix(t.text, instantMark)
	n, err := strconv.ParseInt(seconds, 10, 64)
	return time.Unix(n, 0).UTC(), is && err == nil
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// tokenLength is how many bytes the token has that a text begins with.
func tokenLength(text string) int {
	if n := abbreviationLength(text); n > 0 {
		return n
	}
	kind := kindOf(firstRune(text))
	for i, r := range text {
		if i > 0 && (kind == signRune || kind == letterAlone || kindOf(r) != kind && !withinWord(r, kind)) {
			return i
		}
	}
	return len(text)
}

// abbreviationLength is the length of letters with dots behind them ("a.m."),
// which are one word; 0 where a text begins with none.
func abbreviationLength(text string) int {
	letters, end := 0, 0
	runes := []rune(text)
	for i := 0; i < len(runes) && kindOf(runes[i]) == letterRune; i += 2 {
		letters++
		end += len(string(runes[i]))
		if i+1 >= len(runes) || runes[i+1] != '.' {
			if i+1 < len(runes) && kindOf(runes[i+1]) == letterRune {
				return 0
			}
			break
		}
		end++
	}
	if letters < 2 {
		return 0
	}
	return end
}

// unspacedText tells whether letters of a script without spaces are in a text.
func unspacedText(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return kindOf(r) == letterAlone })
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}

type runeKind int

const (
	signRune runeKind = iota
	digitRune
	letterRune
	letterAlone // of a script without spaces between words
)

func kindOf(r rune) runeKind {
	switch {
	case unicode.IsDigit(r):
		return digitRune
	case content.Unspaced(r):
		return letterAlone
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return letterRune
	}
	return signRune
}

// withinWord tells whether a sign belongs to the word that it stands in.
func withinWord(r rune, kind runeKind) bool {
	return kind == letterRune && (r == '\'' || r == '’' || r == 'ʼ')
}

// folder makes one of upper and lower case in all languages.
var folder = cases.Fold()

// fold is a word without what does not count in it.
func fold(word string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u0300' && r <= '\u036F', r == '.', r == '\'', r == '’', r == 'ʼ', r == 'ـ', unicode.In(r, unicode.Mn) && r >= '\u0610' && r <= '\u06ED':
			return -1
		case alike[r] != 0:
			return alike[r]
		}
		return r
	}, signOr(word, norm.NFD.String(folder.String(word))))
}

// alike are letters that people type for one another.
var alike = map[rune]rune{'ı': 'i', 'ة': 'ه', 'ى': 'ي', 'ی': 'ي', 'ک': 'ك', 'ٱ': 'ا'}

// composed is a folded word with its letters as they are written.
func composed(word string) string { return norm.NFC.String(word) }

// signOr keeps a lone sign as it is.
func signOr(word, folded string) string {
	if word == "." || word == "'" {
		return string('\uE000' + rune(word[0]))
	}
	return folded
}
