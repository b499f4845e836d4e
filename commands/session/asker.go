package session

import (
	"context"
	"errors"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// An Asker is who asks, and in which chat: what they may do there, as it is at
// this moment.
type Asker struct {
	env    *Env
	req    *reply.Request
	speech *Speech
	from   record.ChatID // the chat that asks, whichever the session is about
	chat   *record.Chat  // as it was read; nil is not yet
}

// Require refuses somebody whose role is less than needed. Where the bot is not, nobody has
// one: nothing is kept about such a place.
func (a *Asker) Require(ctx context.Context, needed reply.Role) error {
	if needed <= reply.Anyone {
		return nil
	}
	if a.req.Outside {
		return a.speech.Problem("problem.outside")
	}
	role, err := a.Role(ctx)
	if err != nil {
		return err
	}
	if role < needed {
		return a.speech.Problem("problem.moderators")
	}
	return nil
}

// Role is what the asker may do in this chat, found out at this moment.
func (a *Asker) Role(ctx context.Context) (reply.Role, error) {
	switch {
	case a.IsOperator():
		return reply.Operator, nil
	case a.req.Private:
		return reply.Moderator, nil
	case a.req.Role >= reply.Moderator:
		return a.req.Role, nil
	case a.req.Role != reply.RoleUnknown:
		return a.env.trusted(ctx, *a.req)
	}
	return a.env.RoleOf(ctx, a.req.Chat, a.req.GroupID, a.req.Person)
}

// Moderates tells whether the asker may change what this chat has set; true where nobody can
// tell at this moment. It is for what is shown alone.
func (a *Asker) Moderates(ctx context.Context) bool {
	role, err := a.Role(ctx)
	return err != nil || role >= reply.Moderator && !a.req.Outside
}

// IsOperator tells whether the asker runs the bot.
func (a *Asker) IsOperator() bool {
	person := a.User()
	return a.req.Person != "" && slices.Contains(a.env.Operators(), person)
}

// Leads tells whether the asker belongs to those who lead a community at this
// moment: its owner, an operator, or a moderator of one of its groups. A group
// comes in by its code alone, so its moderators may see the codes, write to the
// community and agree to what others wrote; what changes it for all the others
// is for its owner. In one of its groups only that group counts, so that a
// member who tries costs no question to the platform. A private chat makes
// nobody a moderator of more than itself.
func (a *Asker) Leads(ctx context.Context, community record.Community) (bool, error) {
	if a.IsOperator() || a.Owns(community) {
		return true, nil
	}
	chat, err := a.Chat(ctx)
	if err != nil {
		return false, err
	}
	if !a.req.Private && chat.Community == community.ID {
		role, err := a.Role(ctx)
		return role >= reply.Moderator, err
	}
	leads, err := a.env.LeadsCommunity(ctx, community, a.User(), record.ChatID{})
	if errors.Is(err, ErrSilent) {
		a.env.Log().Warn("nobody knows whether somebody leads a community", "platform", a.req.Chat.Platform, "error", err)
		return false, nil
	}
	return leads, err
}

// User names the asker as it is stored.
func (a *Asker) User() record.UserID {
	return record.UserID{Platform: a.req.Chat.Platform, Key: a.req.Person}
}

// Owns tells whether the asker owns a community.
func (a *Asker) Owns(community record.Community) bool {
	return a.req.Person != "" && a.User() == community.Owner
}

// rateKey is the person, or the chat where the platform does not say who it is.
func (a *Asker) rateKey() string {
	if a.req.Person == "" {
		return "somebody in " + a.from.Key
	}
	return a.req.Person
}
