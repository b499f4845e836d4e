package commands

import (
	"context"

	"prayerbot/commands/reply"
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
		spoken("no", saying("courtesy.unsure")),
	}
}

// saying answers with a sentence.
func saying(name string) session.Run {
	return func(_ context.Context, s *session.Session) (reply.Reply, error) { return s.Sentence(name), nil }
}

// hello answers a greeting: who has set nothing up yet is led to that, unless they are
// asked something already.
func (c *conversation) hello(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if _, asked := s.Question(ctx); asked {
		return s.Sentence("courtesy.hello"), nil
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
