package commands

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/words"
)

// joinCommunity makes the chat a member of the community whose code was typed.
func (c *Core) joinCommunity(ctx context.Context, a *ask) (Reply, error) {
	community, chat, err := a.invited(ctx, a.args)
	if err != nil {
		return Reply{}, err
	}
	err = c.Store.Belong(ctx, a.req.Chat, a.req.Space, chat.Community, community.ID, c.Random())
	switch {
	case errors.Is(err, ErrChanged):
		return Reply{}, a.problem("problem.community_busy")
	case errors.Is(err, ErrNone):
		return Reply{}, a.problem("problem.community_code")
	case err != nil:
		return Reply{}, fmt.Errorf("join a community: %w", err)
	}
	with := words.With{"Name": community.Name, "For": a.selection(community.Selection)}
	return Reply{
		Title:   a.say("community.joined", with),
		Blocks:  []Block{{Kind: Paragraph, Text: a.say("community.joined_for", with)}, {Kind: Note, Text: a.say("community.joined_how")}},
		Buttons: [][]Button{{{Label: a.say("button.pray_today"), Do: "pray"}, {Label: a.say("button.subscribe"), Do: "subscribe"}}},
		Show:    InPlace,
	}, nil
}

// invited finds the community of a code for the chat that asks: its moderator
// asks, it belongs to none yet, and the code is meant for such a chat.
func (a *ask) invited(ctx context.Context, text string) (Community, Chat, error) {
	if err := a.require(ctx, Moderator); err != nil {
		return Community{}, Chat{}, err
	}
	if text == "" {
		return Community{}, Chat{}, a.problem("problem.community_code_none")
	}
	chat, err := a.chat(ctx)
	if err != nil {
		return Community{}, Chat{}, err
	}
	community, err := a.tryCode(ctx, readCode(text))
	if err != nil {
		return Community{}, Chat{}, err
	}
	now, is, err := a.core.communityOf(ctx, chat)
	switch {
	case err != nil:
		return Community{}, Chat{}, err
	case is && now.ID == community.ID:
		return Community{}, Chat{}, a.problem("problem.community_same", words.With{"Name": now.Name})
	case is:
		return Community{}, Chat{}, a.problem("problem.community_other", words.With{"Name": now.Name})
	case !a.req.Private && readCode(text) != community.Groups:
		return Community{}, Chat{}, a.problem("problem.community_code_people")
	}
	return community, chat, nil
}

// tryCode looks a code up. Wrong ones are counted, so that none can be found
// by guessing.
func (a *ask) tryCode(ctx context.Context, code string) (Community, error) {
	if a.core.guess(ctx, a, 1) != Welcome {
		return Community{}, a.problem("problem.community_guesses")
	}
	community, err := a.core.Store.Invited(ctx, code)
	if errors.Is(err, ErrNone) {
		return Community{}, a.problem("problem.community_code")
	}
	if err != nil {
		return Community{}, fmt.Errorf("look a join code up: %w", err)
	}
	a.core.guess(ctx, a, -1)
	return community, nil
}

// startInvited answers a link with a join code: it asks before it joins.
func (c *Core) startInvited(ctx context.Context, a *ask) (Reply, error) {
	community, _, err := a.invited(ctx, a.args)
	if err != nil {
		return Reply{}, err
	}
	with := words.With{"Name": community.Name, "For": a.selection(community.Selection)}
	return Reply{
		Title:  a.say("community.join_title", with),
		Blocks: []Block{{Kind: Paragraph, Text: a.say("community.join_ask", with)}},
		Buttons: [][]Button{
			{{Label: a.say("button.join"), Do: "community join " + readCode(a.args)}},
			{{Label: a.say("button.join_not"), Do: "start"}},
		},
	}, nil
}

// leaveCommunity ends that the chat belongs to its community. Its own times
// stay. With the last chat the community ends too.
func (c *Core) leaveCommunity(ctx context.Context, a *ask) (Reply, error) {
	if err := a.require(ctx, Moderator); err != nil {
		return Reply{}, err
	}
	community, err := a.ours(ctx)
	if err != nil {
		return Reply{}, err
	}
	if a.owns(community) {
		return Reply{}, a.problem("problem.community_own")
	}
	if err := c.part(ctx, a, community); err != nil {
		return Reply{}, err
	}
	text := a.say("community.left", words.With{"Name": community.Name})
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: text}}, Show: InPlace}, nil
}

// part takes the chat that asks out of a community.
func (c *Core) part(ctx context.Context, a *ask, community Community) error {
	err := c.Store.Belong(ctx, a.req.Chat, a.req.Space, community.ID, "", c.Random())
	if err != nil && !errors.Is(err, ErrChanged) { // changed: it left meanwhile
		return fmt.Errorf("leave a community: %w", err)
	}
	return c.endIfEmpty(ctx, community.ID)
}

// endIfEmpty dissolves a community that has no chat any more.
func (c *Core) endIfEmpty(ctx context.Context, id string) error {
	counts, err := c.Store.Count(ctx, id)
	if err != nil {
		return fmt.Errorf("count a community: %w", err)
	}
	for _, n := range counts {
		if n > 0 {
			return nil
		}
	}
	return c.dissolve(ctx, id)
}

// dissolve removes a community with everything of it: the trail of its
// announcements first, because nobody could ask for that again afterwards.
func (c *Core) dissolve(ctx context.Context, id string) error {
	if err := c.forgetTrail(ctx, Audience{Kind: ToCommunity, Key: id}); err != nil {
		return err
	}
	if err := c.Store.Dissolve(ctx, id); err != nil {
		return fmt.Errorf("dissolve a community: %w", err)
	}
	return nil
}
