package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"prayerbot/commands/pray"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// Config is all that a core needs.
type Config = session.Config

// Core answers requests. It is safe for concurrent use.
type Core struct {
	composer
	console
	events
	env      *session.Env
	commands table
	concealer
}

// New builds a core; the error names what the configuration lacks.
func New(cfg Config) (*Core, error) {
	env, err := session.NewEnv(cfg)
	if err != nil {
		return nil, fmt.Errorf("commands: %w", err)
	}
	c := &Core{env: env, composer: composer{env: env}, console: console{env}, events: events{env}, concealer: concealer{env}}
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
	switch {
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

// Busy is what somebody is told, in a language, who presses buttons faster than they
// can be answered.
func (c *Core) Busy(language string) reply.Reply {
	voice := c.env.VoiceIn(language)
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: voice.Say("problem.busy")}}, Visibility: reply.ForAsker, Neutral: voice.Say("discreet.problem")}
}

// answer finds the command, checks the request, and runs it.
func (c *Core) answer(ctx context.Context, s *session.Session) (reply.Reply, error) {
	s.Enter(ctx)
	if s.Request.Marked != "" {
		return c.marked(ctx, s)
	}
	if err := s.Parse(); err != nil {
		return reply.Reply{}, err
	}
	command := c.commands.find(s.Request.Command)
	if command == nil {
		return c.unknown(ctx, s)
	}
	if !command.KeepsQuestion {
		s.EndQuestion(ctx)
	}
	return c.run(ctx, s, *command)
}

// run checks the arguments and the right, and runs a command.
func (c *Core) run(ctx context.Context, s *session.Session, command session.Command) (reply.Reply, error) {
	if err := s.Take(command); err != nil {
		return reply.Reply{}, err
	}
	if err := s.Visit(ctx); err != nil {
		return reply.Reply{}, err
	}
	defer s.Return()
	if err := s.Require(ctx, s.Command.Role); err != nil {
		return reply.Reply{}, err
	}
	if bot := s.Request.Bot; s.Command.Sends && bot.Mute() && bot.Lacks == 0 { // the platform names no right
		return reply.Reply{}, s.Problem("problem.cannot_post")
	}
	answer, err := s.Command.Answer(ctx, s)
	return s.AboutPlace(answer, c.commands.takesPlace), err
}

// unknown answers a command that is not in the table, or plain text.
func (c *Core) unknown(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if s.Request.Command == "" {
		return c.plain(ctx, s)
	}
	if answer, was, err := c.instead(ctx, s, s.Request.Command+" "+s.Request.Line); was {
		return answer, err
	}
	if strings.ContainsAny(s.Request.Command, " \n") || len(s.Request.Command) > session.MaxName {
		return reply.Reply{}, s.Problem("problem.unknown_text")
	}
	if near := c.commands.nearest(s.Request.Command); near != "" {
		return reply.Reply{}, s.Problem("problem.unknown_command_near", words.With{"Name": s.Request.Command, "Near": near})
	}
	return reply.Reply{}, s.Problem("problem.unknown_command", words.With{"Name": s.Request.Command})
}

// minNear is from how many letters on a text that is no command is taken for a
// mistyped name: shorter ones come near some name in some language by chance.
const minNear = 6

// plain answers text that is no command: the name of a country, region or list,
// or what comes near one, is taken as the wish to read about it, and an amen as
// the word of somebody who has prayed.
func (c *Core) plain(ctx context.Context, s *session.Session) (reply.Reply, error) {
	text := s.Request.Line
	if s.Request.Location != nil {
		return c.located(ctx, s)
	}
	if s.Request.Point != "" && s.Own.MeansPrayed(text) {
		return c.amen(ctx, s)
	}
	if answer, was, err := c.answered(ctx, s, text); was {
		return answer, err
	}
	if !s.Request.Private { // the question was left meanwhile
		return reply.Reply{}, nil
	}
	if answer, was, err := c.asRequest(ctx, s, text); was {
		return answer, err
	}
	if len(text) <= session.MaxArg && meansPlace(s, text) {
		return c.country(ctx, s, text)
	}
	if err := c.commands.meant(s, text); err != nil {
		return reply.Reply{}, err
	}
	return reply.Reply{}, s.Problem("problem.unknown_text")
}

// asRequest answers a text that is clearly what somebody wants: an amen in private,
// what people type for a command, or the name of a place; false where it is none.
func (c *Core) asRequest(ctx context.Context, s *session.Session, text string) (reply.Reply, bool, error) {
	if s.Request.Private && s.Own.MeansPrayed(text) {
		answer, err := pray.Prayed(ctx, s)
		return answer, true, err
	}
	if answer, was, err := c.instead(ctx, s, text); was {
		return answer, true, err
	}
	if len(text) <= session.MaxArg && s.Find(text).Meant() {
		answer, err := c.country(ctx, s, text)
		return answer, true, err
	}
	return reply.Reply{}, false, nil
}

// country answers with what a name leads to.
func (c *Core) country(ctx context.Context, s *session.Session, text string) (reply.Reply, error) {
	s.Command = *c.commands.find("country")
	s.SetArg(pray.ArgCountry, text)
	return pray.Country(ctx, s)
}

// meansPlace tells whether somebody who only says a text means a place by it, or
// mistyped one.
func meansPlace(s *session.Session, text string) bool {
	found := s.Find(text)
	return found.Meant() || !strings.Contains(text, " ") && len(text) >= minNear && len(found.Near) > 0
}

// meant is the Problem that names the command that a text was meant for; nil
// where it comes near none.
func (t table) meant(s *session.Session, text string) error {
	name, _, _ := reply.ParseLine(text)
	if near := t.nearest(name); near != "" {
		return s.Problem("problem.unknown_text_near", words.With{"Near": near})
	}
	return nil
}
