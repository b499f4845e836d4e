package community

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// maxCommunityName is the longest name in characters: with it the title of a
// message stays one line on a phone.
const maxCommunityName = 60

// cleanName makes one line of a name. It is "" where the name is empty, draws
// nothing, mixes alphabets within a word, or holds what could be read as markup,
// a command, a mention or an address.
func cleanName(text string) string {
	name := strings.Join(strings.Fields(text), " ")
	if session.Visible(name) != name {
		return ""
	}
	runes := []rune(name)
	for i := range runes {
		if !fitsName(runes, i) {
			return ""
		}
	}
	if slices.ContainsFunc(strings.Fields(name), mixed) || !strings.ContainsFunc(name, func(r rune) bool { return unicode.In(r, unicode.L, unicode.N) }) {
		return ""
	}
	return name
}

// fitsName tells whether the rune at i may stand in a name.
func fitsName(runes []rune, i int) bool {
	r := runes[i]
	ends := i+1 == len(runes) || runes[i+1] == ' '
	switch {
	case unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.So, unicode.Sk) && r != '`' && r != '^', strings.ContainsRune(" '’ʼ,;&()-–—+:«»“”„·（），", r):
		return true
	case strings.ContainsRune("\u200C\u200D\u200E\u200F\u061C", r): // what session.Visible has left is needed
		return true
	case strings.ContainsRune("!?¡¿。、・！？", r):
		return true
	case r == '.': // "St. Mark" has a dot before a space, an address one within a word
		return ends || i > 0 && unicode.IsUpper(runes[i-1]) && (i == 1 || runes[i-2] == ' ' || runes[i-2] == '.')
	case r == '#': // a number, no tag
		return !ends && unicode.IsDigit(runes[i+1])
	}
	return false
}

// mixed tells whether a word mixes alphabets whose letters look alike.
func mixed(word string) bool {
	has := 0
	for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee} {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(script, r) }) {
			has++
		}
	}
	return has > 1
}

// digits are those that are written for a letter.
var digits = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s")

// claims tells whether a name holds one of the words that only the bot, its
// operators and the platforms may use for themselves.
func claims(name string, reserved []string) bool {
	fold := func(text string) string {
		text = strings.Map(func(r rune) rune {
			if unicode.In(r, unicode.Mn, unicode.Cf) {
				return -1
			}
			return unicode.ToLower(r)
		}, norm.NFKD.String(text))
		return text
	}
	parted := strings.FieldsFunc(fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	run := strings.Join(spelled(parted), "")
	for _, word := range reserved {
		word = fold(strings.TrimSpace(word))
		if run == word || slices.ContainsFunc(parted, func(p string) bool { return p == word || digits.Replace(p) == word }) {
			return true
		}
	}
	return false
}

// spelled are the words of one letter in a row, as in "A d m i n".
func spelled(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return utf8.RuneCountInString(w) > 1 })
}

// tooLongName tells whether a name has too many characters.
func tooLongName(name string) bool { return utf8.RuneCountInString(name) > maxCommunityName }

// codeLength is how long a join code is: 10 of 32 letters and digits, 50
// random bits. With five wrong guesses an hour nobody finds one.
const codeLength = 10

// newCode makes a join code of Random's alphabet, which has neither 0 nor 1, so
// that they are not taken for o and l.
func newCode(random string) string { return random[:codeLength] }

// readCode takes what somebody typed for a code: in any case, perhaps with the
// mark of a link before it and spaces in it.
func readCode(text string) string {
	code := strings.ToLower(strings.TrimSpace(text))
	return strings.ReplaceAll(strings.TrimPrefix(code, JoinMark), " ", "")
}

// JoinMark stands before a code in the link that opens the bot: "j_".
const JoinMark = reply.StartJoin + "_"

// offerLife is how long the offer of a community may be taken: the other one
// may live in another time zone.
const offerLife = 24 * time.Hour
