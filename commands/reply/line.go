package reply

import (
	"strings"
	"unicode"
)

// CutWord parts the first word from the rest.
func CutWord(s string) (word, rest string) {
	s = strings.TrimSpace(s)
	end := strings.IndexFunc(s, unicode.IsSpace)
	if end < 0 {
		return s, ""
	}
	return s[:end], strings.TrimSpace(s[end:])
}

// ParseLine parts a typed line into a command and the text after it. The
// slash is optional; a bot's name behind the command ("/pray@Bot") is
// returned as addressee, so that an adapter can leave others' commands alone.
func ParseLine(line string) (command, addressee, args string) {
	line = strings.TrimSpace(line)
	line = strings.TrimPrefix(line, "/")
	end := strings.IndexFunc(line, unicode.IsSpace)
	if end < 0 {
		end = len(line)
	}
	command, addressee, _ = strings.Cut(line[:end], "@")
	return strings.ToLower(command), addressee, strings.TrimSpace(line[end:])
}
