package commands

import (
	"context"
	"errors"
	"maps"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// answerCommand is what a button does that answers a question.
func (c *conversation) answerCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: session.AnswerQuestion, Role: reply.Anyone, Params: []reply.Param{{Name: argQuestion, Inner: true}, {Name: argKey, Inner: true}}},
		Read: func(_ *session.Session, line string) (reply.Args, error) {
			question, key := reply.CutWord(line)
			return reply.Args{argQuestion: question, argKey: key}, nil
		},
		Run:    c.pressedAnswer,
		Hidden: true, KeepsQuestion: true,
	}
}

// The parameters of a button that answers a question: which one, and the key.
const (
	argQuestion = "question"
	argKey      = "key"
)

func (c *conversation) pressedAnswer(ctx context.Context, s *session.Session) (reply.Reply, error) {
	q, err := s.QuestionUnder(ctx, s.Arg(argQuestion))
	if err != nil {
		return reply.Reply{}, err
	}
	answer, was, err := c.answers(ctx, s, q, s.Arg(argKey))
	if !was {
		return reply.Reply{}, s.Problem("question.gone")
	}
	return answer, err
}

// cancelCommand leaves a question. Whoever types it was perhaps asked nothing.
func cancelCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: session.LeaveQuestion, Role: reply.Anyone},
		Run: func(_ context.Context, s *session.Session) (reply.Reply, error) {
			return s.Replace("question.left"), nil
		},
		// The question was forgotten before, as by every command.
		Hidden: true,
	}
}

// located takes a location for the answer to the question where the asker is. It is
// looked up at once and kept nowhere.
func (c *conversation) located(ctx context.Context, s *session.Session) (reply.Reply, error) {
	q, is := s.Question(ctx)
	if is && c.commands.asksPlace(q) {
		if answer, was, err := c.answers(ctx, s, q, s.Request.Location.Keyed()); was {
			return answer, err
		}
	}
	return reply.Reply{}, s.Problem("problem.location")
}

// asksPlace tells whether a question is where somebody is.
func (t table) asksPlace(q record.Question) bool {
	return t.asks(q, func(p reply.Param) bool { return p.IsPlace })
}

// asksText tells whether a question is for a text of any kind, such as an announcement:
// whatever is answered is that text, and no request.
func (t table) asksText(q record.Question) bool {
	return t.asks(q, func(p reply.Param) bool { return p.Long })
}

// asks tells whether a question is for a parameter of some kind.
func (t table) asks(q record.Question, kind func(reply.Param) bool) bool {
	command := t.find(q.Command)
	return command != nil && slices.ContainsFunc(command.Params, func(p reply.Param) bool { return p.Name == q.Param && kind(p) })
}

// answered takes a text for the answer to what the asker was asked; false where
// they were asked nothing.
func (c *conversation) answered(ctx context.Context, s *session.Session, text string) (reply.Reply, bool, error) {
	q, is := s.Question(ctx)
	if !is {
		return reply.Reply{}, false, nil
	}
	return c.answers(ctx, s, q, text)
}

// answers takes a text for the answer to a question; false where no command goes on
// with it. What does not fit and is a clear request is answered as that; else it is
// said what to type, and the question goes on.
func (c *conversation) answers(ctx context.Context, s *session.Session, q record.Question, text string) (reply.Reply, bool, error) {
	command := c.commands.find(q.Command)
	if command == nil {
		return reply.Reply{}, false, nil
	}
	s.EndQuestion(ctx)
	asked := s.Request
	s.Request.Command, s.Request.Args = q.Command, reply.Args{}
	maps.Copy(s.Request.Args, q.Args)
	s.Request.Args[q.Param] = text
	answer, err := c.run(ctx, s, *command)
	problem := reply.Problem("")
	if !errors.As(err, &problem) {
		return answer, true, err
	}
	refused := s.Command
	s.Restart(asked)
	s.Wait(ctx, q) // until something else is asked for
	if c.commands.asksText(q) {
		s.Command = refused
		return reply.Reply{}, true, err
	}
	// What is typed in private while a channel is asked about is no request there.
	if _, pressed := reply.ReadKeyed(text); !pressed && !asked.Through {
		if answer, was, err := c.asRequest(ctx, s, text); was {
			return answer, true, err
		}
	}
	s.Command = refused
	if near := c.commands.meant(s, text); near != nil {
		err = near
	}
	return reply.Reply{}, true, err
}
