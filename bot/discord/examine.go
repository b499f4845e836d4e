package discord

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/doctor"
)

// remedy is what to do where Discord does not answer.
const remedy = "Look whether this machine reaches Discord, and at DISCORD_API_URL where it is set."

// Checks are the rows of Discord. They begin no session and change nothing, so
// that they may run beside a bot that has one.
func Checks(cfg Config) []doctor.Check {
	return []doctor.Check{
		{Name: "Discord", Remedy: remedy, Run: func(ctx context.Context) doctor.Result { return examine(ctx, cfg) }},
		{Name: "Discord's interactions", Remedy: remedy, Run: func(ctx context.Context) doctor.Result { return examineApplication(ctx, cfg) }},
	}
}

// examineApplication looks whether interactions come where they are waited for, and
// names the address by which the bot is added to a server.
func examineApplication(ctx context.Context, cfg Config) doctor.Result {
	c, err := newClient(cfg)
	if err != nil {
		return doctor.Ill("%v", err)
	}
	s, err := c.session()
	if err != nil {
		return doctor.Ill("%v", err)
	}
	is, err := c.application(ctx, s)
	if err != nil {
		return notLookedAt(unanswered(c, err))
	}
	switch m := is.mismatch(cfg.PublicKey); {
	case m != nil && m.fault:
		return doctor.Ill("%s", m.found).With(m.remedy)
	case m != nil:
		return doctor.Warn("%s", m.found).With(m.remedy)
	}
	return doctor.Well("they come here; the bot is added to a server by %s", is.invite())
}

// fewSessions is how many sessions should be left of a day at least: every
// restart takes one a shard.
const fewSessions = 50

// examine asks Discord how many sessions it allows, which it tells only to a
// bot that it lets in.
func examine(ctx context.Context, cfg Config) doctor.Result {
	c, err := newClient(cfg)
	if err != nil {
		return doctor.Ill("%v", err)
	}
	s, err := c.session()
	if err != nil {
		return doctor.Ill("%v", err)
	}
	asked, err := s.GatewayBot(discordgo.WithContext(ctx), discordgo.WithRestRetries(0))
	if err != nil {
		return unanswered(c, err)
	}
	limit := asked.SessionStartLimit
	if limit.Total > 0 && limit.Remaining < min(fewSessions, limit.Total/2) {
		again := time.Duration(limit.ResetAfter) * time.Millisecond
		return doctor.Warn("it lets the bot in, but only %d of %d sessions of this day are left; they are counted anew in %s", limit.Remaining, limit.Total, again.Round(time.Minute)).
			With("Look in the log why the bot begins so often, and do not restart it until then.")
	}
	return doctor.Well("it lets the bot in")
}

// notLookedAt is what is said of the application where Discord did not tell it, which is a
// fault of the row above, and not one more.
func notLookedAt(r doctor.Result) doctor.Result {
	if r.State != doctor.Fault {
		return r
	}
	return doctor.Warn("they were not looked at, because %s", r.Found).With("See to that first.")
}

func unanswered(c *client, err error) doctor.Result {
	var refused *discordgo.RESTError
	var limited *discordgo.RateLimitError
	status := 0
	if errors.As(err, &refused) && refused.Response != nil {
		status = refused.Response.StatusCode
	}
	switch {
	case status == http.StatusUnauthorized:
		return doctor.Ill("the token was refused").With("Copy the token again from your application's page Bot.")
	case errors.As(err, &limited), status == http.StatusTooManyRequests:
		return doctor.Warn("it asks to wait before it is asked again").With("Look again in a few minutes.")
	}
	return doctor.Ill("it does not answer: %v", c.redact(err)).With(remedy)
}
