package session

import (
	"maps"
	"slices"

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

// TakeAll makes arguments those of the session, in place of what it had.
func (s *Session) TakeAll(args reply.Args) { s.args = args }

// Take makes the arguments of the request those of the session: as the platform
// has named them, or by taking the line apart. A Problem says what does not fit.
func (s *Session) Take(command Command) error {
	s.Command = command
	s.speak()
	long := slices.IndexFunc(command.Params, func(p reply.Param) bool { return p.Long })
	args, line := s.Request.Args, Clean(s.Request.Line)
	if args == nil {
		if long < 0 {
			line = Clean(words.Visible(line))
		}
		read, err := command.read(s, line)
		if err != nil {
			return err
		}
		args = read
	}
	if s.pressedFor != "" && command.TakesPlace() {
		args = maps.Clone(args)
		if args == nil {
			args = reply.Args{}
		}
		args[ArgChat] = s.pressedFor
	}
	s.args = visible(chosenTo(args, s.Request.Chosen), command.Params).Clean()
	s.speak() // what is asked for oneself is said in one's own language
	if long >= 0 && s.Request.Text != "" {
		s.args[command.Params[long].Name] = s.Request.Text
	}
	return checker{s.Command, s.args, s.Own}.check()
}

// chosenTo are arguments with what was chosen in a form, which was asked after them.
func chosenTo(args, chosen reply.Args) reply.Args {
	if len(chosen) == 0 {
		return args
	}
	all := maps.Clone(args)
	if all == nil {
		all = reply.Args{}
	}
	maps.Copy(all, chosen)
	return all
}

// visible are arguments without marks that nobody sees. What others will read is
// left as it is: check refuses such marks in it.
func visible(args reply.Args, params []reply.Param) reply.Args {
	all := reply.Args{}
	for name, value := range args {
		long := slices.ContainsFunc(params, func(p reply.Param) bool { return p.Name == name && p.Long })
		if all[name] = value; !long {
			all[name] = words.Visible(value)
		}
	}
	return all
}
