package session

import (
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/reply"
	"prayerbot/commands/words"
)

// Arg is an argument by the name of its parameter; "" where it was not given.
func (s *Session) Arg(name string) string { return s.args[name] }

// SetArg gives an argument, for one command that does what another does.
func (s *Session) SetArg(name, value string) {
	if s.args == nil {
		s.args = reply.Args{}
	}
	s.args[name] = value
}

// Take makes the arguments of the request those of the session: as the platform
// has named them, or by taking the line apart. A Problem says what does not fit.
func (s *Session) Take(command Command) error {
	s.Command = command
	s.speak()
	args := s.Request.Args
	if args == nil {
		read, err := command.read(s, Clean(s.Request.Line))
		if err != nil {
			return err
		}
		args = read
	}
	s.args = args.Clean()
	s.speak() // what is asked for oneself is said in one's own language
	if i := slices.IndexFunc(command.Params, func(p reply.Param) bool { return p.Long }); i >= 0 && s.Request.Text != "" {
		s.args[command.Params[i].Name] = s.Request.Text
	}
	return s.check()
}

// check refuses arguments that fit nothing.
func (s *Session) check() error {
	if verbs := s.Command.Verbs; verbs != nil && verbs.find(s.Arg(Do)) == nil {
		return s.Problem("problem."+s.Command.Name+"_do", words.With{"Text": Quote(s.Arg(Do))})
	}
	for name, value := range s.args {
		i := slices.IndexFunc(s.Command.Params, func(p reply.Param) bool { return p.Name == name })
		if i < 0 {
			return s.Problem("problem.option", words.With{"Option": Quote(name)})
		}
		if err := s.checkArg(s.Command.Params[i], value); err != nil {
			return err
		}
	}
	return s.checkVerb()
}

// checkArg refuses a value that no command can use.
func (s *Session) checkArg(p reply.Param, value string) error {
	switch {
	case HasHidden(value, true):
		return s.Problem("problem.characters")
	case !p.Long && utf8.RuneCountInString(value) > MaxArg:
		return s.Problem("problem.long")
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
	return s.Problem("problem.option_value", words.With{"Option": p.Name, "Text": Quote(value), "Values": s.Own.List(values)})
}

// checkVerb refuses arguments that do not go with the verb.
func (s *Session) checkVerb() error {
	if s.Command.Verbs == nil {
		return nil
	}
	verb := s.Command.Verbs.find(s.Arg(Do))
	for name := range s.args {
		if name != Do && !slices.Contains(verb.Params, name) {
			return s.Problem("problem.option_with", words.With{"Option": name, "Do": verb.Name})
		}
	}
	return nil
}
