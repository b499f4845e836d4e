package community

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// joinCommunity makes the chat a member of the community whose code was typed.
func joinCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if err := s.Require(ctx, reply.Moderator); err != nil {
		return reply.Reply{}, err
	}
	if s.Arg(argText) == "" {
		return askFor(ctx, s, "join", "community.join_which", "abcde23456"), nil
	}
	community, chat, err := invited(ctx, s, s.Arg(argText))
	switch {
	case err != nil:
		return reply.Reply{}, err
	case needsConsent(s, community):
		return askSize(s, community, s.Arg(argText))
	}
	err = s.Store().SetMembership(ctx, membership(s, chat.Community, community.ID))
	switch {
	case errors.Is(err, record.ErrChanged):
		return reply.Reply{}, s.Problem("problem.community_busy")
	case errors.Is(err, record.ErrNotFound):
		return reply.Reply{}, s.Problem("problem.community_code")
	case err != nil:
		return reply.Reply{}, fmt.Errorf("join a community: %w", err)
	}
	with := words.With{"Name": community.Name, "For": s.Selection(community.Selection)}
	return reply.Reply{
		Title:      s.Say("community.joined", with),
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: s.Say("community.joined_for", with)}, {Kind: reply.Note, Text: s.Say("community.joined_how")}},
		Buttons:    startButtons(s),
		Visibility: reply.InPlace,
	}, nil
}

// membership is the way of the chat that asks from one community to another.
func membership(s *session.Session, from, to string) record.Membership {
	return record.Membership{Chat: s.Request.Chat, GroupID: s.Request.GroupID, From: from, To: to, Next: s.Random(), At: s.Request.Now}
}

// invited finds the community of a code for the chat that asks: its moderator
// asks, it belongs to none yet, and the code is meant for such a chat.
func invited(ctx context.Context, s *session.Session, text string) (record.Community, record.Chat, error) {
	if err := s.Require(ctx, reply.Moderator); err != nil {
		return record.Community{}, record.Chat{}, err
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return record.Community{}, record.Chat{}, err
	}
	community, err := tryCode(ctx, s, readCode(text))
	if err != nil {
		return record.Community{}, record.Chat{}, err
	}
	now, is, err := s.CommunityOf(ctx, chat)
	switch {
	case err != nil:
		return record.Community{}, record.Chat{}, err
	case is && now.ID == community.ID:
		return record.Community{}, record.Chat{}, s.Problem("problem.community_same", words.With{"Name": now.Name})
	case is:
		return record.Community{}, record.Chat{}, s.Problem("problem.community_other", words.With{"Name": now.Name})
	case !s.Request.Private && readCode(text) != community.Groups:
		return record.Community{}, record.Chat{}, s.Problem("problem.community_code_people")
	}
	return community, chat, nil
}

// tryCode looks a code up. Wrong ones are counted, so that none can be found
// by guessing.
func tryCode(ctx context.Context, s *session.Session, code string) (record.Community, error) {
	if s.Limiter().CountGuess(ctx, s, 1) != record.Allow {
		return record.Community{}, s.Problem("problem.community_guesses")
	}
	community, err := s.Store().CommunityByCode(ctx, code)
	if errors.Is(err, record.ErrNotFound) {
		return record.Community{}, s.Problem("problem.community_code")
	}
	if err != nil {
		return record.Community{}, fmt.Errorf("look a join code up: %w", err)
	}
	s.Limiter().CountGuess(ctx, s, -1)
	return community, nil
}

// StartInvited answers a link with a join code: it asks before it joins.
func StartInvited(ctx context.Context, s *session.Session, code string) (reply.Reply, error) {
	community, _, err := invited(ctx, s, code)
	switch {
	case err != nil:
		return reply.Reply{}, err
	case needsConsent(s, community):
		return askSize(s, community, code)
	}
	with := words.With{"Name": community.Name, "For": s.Selection(community.Selection)}
	return reply.Reply{
		Title:  s.Say("community.join_title", with),
		Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("community.join_ask", with)}},
		Buttons: [][]reply.Button{
			{{Label: s.Say("button.join"), Do: "community join " + readCode(code)}},
			{{Label: s.Say("button.join_not"), Do: "start"}},
		},
	}, nil
}

// leaveCommunity ends that the chat belongs to its community. Its own times
// stay. With the last chat the community ends too.
func leaveCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if err := s.Require(ctx, reply.Moderator); err != nil {
		return reply.Reply{}, err
	}
	community, err := ours(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	if s.Owns(community) {
		return reply.Reply{}, s.Problem("problem.community_own")
	}
	if err := part(ctx, s, community); err != nil {
		return reply.Reply{}, err
	}
	text := s.Say("community.left", words.With{"Name": community.Name})
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: text}}, Visibility: reply.InPlace}, nil
}

// part takes the chat that asks out of a community.
func part(ctx context.Context, s *session.Session, community record.Community) error {
	err := s.Store().SetMembership(ctx, membership(s, community.ID, ""))
	if err != nil && !errors.Is(err, record.ErrChanged) { // changed: it left meanwhile
		return fmt.Errorf("leave a community: %w", err)
	}
	return DeleteIfEmpty(ctx, s.Env, community.ID)
}

// DeleteIfEmpty dissolves a community that has no chat any more.
func DeleteIfEmpty(ctx context.Context, env *session.Env, id string) error {
	counts, err := env.Store().CountMembers(ctx, id)
	if err != nil {
		return fmt.Errorf("count a community: %w", err)
	}
	for _, n := range counts {
		if n > 0 {
			return nil
		}
	}
	return dissolve(ctx, env, id)
}

// dissolve removes a community with everything of it: the audit log of its
// announcements first, because nobody could ask for that again afterwards.
func dissolve(ctx context.Context, env *session.Env, id string) error {
	if err := ForgetAuditLog(ctx, env, record.Audience{Kind: record.ToCommunity, Key: id}); err != nil {
		return err
	}
	if err := env.Store().DeleteCommunity(ctx, id); err != nil {
		return fmt.Errorf("dissolve a community: %w", err)
	}
	return nil
}
