package commands

import (
	"context"
	"errors"
	"fmt"
)

// standingIn is what a person may do with announcements to the community of an
// id at this moment: its owner decides, and who moderates one of its groups
// writes, because a group comes in by its code alone. Nobody has a standing in
// one that was dissolved. The group first is asked about before the others.
func (c *Core) standingIn(ctx context.Context, id string, person, first ChatID) (standing, error) {
	community, err := c.Store.Community(ctx, id)
	switch {
	case errors.Is(err, ErrNone):
		return outsider, nil
	case err != nil:
		return outsider, fmt.Errorf("read a community: %w", err)
	case person == community.Owner:
		return decider, nil
	}
	leads, err := c.leads(ctx, community, person, first)
	if err != nil || !leads {
		return outsider, err
	}
	return writer, nil
}

// requireLeader refuses who may not act for a community at this moment.
func (c *Core) requireLeader(ctx context.Context, a *ask, id string) error {
	community, err := c.Store.Community(ctx, id)
	if errors.Is(err, ErrNone) {
		return a.problem("problem.no_community")
	}
	if err != nil {
		return fmt.Errorf("read a community: %w", err)
	}
	leads, err := a.leads(ctx, community)
	if err == nil && !leads {
		err = a.problem("problem.community_moderators")
	}
	return err
}

// home is the community of a chat, where the asker leads it; false where there
// is none for them.
func (c *Core) home(ctx context.Context, a *ask, chat ChatID) (Community, bool, error) {
	record, err := c.Store.Chat(ctx, chat)
	if err != nil {
		return Community{}, false, fmt.Errorf("read the chat: %w", err)
	}
	community, is, err := c.communityOf(ctx, record)
	if err != nil || !is {
		return Community{}, false, err
	}
	leads, err := a.leads(ctx, community)
	return community, leads, err
}

// twoPeople tells whether an audience wants two people for an announcement.
func (c *Core) twoPeople(ctx context.Context, to Audience) (bool, error) {
	if to.Kind != ToCommunity {
		return false, nil
	}
	community, err := c.Store.Community(ctx, to.Key)
	if errors.Is(err, ErrNone) {
		return false, nil
	}
	return community.Two, err
}
