package commands

import (
	"context"

	"prayerbot/commands/pray"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// Inline is what somebody may send to any chat, by what they have typed there
// behind the bot's name so far, with what leads on where there is nothing. The
// request is that of their own private chat, which says their language and their
// date. What was typed is neither kept nor logged.
func (c *Core) Inline(ctx context.Context, req reply.Request, typed string) (all []reply.Article, otherwise string) {
	err := c.env.Refresh(ctx, req.Now)
	s := c.env.Session(req)
	typed = session.Clean(typed)
	if session.HasHidden(typed, false) || len(typed) > session.MaxArg || c.env.Limiter().AdmitTyping(ctx, s) != record.Allow {
		return nil, ""
	}
	if err == nil {
		s.Enter(ctx)
		all, err = pray.Articles(ctx, s, typed)
	}
	if err != nil {
		c.env.Log().Error("what was asked for in another chat could not be found", "platform", req.Chat.Platform, "error", err)
		return nil, s.Say("inline.failed")
	}
	return all, s.Say("inline.none")
}
