package community

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxCommunityName is the longest name in characters: with it the title of a
// message stays one line on a phone.
const maxCommunityName = 60

// cleanName makes one line of a name. It is "" where the name is empty or
// holds what could be read as markup, a command, a mention or an address.
func cleanName(text string) string {
	name := strings.Join(strings.Fields(text), " ")
	runes := []rune(name)
	for i, r := range runes {
		if unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.So) || strings.ContainsRune(" '’,&()-–+:", r) {
			continue
		}
		// "St. Mark" has a dot before a space, an address one within a word.
		if r == '.' && (i+1 == len(runes) || runes[i+1] == ' ') {
			continue
		}
		return ""
	}
	return name
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
const JoinMark = "j_"

// offerLife is how long the offer of a community may be taken: the other one
// may live in another time zone.
const offerLife = 24 * time.Hour
