package session

import (
	"context"
	"maps"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// ArgAnyway is the answer to Preflight.
const ArgAnyway = "anyway"

// The answers to what is missing.
const (
	anywaySave  = "save"  // go on all the same
	anywayAgain = "again" // look again
)

// AnywayParam is the parameter of a command that asks Preflight: a button alone gives
// it, whichever verb asked.
func AnywayParam() reply.Param { return reply.Param{Name: ArgAnyway, Inner: true, AnyVerb: true} }

// Preflight looks, before something is set up in the chat that the session is about,
// whether it can come: by the asker's own right to write there, without which it is a
// Problem, and by those of the bot. Where some of these are missing the reply names
// them and asks whether to go on, which the command and the arguments of then do. nil
// is nothing missing, or that the asker goes on all the same.
func (s *Session) Preflight(ctx context.Context, then record.Question) (*reply.Reply, error) {
	if s.Request.Barred {
		return nil, s.Problem("problem.barred")
	}
	lacks := s.Request.Bot.Lacks
	if answer, _ := reply.ReadKeyed(s.Arg(ArgAnyway)); lacks == 0 || answer == anywaySave {
		return nil, nil
	}
	then.Param, then.Args = ArgAnyway, maps.Clone(then.Args)
	delete(then.Args, ArgAnyway)
	picker := s.Picker(s.Say("preflight.title"), s.Say("preflight.intro"), [][]reply.Button{
		{AnswerButton(s.Say("button.again"), anywayAgain)}, {AnswerButton(s.Say("button.anyway"), anywaySave)},
	})
	picker.Blocks = append(picker.Blocks, s.MissingRights(lacks))
	answer := s.GoOn(ctx, picker, then, "")
	return &answer, nil
}

// RightNames are rights as the platform's settings call them, in one line.
func (s *Speech) RightNames(rights reply.Right) string {
	var names []string
	for _, name := range rights.Names() {
		names = append(names, s.Own.Say("right."+name))
	}
	return s.Own.List(names)
}

// MissingRights lists rights as the platform's settings call them.
func (s *Speech) MissingRights(rights reply.Right) reply.Block {
	list := reply.Block{Kind: reply.List}
	for _, name := range rights.Names() {
		list.Items = append(list.Items, reply.Item{Text: s.Say("right." + name)})
	}
	return list
}
