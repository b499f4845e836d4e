package session

import (
	"slices"
	"strings"

	"prayerbot/commands/reply"
)

// A Verb is a child row of a command: what the first word behind it asks for.
// The first verb of a command is what no word at all asks for.
type Verb struct {
	Name   string // as it is typed: "join"
	Run    Run    // Session.Args is what stands behind the word
	Hidden bool   // understood and not offered
}

// Verbs are the child rows of one command.
type Verbs []Verb

// Take takes the first word off the session's line and gives what it asks for;
// nil where it is none of them.
func (v Verbs) Take(s *Session) (run Run, word string) {
	word, rest, _ := strings.Cut(s.Args, " ")
	word, s.Args = strings.ToLower(word), strings.TrimSpace(rest)
	if word == "" {
		return v[0].Run, word
	}
	if i := slices.IndexFunc(v, func(verb Verb) bool { return verb.Name == word }); i >= 0 {
		return v[i].Run, word
	}
	return nil, word
}

// Choices offers the verbs; each has a label of its own, which begins with
// prefix.
func (v Verbs) Choices(prefix string) []reply.Choice {
	var all []reply.Choice
	for _, verb := range v {
		if !verb.Hidden {
			all = append(all, reply.Choice{Label: prefix + verb.Name, Value: verb.Name})
		}
	}
	return all
}
