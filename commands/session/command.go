package session

import (
	"context"
	"slices"

	"prayerbot/commands/reply"
)

// Run answers a session, as a command of the table does.
type Run func(ctx context.Context, s *Session) (reply.Reply, error)

// Read takes a line that was typed, or that a button carries, apart into
// arguments. It looks nothing up but what it needs to tell them apart. An error
// is a Problem.
type Read func(s *Session, line string) (reply.Args, error)

// A Command is a row of the table with what it does.
type Command struct {
	reply.Row
	Read  Read  // nil: the line names a verb; without verbs it is the first parameter, if there is one
	Verbs Verbs // child rows, of which the parameter "do" names one; nil: there are none
	Run   Run   // nil: the verb runs
	// Needs is the role that a button with a line of the command needs; nil is the row's.
	// It hides what would be refused, and refuses nothing.
	Needs func(line string) reply.Role
	// Suggest has, by parameter, what is offered while somebody types.
	Suggest map[string]Suggest
	Hidden  bool // stands behind a button; no menu and no help names it
	Spoken  bool // what people say leads to it; its name behind a slash is that of no command
	Shows   bool // it changes nothing, so that a step of what somebody is at waits on
	// KeepsQuestion lets every question wait on; any other command that does not Show ends it.
	KeepsQuestion bool
}

// TakesPlace tells whether the command can be about another chat than the one that
// asks.
func (c Command) TakesPlace() bool {
	return slices.ContainsFunc(c.Params, func(p reply.Param) bool { return p.Name == ArgChat && p.IsChat })
}

// read takes a line apart.
func (c Command) read(s *Session, line string) (reply.Args, error) {
	switch {
	case c.Read != nil:
		return c.Read(s, line)
	case c.Verbs != nil:
		return c.Verbs.read(s, line)
	case len(c.Params) > 0:
		return reply.Args{c.Params[0].Name: line}, nil
	}
	return nil, nil
}

// ModeratorsBut are the Needs of a command of which anyone may do what the given words
// begin, "" too, and a moderator the rest.
func ModeratorsBut(words ...string) func(line string) reply.Role {
	return func(line string) reply.Role {
		if word, _ := reply.CutWord(line); !slices.Contains(words, word) {
			return reply.Moderator
		}
		return reply.Anyone
	}
}

// Answer runs the command, or the verb that the arguments name.
func (c Command) Answer(ctx context.Context, s *Session) (reply.Reply, error) {
	if c.Run != nil {
		return c.Run(ctx, s)
	}
	return c.Verbs.find(s.Arg(Do)).Run(ctx, s)
}
