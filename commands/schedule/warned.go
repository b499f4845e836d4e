package schedule

import (
	"context"
	"errors"
	"fmt"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// This file tells somebody in private where their number is kept so that they are told
// if something stops, and removes it there.

// unwarnName is the command of the button that removes somebody's number everywhere.
const unwarnName = "unwarn"

// UnwarnCommand is what *Do not tell me any more* does. It needs no right anywhere: the
// number is the asker's own.
func UnwarnCommand() session.Command {
	return session.Command{Row: reply.Row{Name: unwarnName, Role: reply.Anyone, Private: true}, Run: unwarnEverywhere, Hidden: true}
}

func unwarnEverywhere(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if err := s.Named(""); err != nil {
		return reply.Reply{}, err
	}
	if err := ForgetWarns(ctx, s); err != nil {
		return reply.Reply{}, err
	}
	s.ToAsker()
	answer := s.Sentence("warn.off")
	answer.Visibility = reply.ForAsker
	return answer, nil
}

// Warned is in how many chats the asker's number is kept so that they are told if
// something stops there; 0 where it is not known who asks.
func Warned(ctx context.Context, s *session.Session) (int, error) {
	if s.Request.Person == "" {
		return 0, nil
	}
	chats, err := s.Store().WarnedChats(ctx, s.User())
	if err != nil {
		return 0, fmt.Errorf("list the chats that keep a number: %w", err)
	}
	return len(chats), nil
}

// WarnedElsewhere says in private in how many chats the asker's number is kept, with the
// button that removes it; nothing where it is none.
func WarnedElsewhere(ctx context.Context, s *session.Session) (blocks []reply.Block, buttons [][]reply.Button, err error) {
	n, err := Warned(ctx, s)
	if err != nil || n == 0 {
		return nil, nil, err
	}
	blocks = []reply.Block{{Kind: reply.Paragraph, Text: s.Count("warn.everywhere", n)}}
	return blocks, [][]reply.Button{{{Label: s.Say("button.unwarn_all"), Do: unwarnName}}}, nil
}

// errUnwarned ends a change that has nothing to remove.
var errUnwarned = errors.New("the number is not kept here any more")

// ForgetWarns removes the asker's number wherever it is kept so that they are told if
// something stops. A crash in its middle leaves the rest for the next time.
func ForgetWarns(ctx context.Context, s *session.Session) error {
	chats, err := s.Store().WarnedChats(ctx, s.User())
	if err != nil {
		return fmt.Errorf("list the chats that keep a number: %w", err)
	}
	for _, chat := range chats {
		if err := unwarn(ctx, s.Env, chat.ID, s.User(), s.Request.Now); err != nil {
			return err
		}
	}
	return nil
}

// unwarn removes somebody's number from a chat. One that was forgotten meanwhile is not
// stored anew.
func unwarn(ctx context.Context, env *session.Env, id record.ChatID, person record.UserID, now time.Time) error {
	_, err := env.ChangeChat(ctx, id, now, func(chat *record.Chat) error {
		if !chat.Unwarn(person) {
			return errUnwarned
		}
		return nil
	})
	if errors.Is(err, errUnwarned) {
		return nil
	}
	return err
}

// warnRow lets a reader of a panel be told if the subscription stops, or ends that; nil
// where nobody is told.
func (p panel) warnRow() [][]reply.Button {
	if _, ends := Warns(p.s, record.Chat{Subscriptions: []record.Subscription{p.sub}}); len(ends) > 0 {
		return ends
	}
	return warnButtons(p.s, p.sub)
}
