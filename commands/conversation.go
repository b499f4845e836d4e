package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/pray"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// A conversation runs what is asked for: a command, a text that means one, the answer to
// a question, a link, a mark under a message.
type conversation struct {
	env      *session.Env
	commands table
	made     *composer
}

// answer finds the command, checks the request, and runs it.
func (c *conversation) answer(ctx context.Context, s *session.Session) (reply.Reply, error) {
	s.Enter(ctx)
	if s.Request.Marked != "" {
		return c.marked(ctx, s)
	}
	if err := s.Parse(); err != nil {
		return reply.Reply{}, err
	}
	command := c.commands.byTypedName(s.Request.Command)
	if command == nil {
		return c.unknown(ctx, s)
	}
	c.leave(ctx, s, *command)
	return c.run(ctx, s, *command)
}

// leave forgets what the asker was asked before, unless the command lets it wait: a set-up
// is not lost to whoever looks at the help. The one question that is no step of a command
// waits for nothing but its own: whether a channel is to be forgotten.
func (c *conversation) leave(ctx context.Context, s *session.Session, command session.Command) {
	if command.Shows {
		q, is := s.Question(ctx)
		command.KeepsQuestion = is && c.commands.find(q.Command) != nil
	}
	if !command.KeepsQuestion {
		s.EndQuestion(ctx)
	}
}

// run checks the arguments and the right, and runs a command.
func (c *conversation) run(ctx context.Context, s *session.Session, command session.Command) (reply.Reply, error) {
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
func (c *conversation) unknown(ctx context.Context, s *session.Session) (reply.Reply, error) {
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
func (c *conversation) plain(ctx context.Context, s *session.Session) (reply.Reply, error) {
	text := s.Request.Line
	if s.Request.Location != nil {
		return c.located(ctx, s)
	}
	if s.Request.Point != "" && s.Own.MeansPrayed(text) {
		return c.amen(ctx, s)
	}
	if q, _ := s.Question(ctx); s.Request.Private && s.Own.MeansPrayed(text) && !c.commands.asksText(q) {
		return pray.Prayed(ctx, s)
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
	return c.puzzled(ctx, s, text)
}

// asRequest answers a text that is clearly what somebody wants: an amen in private,
// what people type for a command, or the name of a place; false where it is none.
func (c *conversation) asRequest(ctx context.Context, s *session.Session, text string) (reply.Reply, bool, error) {
	if s.Request.Private && s.Own.MeansPrayed(text) {
		s.EndQuestion(ctx)
		answer, err := pray.Prayed(ctx, s)
		return answer, true, err
	}
	read := []func(context.Context, *session.Session, string) (reply.Reply, bool, error){c.instead, c.sentence}
	line, rest := c.commands.lineFor(s, text)
	if rest != "" && (line == "subscribe" || line == "schedule") || namesNothing(s, text) {
		slices.Reverse(read) // what a sentence says is asked back before it is stored
	}
	for _, run := range append(read, c.prayedWithin) {
		if answer, was, err := run(ctx, s, text); was {
			return answer, true, err
		}
	}
	if s.Request.Private && pray.NamesPassage(s, text) {
		return c.runLine(ctx, s, "verse "+text)
	}
	if len(text) <= session.MaxArg && s.Find(text).Meant() {
		s.EndQuestion(ctx)
		answer, err := c.country(ctx, s, text)
		return answer, true, err
	}
	return reply.Reply{}, false, nil
}

// namesNothing tells whether behind the name of a command about a place stands what names none
// as it is: "country report Uzbekistan please".
func namesNothing(s *session.Session, text string) bool {
	name, _, args := reply.ParseLine(text)
	if args == "" || !takesCountry(name) {
		return false
	}
	found := s.Find(args)
	return len(found.Countries) == 0 && found.Region == nil
}

// country answers with what a name leads to.
func (c *conversation) country(ctx context.Context, s *session.Session, text string) (reply.Reply, error) {
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
