package reply

import "strings"

// Args are the arguments of a command, by the names of its parameters. What is
// missing or "" was not given. A value is what somebody typed for this very
// parameter, or a key with its mark; it never means anything else.
type Args map[string]string

// Clean are the arguments in valid UTF-8 and without spaces around them; those
// that were not given are left out.
func (a Args) Clean() Args {
	all := Args{}
	for name, value := range a {
		if value = strings.TrimSpace(strings.ToValidUTF8(value, "\uFFFD")); value != "" {
			all[name] = value
		}
	}
	return all
}
