package session

import (
	"slices"

	"prayerbot/commands/reply"
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
	return checker{s.Command, s.args, s.Own}.check()
}
