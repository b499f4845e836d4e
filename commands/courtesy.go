package commands

import (
	"context"
	"maps"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
)

// courtesies are what people say to somebody and not to a machine, to each of which the
// words of a language lead.
func (c *conversation) courtesies() []session.Command {
	spoken := func(name string, run session.Run) session.Command {
		return session.Command{Row: reply.Row{Name: name, Role: reply.Anyone}, Run: run, Hidden: true, Spoken: true, KeepsQuestion: true}
	}
	return []session.Command{
		spoken("hello", c.hello),
		spoken("thanks", saying("courtesy.thanks")),
		spoken("goodbye", saying("courtesy.goodbye")),
		spoken("yes", saying("courtesy.unsure")),
		spoken("request", saying("courtesy.request")),
		spoken("no", saying("courtesy.unsure")),
	}
}

// saying answers with a sentence.
func saying(name string) session.Run {
	return func(_ context.Context, s *session.Session) (reply.Reply, error) { return s.Sentence(name), nil }
}

// hello answers a greeting: who has set nothing up yet is led to that. What they are asked
// already waits on, and is asked again below the greeting.
func (c *conversation) hello(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if q, asked := s.Question(ctx); asked {
		return c.again(ctx, s, q)
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(chat.Subscriptions) == 0 {
		return c.start(ctx, s)
	}
	answer := s.Sentence("courtesy.hello")
	_, answer.Buttons = startButtons(ctx, s, true)
	return answer, nil
}

// again greets, and asks a question that waits once more. That of a set-up is asked as it
// was; another one stands above, because to ask it anew would be to run its command.
func (c *conversation) again(ctx context.Context, s *session.Session, q record.Question) (reply.Reply, error) {
	greeting := s.Sentence("courtesy.hello")
	if q.Command != schedule.SetupLine {
		greeting.Blocks = append(greeting.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("question.waits")})
		return greeting, nil
	}
	asked := s.Request
	s.Request.Command, s.Request.Line, s.Request.Args = q.Command, "", maps.Clone(q.Args)
	if s.Request.Args == nil {
		s.Request.Args = reply.Args{}
	}
	answer, err := c.run(ctx, s, *c.commands.find(q.Command))
	if err != nil {
		s.Restart(asked)
		s.Wait(ctx, q)
		return greeting, nil
	}
	answer.Blocks = append(slices.Clone(greeting.Blocks), answer.Blocks...)
	answer.Visibility = reply.ForChat
	return answer, nil
}
