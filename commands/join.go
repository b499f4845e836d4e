package commands

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/words"
)

// joinCommunity makes the chat a member of the community whose code was typed.
func joinCommunity(ctx context.Context, s *Session) (Reply, error) {
	community, chat, err := invited(ctx, s, s.Args)
	if err != nil {
		return Reply{}, err
	}
	err = s.Store().Belong(ctx, s.Request.Chat, s.Request.Space, chat.Community, community.ID, s.Random())
	switch {
	case errors.Is(err, ErrChanged):
		return Reply{}, s.Problem("problem.community_busy")
	case errors.Is(err, ErrNotFound):
		return Reply{}, s.Problem("problem.community_code")
	case err != nil:
		return Reply{}, fmt.Errorf("join a community: %w", err)
	}
	with := words.With{"Name": community.Name, "For": s.Selection(community.Selection)}
	return Reply{
		Title:   s.Say("community.joined", with),
		Blocks:  []Block{{Kind: Paragraph, Text: s.Say("community.joined_for", with)}, {Kind: Note, Text: s.Say("community.joined_how")}},
		Buttons: [][]Button{{{Label: s.Say("button.pray_today"), Do: "pray"}, {Label: s.Say("button.subscribe"), Do: "subscribe"}}},
		Show:    InPlace,
	}, nil
}

// invited finds the community of a code for the chat that asks: its moderator
// asks, it belongs to none yet, and the code is meant for such a chat.
func invited(ctx context.Context, s *Session, text string) (Community, Chat, error) {
	if err := s.Require(ctx, Moderator); err != nil {
		return Community{}, Chat{}, err
	}
	if text == "" {
		return Community{}, Chat{}, s.Problem("problem.community_code_none")
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return Community{}, Chat{}, err
	}
	community, err := tryCode(ctx, s, readCode(text))
	if err != nil {
		return Community{}, Chat{}, err
	}
	now, is, err := s.CommunityOf(ctx, chat)
	switch {
	case err != nil:
		return Community{}, Chat{}, err
	case is && now.ID == community.ID:
		return Community{}, Chat{}, s.Problem("problem.community_same", words.With{"Name": now.Name})
	case is:
		return Community{}, Chat{}, s.Problem("problem.community_other", words.With{"Name": now.Name})
	case !s.Request.Private && readCode(text) != community.Groups:
		return Community{}, Chat{}, s.Problem("problem.community_code_people")
	}
	return community, chat, nil
}

// tryCode looks a code up. Wrong ones are counted, so that none can be found
// by guessing.
func tryCode(ctx context.Context, s *Session, code string) (Community, error) {
	if s.CountGuess(ctx, s, 1) != Welcome {
		return Community{}, s.Problem("problem.community_guesses")
	}
	community, err := s.Store().Invited(ctx, code)
	if errors.Is(err, ErrNotFound) {
		return Community{}, s.Problem("problem.community_code")
	}
	if err != nil {
		return Community{}, fmt.Errorf("look a join code up: %w", err)
	}
	s.CountGuess(ctx, s, -1)
	return community, nil
}

// StartInvited answers a link with a join code: it asks before it joins.
func StartInvited(ctx context.Context, s *Session) (Reply, error) {
	community, _, err := invited(ctx, s, s.Args)
	if err != nil {
		return Reply{}, err
	}
	with := words.With{"Name": community.Name, "For": s.Selection(community.Selection)}
	return Reply{
		Title:  s.Say("community.join_title", with),
		Blocks: []Block{{Kind: Paragraph, Text: s.Say("community.join_ask", with)}},
		Buttons: [][]Button{
			{{Label: s.Say("button.join"), Do: "community join " + readCode(s.Args)}},
			{{Label: s.Say("button.join_not"), Do: "start"}},
		},
	}, nil
}

// leaveCommunity ends that the chat belongs to its community. Its own times
// stay. With the last chat the community ends too.
func leaveCommunity(ctx context.Context, s *Session) (Reply, error) {
	if err := s.Require(ctx, Moderator); err != nil {
		return Reply{}, err
	}
	community, err := ours(ctx, s)
	if err != nil {
		return Reply{}, err
	}
	if s.Owns(community) {
		return Reply{}, s.Problem("problem.community_own")
	}
	if err := part(ctx, s, community); err != nil {
		return Reply{}, err
	}
	text := s.Say("community.left", words.With{"Name": community.Name})
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: text}}, Show: InPlace}, nil
}

// part takes the chat that asks out of a community.
func part(ctx context.Context, s *Session, community Community) error {
	err := s.Store().Belong(ctx, s.Request.Chat, s.Request.Space, community.ID, "", s.Random())
	if err != nil && !errors.Is(err, ErrChanged) { // changed: it left meanwhile
		return fmt.Errorf("leave a community: %w", err)
	}
	return EndIfEmpty(ctx, s.Env, community.ID)
}

// EndIfEmpty dissolves a community that has no chat any more.
func EndIfEmpty(ctx context.Context, env *Env, id string) error {
	counts, err := env.Store().Count(ctx, id)
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

// dissolve removes a community with everything of it: the trail of its
// announcements first, because nobody could ask for that again afterwards.
func dissolve(ctx context.Context, env *Env, id string) error {
	if err := ForgetTrail(ctx, env, Audience{Kind: ToCommunity, Key: id}); err != nil {
		return err
	}
	if err := env.Store().Dissolve(ctx, id); err != nil {
		return fmt.Errorf("dissolve a community: %w", err)
	}
	return nil
}
