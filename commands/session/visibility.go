package session

import (
	"context"

	"prayerbot/commands/reply"
)

// Visibility decides for whom an answer is, where a feature would show it so. A
// message belongs to those who read it: in a chat that others read, what one
// person asks is answered to that person, but for what the row calls public; and
// nobody's press changes, hides or pushes aside what the others see. Only one's
// own answer may be replaced.
func (s *Session) Visibility(ctx context.Context, show reply.Visibility) (reply.Visibility, error) {
	switch {
	case show == reply.Private:
		return show, nil
	case s.Request.Payload != "":
		return s.pressed(ctx, show)
	case s.Request.Private || s.Request.Channel:
		return reply.ForChat, nil
	case s.public():
		return reply.ForChat, nil
	}
	return reply.ForAsker, nil
}

// public tells whether what is asked is for everyone here: not where the bot is
// not installed, and not where it was kept from writing.
func (s *Session) public() bool {
	return s.Command.Public && !s.Request.Outside && !s.Request.Bot.Mute() && s.Arg(ArgShow) != ShowMe
}

// The parameter by which somebody asks for something public for themselves.
const (
	ArgShow      = "show"
	ShowMe       = "me"
	ShowEveryone = "everyone"
)

// pressed is Visibility for a button.
func (s *Session) pressed(ctx context.Context, show reply.Visibility) (reply.Visibility, error) {
	if show == reply.ForAsker {
		return show, nil
	}
	if s.Request.Private {
		if s.underAnswer {
			return reply.InPlace, nil
		}
		return reply.ForChat, nil
	}
	own, err := s.own(ctx)
	if own {
		return reply.InPlace, nil
	}
	return reply.ForAsker, err
}

// own tells whether the pressed message is the asker's own answer.
func (s *Session) own(ctx context.Context) (bool, error) {
	if s.Request.Origin != reply.FromAnonymousAnswer {
		return s.Request.Origin == reply.FromOwnAnswer, nil
	}
	role, err := s.Role(ctx)
	return err == nil && role >= reply.Moderator, err
}

// Privately keeps what a typed command answers from the open chat.
func (s *Session) Privately(r reply.Reply, err error) (reply.Reply, error) {
	r.Visibility, r.Aside, r.AsideFailed = reply.Private, s.ToChat("announce.aside_status"), s.ToChat("announce.aside_failed")
	return r, err
}
