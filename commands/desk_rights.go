package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// standingOf is what a person who is not here may do with an announcement, asked
// at this moment. The operator at the machine ("") may do everything.
func (c *Core) standingOf(ctx context.Context, a Announcement, person string) (standing, error) {
	who, err := ParseChatID(person)
	switch {
	case person == "":
		return decider, nil
	case err != nil:
		return outsider, nil
	case slices.Contains(c.Operators, who):
		return decider, nil
	case a.Wide():
		return outsider, nil
	case a.To.Kind == ToCommunity:
		return c.standingIn(ctx, a.To.Key, who, a.From)
	case a.Alone:
		return decider, nil
	}
	role, err := c.roleIn(ctx, a.From, a.Space, who.Key)
	if role < Moderator {
		return outsider, err
	}
	return decider, err
}

// standing is what the asker, whom mayManage has let through, may do with an
// announcement.
func (c *Core) standing(ctx context.Context, a *ask, announcement Announcement) (standing, error) {
	if a.operator() || announcement.To.Kind != ToCommunity {
		return decider, nil
	}
	community, err := c.Store.Community(ctx, announcement.To.Key)
	switch {
	case errors.Is(err, ErrNone):
		return outsider, nil
	case err != nil:
		return outsider, fmt.Errorf("read a community: %w", err)
	case a.owns(community):
		return decider, nil
	}
	return writer, nil
}

// maySteer lets through who may stop, correct and retract what was sent: whom
// mayManage lets through, but in a community only its author and who decides.
// A correction is sent as an announcement is, see send.
func (c *Core) maySteer(ctx context.Context, a *ask, announcement Announcement) error {
	if err := c.mayManage(ctx, a, announcement); err != nil {
		return err
	}
	mine, err := c.standing(ctx, a, announcement)
	if err == nil && mine != decider && a.person().String() != announcement.Person {
		err = a.problem("problem.steer")
	}
	return err
}

// mayManage lets through who has any standing with an announcement to its
// audience: an operator, who leads the community, or who moderates the server
// or group where it was drafted.
func (c *Core) mayManage(ctx context.Context, a *ask, announcement Announcement) error {
	switch {
	case a.operator():
		return nil
	case announcement.Wide():
		return a.problem("problem.operators")
	case announcement.To.Kind == ToCommunity:
		return c.requireLeader(ctx, a, announcement.To.Key)
	case a.req.Chat == announcement.From, a.here(announcement.To):
		return a.require(ctx, Moderator)
	case announcement.From.Platform != a.req.Chat.Platform || announcement.Alone:
		return a.problem("problem.moderators")
	}
	role, err := c.roleIn(ctx, announcement.From, announcement.Space, a.req.Person)
	if err == nil && role < Moderator {
		err = a.problem("problem.moderators")
	}
	return err
}

// here tells whether an audience is the server or group where the asker is.
func (a *ask) here(to Audience) bool {
	return to.Kind == ToSpace && a.req.Space != "" && to == a.space()
}

// space is the server or group where the asker is.
func (a *ask) space() Audience {
	return Audience{Kind: ToSpace, Key: ChatID{a.req.Chat.Platform, a.req.Space}.String()}
}

// mayDecide lets only the one who wrote a draft decide on it, and only while
// they may still announce to its audience. Where a second person has to agree,
// it is anybody else who may announce there and shows who they are: an anonymous
// administrator may be the author.
func (c *Core) mayDecide(ctx context.Context, a *ask, draft Announcement) error {
	switch {
	case a.person().String() == draft.Person:
	case !draft.Agreed:
		return a.problem("problem.not_yours")
	case a.req.Person == "":
		return a.problem("problem.anonymous")
	}
	return c.mayManage(ctx, a, draft)
}

// found reads an announcement that a button or a line names; a Problem where
// it is gone.
func (c *Core) found(ctx context.Context, a *ask, id string) (Announcement, error) {
	announcement, err := c.Store.Announcement(ctx, id, a.req.Now)
	if errors.Is(err, ErrNone) {
		return announcement, a.problem("announce.gone")
	}
	return announcement, err
}
