package community

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/record"
	"prayerbot/commands/session"
)

// mine is the community of the chat that asks, which the asker must lead.
func mine(ctx context.Context, s *session.Session) (record.Community, error) {
	community, err := ours(ctx, s)
	if err != nil {
		return record.Community{}, err
	}
	may, err := s.Leads(ctx, community)
	if err == nil && !may {
		err = s.Problem("problem.community_moderators")
	}
	return community, err
}

// owned is the community of the chat that asks, which the asker must own.
func owned(ctx context.Context, s *session.Session) (record.Community, error) {
	community, err := ours(ctx, s)
	if err == nil && !s.Owns(community) && !s.IsOperator() {
		err = s.Problem("problem.community_owner")
	}
	return community, err
}

// ours is the community of the chat that asks.
func ours(ctx context.Context, s *session.Session) (record.Community, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return record.Community{}, err
	}
	community, is, err := s.CommunityOf(ctx, chat)
	if err == nil && !is {
		err = s.Problem("problem.community_none")
	}
	return community, err
}

// changeCommunity edits a community, and tries again where somebody else
// changed it meanwhile.
func changeCommunity(ctx context.Context, s *session.Session, id string, edit func(*record.Community) error) (record.Community, error) {
	for range session.ChangeTries {
		community, err := s.Store().Community(ctx, id)
		if errors.Is(err, record.ErrNotFound) {
			return record.Community{}, s.Problem("problem.community_none")
		}
		if err != nil {
			return record.Community{}, fmt.Errorf("read a community: %w", err)
		}
		if err := edit(&community); err != nil {
			return record.Community{}, err
		}
		err = s.Store().SaveCommunity(ctx, community, s.Random())
		if err == nil {
			return community, nil
		}
		if !errors.Is(err, record.ErrChanged) {
			return record.Community{}, fmt.Errorf("save a community: %w", err)
		}
	}
	return record.Community{}, fmt.Errorf("save a community: %w", record.ErrChanged)
}
