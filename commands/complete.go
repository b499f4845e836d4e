package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// Complete suggests values for a parameter while somebody types, best first,
// at most 25.
func (c *Core) Complete(ctx context.Context, req reply.Request, command, param, typed string) []reply.Choice {
	s := c.env.Session(req)
	typed = strings.TrimSpace(typed)
	if session.HasHidden(typed, false) || len(typed) > session.MaxArg {
		return nil
	}
	i := slices.IndexFunc(c.commands, func(e session.Command) bool { return e.Name == command && !e.Hidden })
	if i < 0 || c.commands[i].Suggest[param] == nil || c.env.Limiter().AdmitTyping(ctx, s) != record.Allow {
		return nil
	}
	if c.commands[i].TakesPlace() && !s.VisitPicked() {
		return nil
	}
	choices := c.commands[i].Suggest[param](ctx, s, typed)
	return choices[:min(len(choices), reply.MaxChoices)]
}
