package schedule

import (
	"context"
	"strconv"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// WarnCommand is what *Tell me if it stops* does, for moderators, and *Do not tell me*,
// which needs no right: the number is the asker's own.
func WarnCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: "warn", Role: reply.Anyone, Params: []reply.Param{{Name: argWhich, Inner: true}, {Name: argOff, Inner: true}, session.ButtonChatParam()}},
		Read: func(_ *session.Session, line string) (reply.Args, error) {
			number, rest := reply.CutWord(line)
			return reply.Args{argWhich: number, argOff: rest}, nil
		},
		Run: warn, Hidden: true,
	}
}

// argOff ends what the button has begun, where it holds anything.
const argOff = "off"

// warn keeps the asker's number with one subscription, or forgets it.
func warn(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if err := s.Named(""); err != nil {
		return reply.Reply{}, err
	}
	number, err := strconv.Atoi(s.Arg(argWhich))
	if err != nil {
		number = 0
	}
	done, act := "warn.on", warnOf
	switch {
	case s.Arg(argOff) != "":
		done, act = "warn.off", unwarnOf
	case !s.Types():
		done = "warn.on_there"
	}
	if err := act(ctx, s, number); err != nil {
		return reply.Reply{}, err
	}
	s.ToAsker()
	answer := s.Sentence(done)
	answer.Visibility = reply.ForAsker
	return answer, nil
}

// warnOf keeps a moderator's number with the subscription of a number. Where somebody
// else's is kept, who still leads there, that is a Problem.
func warnOf(ctx context.Context, s *session.Session, number int) error {
	if err := s.Require(ctx, reply.Moderator); err != nil {
		return err
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return err
	}
	if sub := chat.Subscription(number); sub != nil && sub.Warns != "" && sub.Warns != s.Request.Person {
		if _, err := stillLeads(ctx, s.Env, chat, sub.Warns, s.Request.Now); err != nil {
			return err
		}
	}
	_, err = changeOne(ctx, s, number, func(sub *record.Subscription) error {
		if sub.Warns != "" && sub.Warns != s.Request.Person {
			return s.Problem("warn.taken")
		}
		sub.Warns = s.Request.Person
		return nil
	})
	return err
}

// unwarnOf forgets the asker's number with the subscription of a number; that of
// somebody else stays.
func unwarnOf(ctx context.Context, s *session.Session, number int) error {
	_, err := changeOne(ctx, s, number, func(sub *record.Subscription) error {
		if sub.Warns == s.Request.Person {
			sub.Warns = ""
		}
		return nil
	})
	return err
}

// warnButtons offer the asker to be told if a subscription of a group stops.
func warnButtons(s *session.Session, sub record.Subscription) [][]reply.Button {
	if s.Request.Private || s.Request.Person == "" || sub.Warns == s.Request.Person {
		return nil
	}
	return [][]reply.Button{{{Label: s.Say("button.warn"), Do: "warn " + strconv.Itoa(sub.ID)}}}
}

// Warns says which times the asker is told about, each with the button that ends it;
// nothing where it is none.
func Warns(s *session.Session, chat record.Chat) (blocks []reply.Block, buttons [][]reply.Button) {
	for _, sub := range chat.Subscriptions {
		if sub.Warns == "" || sub.Warns != s.Request.Person {
			continue
		}
		at := words.With{"Time": s.Clock(sub.At)}
		blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("warn.kept", at)})
		buttons = append(buttons, []reply.Button{{Label: s.Say("button.unwarn", at), Do: "warn " + strconv.Itoa(sub.ID) + " off"}})
	}
	return blocks, buttons
}
