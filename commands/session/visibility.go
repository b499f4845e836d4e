package session

import (
	"context"

	"prayerbot/commands/reply"
)

// Visibility decides for whom a reply is. In a chat that others read, nobody's
// press changes, hides or pushes aside what the others see: it is answered to
// whoever pressed, and only their own answer may be replaced.
func (s *Session) Visibility(ctx context.Context, show reply.Visibility) (reply.Visibility, error) {
	if s.Request.Payload == "" || s.Request.Private || show == reply.Private || show == reply.ForAsker {
		return show, nil
	}
	own := s.Request.Origin == reply.FromOwnAnswer
	if s.Request.Origin == reply.FromAnonymousAnswer {
		role, err := s.Role(ctx)
		if err != nil {
			return reply.ForAsker, err
		}
		own = role >= reply.Moderator
	}
	if own {
		return reply.InPlace, nil
	}
	return reply.ForAsker, nil
}
