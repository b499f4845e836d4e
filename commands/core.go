package commands

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// Config is all that a core needs.
type Config = session.Config

// Core answers requests. It is safe for concurrent use.
type Core struct {
	*conversation
	*composer
	console
	events
	concealer
	env *session.Env
}

// New builds a core; the error names what the configuration lacks.
func New(cfg Config) (*Core, error) {
	env, err := session.NewEnv(cfg)
	if err != nil {
		return nil, fmt.Errorf("commands: %w", err)
	}
	made := &composer{env: env}
	c := &Core{conversation: &conversation{env: env, made: made}, composer: made, console: console{env}, events: events{env}, concealer: concealer{env}, env: env}
	c.commands = c.table()
	return c, nil
}

// Handle answers a request. It always has an answer: what the asker can mend
// is said to them, anything else goes to the log and the asker gets a polite
// sentence. It keeps to the context's deadline. Who asks far too often is told
// so, and from the second time on with Again.
func (c *Core) Handle(ctx context.Context, req reply.Request) reply.Reply {
	err := c.env.Refresh(ctx, req.Now)
	s := c.env.Session(req)
	if err != nil {
		c.env.Log().Error("a command failed", "platform", req.Chat.Platform, "error", err)
		return c.asChosen(ctx, s, c.Sorry(req.Language))
	}
	return c.noteStopped(ctx, s, c.asChosen(ctx, s, c.handle(ctx, s)))
}

// noteStopped marks an answer in a chat that counts as one that cannot be written to.
func (c *Core) noteStopped(ctx context.Context, s *session.Session, r reply.Reply) reply.Reply {
	if r.Empty() {
		return r
	}
	chat, err := s.Chat(ctx)
	r.Stopped = err == nil && chat.Stopped != ""
	return r
}

// handle is Handle, however the chat wants to be answered.
func (c *Core) handle(ctx context.Context, s *session.Session) reply.Reply {
	req := s.Request
	answer, err := reply.Reply{}, error(nil)
	if c.commands.isForOthers(ctx, s) {
		return reply.Reply{}
	}
	verdict := c.env.Limiter().Admit(ctx, s)
	switch verdict {
	case record.DenyAgain:
		err = s.Problem("problem.flood_again")
	case record.Deny:
		err = s.Problem("problem.flood")
	default:
		if answer, err = c.answer(ctx, s); err == nil {
			answer, err = c.where(ctx, s, s.WithEnglishNote(answer))
		}
	}
	var problem reply.Problem
	var unreadable *record.UnreadableError
	if errors.As(err, &unreadable) {
		c.env.Log().Error("a command met a record that cannot be read", "command", s.Command.Name, "platform", req.Chat.Platform, "kind", unreadable.Kind, "mark", unreadable.Mark)
		err = s.Problem("problem.unreadable")
	}
	var nameless *session.NamelessError
	switch {
	case errors.As(err, &nameless):
		answer = c.nameless(s, nameless)
	case errors.As(err, &problem) && req.Channel && req.Payload == "":
		return reply.Reply{} // nobody can be told alone, and it is nothing to the others
	case errors.As(err, &problem):
		answer = reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: string(problem)}}, Visibility: reply.ForAsker, Accent: reply.AccentProblem, Neutral: s.Say("discreet.problem"), Again: verdict == record.DenyAgain}
		if req.Private && req.Payload == "" {
			answer.Visibility = reply.ForChat
		}
	case err != nil:
		c.env.Log().Error("a command failed", "command", s.Command.Name, "platform", req.Chat.Platform, "error", err)
		answer = c.Sorry(s.Own.Language)
		if errors.Is(err, record.ErrInDoubt) {
			answer.Blocks[0].Text = s.Say("problem.doubt")
		}
	}
	return answer
}

// Sorry is the answer of an adapter whose door caught a panic.
func (c *Core) Sorry(language string) reply.Reply {
	voice := c.env.VoiceIn(language)
	text := voice.Say("problem.sorry")
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: text}}, Visibility: reply.ForAsker, Accent: reply.AccentProblem, Neutral: voice.Say("discreet.problem")}
}

// Languages are those in which the bot speaks, English among them.
func (c *Core) Languages() []string { return c.env.Languages() }

// Profile is how the bot describes itself in a language: at length and in brief.
func (c *Core) Profile(language string) (long, brief string) {
	voice := c.env.VoiceIn(language)
	return voice.Say("profile.long"), voice.Say("profile.brief")
}

// AboutMessage is what the command is called, in a language, that is given about a message.
func (c *Core) AboutMessage(language string) string { return c.env.VoiceIn(language).Say("about.menu") }

// Busy is what somebody is told, in a language, who presses buttons faster than they
// can be answered.
func (c *Core) Busy(language string) reply.Reply {
	voice := c.env.VoiceIn(language)
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: voice.Say("problem.busy")}}, Visibility: reply.ForAsker, Neutral: voice.Say("discreet.problem")}
}
