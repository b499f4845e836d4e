package session

import (
	"slices"
	"strings"

	"prayerbot/commands/reply"
)

// Do is the parameter that names a verb.
const Do = "do"

// A Verb is a child row of a command: what its parameter "do" asks for. The
// first verb of a command is what is asked for where none is named.
type Verb struct {
	Name   string   // as it is typed: "join"
	Params []string // the parameters that go with it; of others it is said that they do not
	Read   Read     // takes apart what stands behind the word; nil: it is the first of Params
	Run    Run
	Hidden bool // understood and not offered
}

// Verbs are the child rows of one command.
type Verbs []Verb

// find is the verb of a name; nil where there is none.
func (v Verbs) find(name string) *Verb {
	if name == "" {
		return &v[0]
	}
	if i := slices.IndexFunc(v, func(verb Verb) bool { return strings.EqualFold(verb.Name, name) }); i >= 0 {
		return &v[i]
	}
	return nil
}

// read takes a line apart that begins with a verb.
func (v Verbs) read(s *Session, line string) (reply.Args, error) {
	word, rest := reply.CutWord(line)
	args, verb := reply.Args{}, v.find(word)
	switch {
	case verb == nil:
		args[Do] = word // Check says what it may be
		return args, nil
	case verb.Read != nil:
		read, err := verb.Read(s, rest)
		if err != nil {
			return nil, err
		}
		args = read
	case len(verb.Params) > 0:
		args[verb.Params[0]] = rest
	}
	args[Do] = verb.Name
	return args, nil
}

// names are those of the verbs that are offered.
func (v Verbs) names() []string {
	var all []string
	for _, verb := range v {
		if !verb.Hidden {
			all = append(all, verb.Name)
		}
	}
	return all
}

// Param is the parameter that names a verb. Each verb that is offered has a
// label of its own, which begins with prefix.
func (v Verbs) Param(prefix string) reply.Param {
	p := reply.Param{Name: Do}
	for _, name := range v.names() {
		p.Choices = append(p.Choices, reply.Choice{Label: prefix + name, Value: name})
	}
	return p
}
