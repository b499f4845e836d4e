package discord

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/doctor"
)

// An Identity is what Discord says of the bot of a token and its application.
type Identity struct {
	Name       string // of the bot
	Invite     string // address by which it is added to a server, with the rights that it needs
	Closed     bool   // whether its owner alone may add it to a server
	Privileged bool   // whether it has privileged intents, which it does not need
	Elsewhere  bool   // whether Discord posts interactions to an address
	PublicKey  string // of the application, as its page shows it
}

// privilegedIntents are the flags of an application that has privileged intents,
// each for many servers and for few: presences, members, and what is written.
const privilegedIntents = 1<<12 | 1<<13 | 1<<14 | 1<<15 | 1<<18 | 1<<19

// Identify asks Discord whose token it is. It changes nothing and begins no session.
// The result is nil where Discord tells it, and else says why not; it shows no token.
func Identify(ctx context.Context, cfg Config) (Identity, *doctor.Result) {
	c, err := newClient(cfg)
	if err != nil {
		r := doctor.Ill("%v", err)
		return Identity{}, &r
	}
	s, err := c.session()
	if err != nil {
		r := doctor.Ill("%v", err)
		return Identity{}, &r
	}
	me, err := s.User("@me", discordgo.WithContext(ctx), discordgo.WithRestRetries(0))
	if err != nil {
		r := unanswered(c, err)
		return Identity{}, &r
	}
	is, err := c.application(ctx, s)
	if err != nil {
		r := unanswered(c, err)
		return Identity{}, &r
	}
	return Identity{
		Name: me.Username, Invite: is.invite(), Closed: is.Public != nil && !*is.Public,
		Privileged: is.Flags&privilegedIntents != 0, Elsewhere: is.Endpoint != "", PublicKey: is.VerifyKey,
	}, nil
}
