package search

import (
	"regexp"
	"strings"
)

// flagName is a flag as chats write it: ":flag_ng:", ":flag-ng:".
var flagName = regexp.MustCompile(`(?i)^:?flag[_-]([a-z]{2}):?$|^:([a-z]{2}):$`)

// flag reads a flag, drawn or written.
func (q query) flag() Result {
	code := ""
	if m := flagName.FindStringSubmatch(q.text); m != nil {
		code = m[1] + m[2]
	}
	if strings.HasPrefix(q.text, blackFlag) {
		code, _ = tagged(q.text)
	}
	for _, r := range q.text {
		if r < firstIndicator || r > lastIndicator {
			break
		}
		code += string('A' + r - firstIndicator)
	}
	if len(code) != 2 {
		return Result{}
	}
	if c := q.library.Country(code); c != nil {
		return only(c)
	}
	return q.territory(strings.ToUpper(code))
}

// The letters of which flags are made.
const (
	firstIndicator, lastIndicator = '\U0001F1E6', '\U0001F1FF'
	blackFlag                     = "\U0001F3F4" // of England, Scotland and Wales, with tags behind
	firstTag                      = '\U000E0061' // the tag of the letter a
)

// tagged reads the country of a flag of tags: that of its first two letters.
func tagged(text string) (string, bool) {
	code := ""
	for _, r := range strings.TrimPrefix(text, blackFlag) {
		if r >= firstTag && r < firstTag+26 && len(code) < 2 {
			code += string('a' + r - firstTag)
		}
	}
	return code, len(code) == 2
}
