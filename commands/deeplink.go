package commands

import (
	"context"

	"prayerbot/commands/pray"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// opened answers a link that asks for something; false where it is none.
func (c *Core) opened(ctx context.Context, s *session.Session) (reply.Reply, bool, error) {
	if !reply.StartForm.MatchString(s.Args) {
		return reply.Reply{}, false, nil
	}
	command, _, args := reply.ParseLine(reply.LineOf(s.Args))
	actions := map[string]func(context.Context, *session.Session) (reply.Reply, error){
		"country": pray.Country, "news": pray.News, "pray": pray.Pray, "point": pray.Point,
		"help": c.help,
	}
	action := actions[command]
	if action == nil {
		return reply.Reply{}, false, nil
	}
	s.Args = args
	answer, err := action(ctx, s)
	return answer, true, err
}
