package session

import (
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/reply"
	"prayerbot/commands/words"
)

// A checker finds what does not fit in the arguments of a command, and says it
// to the asker.
type checker struct {
	command Command
	args    reply.Args
	voice   words.Voice
}

func (c checker) problem(name string, with ...words.With) error {
	return reply.Problem(c.voice.Say(name, with...))
}

// check refuses arguments that fit nothing.
func (c checker) check() error {
	if verbs := c.command.Verbs; verbs != nil && verbs.find(c.args[Do]) == nil {
		return c.problem("problem."+c.command.Name+"_do", words.With{"Text": Quote(c.args[Do])})
	}
	for name, value := range c.args {
		i := slices.IndexFunc(c.command.Params, func(p reply.Param) bool { return p.Name == name })
		if i < 0 {
			return c.problem("problem.option", words.With{"Option": Quote(name)})
		}
		if err := c.checkArg(c.command.Params[i], value); err != nil {
			return err
		}
	}
	return c.checkVerb()
}

// checkArg refuses a value that no command can use.
func (c checker) checkArg(p reply.Param, value string) error {
	switch {
	case HasHidden(value, true):
		return c.problem("problem.characters")
	case !p.Long && utf8.RuneCountInString(value) > MaxArg:
		return c.problem("problem.long")
	case p.Name == Do || p.Choices == nil:
		return nil
	}
	var values []string
	for _, c := range p.Choices {
		if strings.EqualFold(c.Value, value) {
			return nil
		}
		values = append(values, c.Value)
	}
	return c.problem("problem.option_value", words.With{"Option": p.Name, "Text": Quote(value), "Values": c.voice.List(values)})
}

// checkVerb refuses arguments that do not go with the verb.
func (c checker) checkVerb() error {
	if c.command.Verbs == nil {
		return nil
	}
	verb := c.command.Verbs.find(c.args[Do])
	for name := range c.args {
		goes := slices.ContainsFunc(c.command.Params, func(p reply.Param) bool { return p.Name == name && p.AnyVerb })
		if name != Do && !goes && !slices.Contains(verb.Params, name) {
			return c.problem("problem.option_with", words.With{"Option": name, "Do": verb.Name})
		}
	}
	return nil
}
