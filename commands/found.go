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
func createCommunity(ctx context.Context, s *Session) (Reply, error) {
	if err := s.Require(ctx, Moderator); err != nil {
		return Reply{}, err
	}
	if s.Request.Person == "" {
		return Reply{}, s.Problem("problem.community_anonymous")
	}
	name, err := communityName(s)
	if err != nil {
		return Reply{}, err
	}
	chat, err := alone(ctx, s)
	if err != nil {
		return Reply{}, err
	}
	community := Community{
		ID: s.Random()[:8], Name: name, Owner: s.User(),
		Groups: newCode(s.Random()), People: newCode(s.Random()),
	}
	err = s.Store().Found(ctx, community, s.Random(), s.Request.Chat, s.Request.Space, chat.Community)
	if errors.Is(err, ErrChanged) {
		return Reply{}, s.Problem("problem.community_busy")
	}
	if err != nil {
		return Reply{}, fmt.Errorf("found a community: %w", err)
	}
	answer := invitation(ctx, s, community)
	made := s.Say("community.created", words.With{"Name": name})
	answer.Blocks = append([]Block{{Kind: Paragraph, Text: made}}, answer.Blocks...)
	answer.Aside = made + " " + answer.Aside
	answer.AsideFailed = made + " " + answer.AsideFailed
	return answer, nil
}

// communityName is the name that the asker typed.
func communityName(s *Session) (string, error) {
	name := cleanName(s.Args)
	switch {
	case s.Args == "":
		return "", s.Problem("problem.community_name")
	case tooLongName(s.Args):
		return "", s.Problem("problem.community_name_long", words.With{"Most": maxCommunityName})
	case name == "":
		return "", s.Problem("problem.community_name_signs")
	}
	return name, nil
}

// alone is the chat that asks, which must not belong to a community yet.
func alone(ctx context.Context, s *Session) (Chat, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return Chat{}, err
	}
	community, is, err := s.CommunityOf(ctx, chat)
	if err == nil && is {
		err = s.Problem("problem.community_other", words.With{"Name": community.Name})
	}
	return chat, err
}

// codeOfCommunity shows the join codes to a moderator, or makes new ones for the
// owner: the old ones, which may be printed somewhere, lead nowhere then.
func codeOfCommunity(ctx context.Context, s *Session) (Reply, error) {
	community, err := mine(ctx, s)
	if err != nil {
		return Reply{}, err
	}
	switch s.Args {
	case "":
		return invitation(ctx, s, community), nil
	case "new":
		community, err = owned(ctx, s)
	default:
		err = s.Problem("problem.community_code_new")
	}
	if err != nil {
		return Reply{}, err
	}
	community, err = changeCommunity(ctx, s, community.ID, func(community *Community) error {
		community.Groups, community.People = newCode(s.Random()), newCode(s.Random())
		return nil
	})
	if err != nil {
		return Reply{}, err
	}
	answer := invitation(ctx, s, community)
	answer.Blocks = append([]Block{{Kind: Paragraph, Text: s.Say("community.code_new")}}, answer.Blocks...)
	return answer, nil
}

// invitation tells how others join. It is for the asker alone: who has the
// code of groups can bring a group in, which then hears what is announced.
func invitation(ctx context.Context, s *Session, community Community) Reply {
	blocks := []Block{{Kind: Heading, Text: s.Say("community.groups")}}
	blocks = append(blocks, Block{Kind: Paragraph, Text: s.Say("community.groups_how", words.With{"Code": community.Groups})})
	blocks = append(blocks, Block{Kind: Heading, Text: s.Say("community.people")})
	blocks = append(blocks, Block{Kind: Paragraph, Text: s.Say("community.people_how", words.With{"Code": community.People})})
	var links []Item
	if _, group := s.Invite(ctx, JoinMark+community.Groups); group != "" {
		links = append(links, Item{Text: s.Say("community.link_group"), Note: group, Link: group})
	}
	if person, _ := s.Invite(ctx, JoinMark+community.People); person != "" {
		links = append(links, Item{Text: s.Say("community.link_person"), Note: person, Link: person})
	}
	if len(links) > 0 {
		blocks = append(blocks, Block{Kind: Heading, Text: s.Say("community.links")}, Block{Kind: List, Items: links})
	}
	return Reply{
		Title:       community.Name,
		Blocks:      append(blocks, Block{Kind: Note, Text: s.Say("community.code_how")}),
		Show:        Secret,
		Aside:       s.Say("community.aside"),
		AsideFailed: s.Say("community.aside_failed"),
	}
}
