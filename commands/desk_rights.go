package commands

import (
	"context"
	"errors"
	"slices"
)

// maySend tells whether the author of an announcement may still send it, asked
// at this moment and not of somebody who is here. The operator at the machine
// always may.
func (c *Core) maySend(ctx context.Context, a Announcement) (bool, error) {
	author, err := ParseChatID(a.Person)
	if a.Person == "" {
		return true, nil
	}
	switch {
	case err != nil:
		return false, nil
	case slices.Contains(c.Operators, author):
		return true, nil
	case a.Wide():
		return false, nil
	case a.To.Kind == ToCommunity:
		return c.leadsIn(ctx, a.To.Key, author, a.From)
	case a.Alone:
		return true, nil
	}
	role, err := c.roleIn(ctx, a.From, a.Space, author.Key)
	return role >= Moderator, err
}

// mayManage lets through who may act on an announcement to its audience: an
// operator, who leads the community, or who moderates the server or group
// where it was drafted.
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
// it is anybody else who may announce there.
func (c *Core) mayDecide(ctx context.Context, a *ask, draft Announcement) error {
	if a.person().String() != draft.Person && !draft.Agreed {
		return a.problem("problem.not_yours")
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
