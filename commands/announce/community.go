package announce

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/record"
	"prayerbot/commands/session"
)

// standingIn is what a person may do with announcements to the community of an
// id at this moment: its owner decides, and who moderates one of its groups
// writes, because a group comes in by its code alone. Nobody has a standing in
// one that was dissolved. The group first is asked about before the others.
func standingIn(ctx context.Context, env *session.Env, id string, person record.UserID, first record.ChatID) (standing, error) {
	community, err := env.Store().Community(ctx, id)
	switch {
	case errors.Is(err, record.ErrNotFound):
		return outsider, nil
	case err != nil:
		return outsider, fmt.Errorf("read a community: %w", err)
	case person == community.Owner:
		return decider, nil
	}
	leads, err := env.LeadsCommunity(ctx, community, person, first)
	if err != nil || !leads {
		return outsider, err
	}
	return writer, nil
}

// requireLeader refuses who may not act for a community at this moment.
func requireLeader(ctx context.Context, s *session.Session, id string) error {
	community, err := s.Store().Community(ctx, id)
	if errors.Is(err, record.ErrNotFound) {
		return s.Problem("problem.no_community")
	}
	if err != nil {
		return fmt.Errorf("read a community: %w", err)
	}
	leads, err := s.Leads(ctx, community)
	if err == nil && !leads {
		err = s.Problem("problem.community_moderators")
	}
	return err
}

// home is the community of a chat, where the asker leads it; false where there
// is none for them.
func home(ctx context.Context, s *session.Session, chat record.ChatID) (record.Community, bool, error) {
	own, err := s.Store().Chat(ctx, chat)
	if err != nil {
		return record.Community{}, false, fmt.Errorf("read the chat: %w", err)
	}
	community, is, err := s.CommunityOf(ctx, own)
	if err != nil || !is {
		return record.Community{}, false, err
	}
	leads, err := s.Leads(ctx, community)
	return community, leads, err
}
