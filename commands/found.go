package commands

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/words"
)

// Invite gives the addresses that open the bot with a join code: for a person,
// and for adding it to a group. They are "" where they are not known.
type Invite func(ctx context.Context, mark string) (person, group string)

// createCommunity makes a community of this chat, and gives its codes to the
// asker alone.
func (c *Core) createCommunity(ctx context.Context, a *ask) (Reply, error) {
	if err := a.require(ctx, Moderator); err != nil {
		return Reply{}, err
	}
	if a.req.Person == "" {
		return Reply{}, a.problem("problem.community_anonymous")
	}
	name, err := a.communityName()
	if err != nil {
		return Reply{}, err
	}
	chat, err := a.alone(ctx)
	if err != nil {
		return Reply{}, err
	}
	community := Community{
		ID: c.Random()[:8], Name: name, Owner: a.person(),
		Groups: newCode(c.Random()), People: newCode(c.Random()),
	}
	err = c.Store.Found(ctx, community, c.Random(), a.req.Chat, a.req.Space, chat.Community)
	if errors.Is(err, ErrChanged) {
		return Reply{}, a.problem("problem.community_busy")
	}
	if err != nil {
		return Reply{}, fmt.Errorf("found a community: %w", err)
	}
	reply := c.invitation(ctx, a, community)
	made := a.say("community.created", words.With{"Name": name})
	reply.Blocks = append([]Block{{Kind: Paragraph, Text: made}}, reply.Blocks...)
	reply.Aside = made + " " + reply.Aside
	reply.AsideFailed = made + " " + reply.AsideFailed
	return reply, nil
}

// communityName is the name that the asker typed.
func (a *ask) communityName() (string, error) {
	name := cleanName(a.args)
	switch {
	case a.args == "":
		return "", a.problem("problem.community_name")
	case tooLongName(a.args):
		return "", a.problem("problem.community_name_long", words.With{"Most": maxCommunityName})
	case name == "":
		return "", a.problem("problem.community_name_signs")
	}
	return name, nil
}

// alone is the chat that asks, which must not belong to a community yet.
func (a *ask) alone(ctx context.Context) (Chat, error) {
	chat, err := a.chat(ctx)
	if err != nil {
		return Chat{}, err
	}
	community, is, err := a.core.communityOf(ctx, chat)
	if err == nil && is {
		err = a.problem("problem.community_other", words.With{"Name": community.Name})
	}
	return chat, err
}

// codeOfCommunity shows the join codes to a moderator, or makes new ones for the
// owner: the old ones, which may be printed somewhere, lead nowhere then.
func (c *Core) codeOfCommunity(ctx context.Context, a *ask) (Reply, error) {
	community, err := a.mine(ctx)
	if err != nil {
		return Reply{}, err
	}
	switch a.args {
	case "":
		return c.invitation(ctx, a, community), nil
	case "new":
		community, err = a.owned(ctx)
	default:
		err = a.problem("problem.community_code_new")
	}
	if err != nil {
		return Reply{}, err
	}
	community, err = a.changeCommunity(ctx, community.ID, func(community *Community) error {
		community.Groups, community.People = newCode(c.Random()), newCode(c.Random())
		return nil
	})
	if err != nil {
		return Reply{}, err
	}
	reply := c.invitation(ctx, a, community)
	reply.Blocks = append([]Block{{Kind: Paragraph, Text: a.say("community.code_new")}}, reply.Blocks...)
	return reply, nil
}

// invitation tells how others join. It is for the asker alone: who has the
// code of groups can bring a group in, which then hears what is announced.
func (c *Core) invitation(ctx context.Context, a *ask, community Community) Reply {
	blocks := []Block{{Kind: Heading, Text: a.say("community.groups")}}
	blocks = append(blocks, Block{Kind: Paragraph, Text: a.say("community.groups_how", words.With{"Code": community.Groups})})
	blocks = append(blocks, Block{Kind: Heading, Text: a.say("community.people")})
	blocks = append(blocks, Block{Kind: Paragraph, Text: a.say("community.people_how", words.With{"Code": community.People})})
	var links []Item
	if c.Invite != nil {
		if _, group := c.Invite(ctx, linkMark+community.Groups); group != "" {
			links = append(links, Item{Text: a.say("community.link_group"), Note: group, Link: group})
		}
		if person, _ := c.Invite(ctx, linkMark+community.People); person != "" {
			links = append(links, Item{Text: a.say("community.link_person"), Note: person, Link: person})
		}
	}
	if len(links) > 0 {
		blocks = append(blocks, Block{Kind: Heading, Text: a.say("community.links")}, Block{Kind: List, Items: links})
	}
	return Reply{
		Title:       community.Name,
		Blocks:      append(blocks, Block{Kind: Note, Text: a.say("community.code_how")}),
		Show:        Secret,
		Aside:       a.say("community.aside"),
		AsideFailed: a.say("community.aside_failed"),
	}
}
