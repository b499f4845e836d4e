package community

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/record"
	"prayerbot/commands/session"
)

// errNothing says that there is nothing to change.
var errNothing = errors.New("nothing is asked")

// askNoMore takes out of the record of the chat that it asks. What is left there
// where that fails does no harm.
func askNoMore(ctx context.Context, s *session.Session, r waitingRequest) {
	_, err := s.ChangeChat(ctx, r.Chat, s.Request.Now, func(chat *record.Chat) error {
		if chat.Asks != r.to.ID {
			return errNothing
		}
		chat.Asks = ""
		return nil
	})
	if err != nil && !errors.Is(err, errNothing) {
		s.Log().Warn("a chat goes on to ask what was answered", "error", err)
	}
}

// Unask takes back what a chat has asked of an owner.
func Unask(ctx context.Context, s *session.Session, chat record.Chat) error {
	if chat.Asks == "" {
		return nil
	}
	for range session.ChangeTries {
		c, err := s.Store().Community(ctx, chat.Asks)
		if errors.Is(err, record.ErrNotFound) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read a community: %w", err)
		}
		after, asked := c.WithoutChat(chat.ID)
		if !asked {
			return nil
		}
		if err = s.Store().SaveCommunity(ctx, after, s.Random()); !errors.Is(err, record.ErrChanged) {
			return err
		}
	}
	return fmt.Errorf("take a request back: %w", record.ErrChanged)
}

// withdraw takes a request out of its community.
func withdraw(ctx context.Context, s *session.Session, r waitingRequest) (record.Community, error) {
	return changeCommunity(ctx, s, r.to.ID, func(c *record.Community) error {
		after, _, err := c.Answered(r.ID, s.Request.Now)
		if err == nil {
			*c = after
		}
		return nil
	})
}
