package commands

import (
	"context"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// opened answers a link that asks for something; false where it is none.
func (c *conversation) opened(ctx context.Context, s *session.Session) (reply.Reply, bool, error) {
	if !reply.StartForm.MatchString(s.Arg(argLink)) {
		return reply.Reply{}, false, nil
	}
	command, _, line := reply.ParseLine(reply.LineOf(s.Arg(argLink)))
	found := c.commands.find(command)
	if found == nil {
		return reply.Reply{}, false, nil
	}
	s.Request.Args, s.Request.Line = nil, line
	answer, err := c.run(ctx, s, *found)
	return answer, true, err
}
