package community

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// createCommunity makes a community of this chat, and gives its codes to the
// asker alone.
func createCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if err := s.Require(ctx, reply.Moderator); err != nil {
		return reply.Reply{}, err
	}
	if s.Request.Person == "" {
		return reply.Reply{}, s.Problem("problem.community_anonymous")
	}
	if s.Arg(argText) == "" {
		return askFor(ctx, s, "create", "community.name_ask", s.Say("community.name_example")), nil
	}
	name, err := communityName(s)
	if err != nil {
		return reply.Reply{}, err
	}
	chat, err := alone(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	community := record.Community{
		ID: s.Random()[:8], Name: name, Owner: s.User(),
		Groups: newCode(s.Random()), People: newCode(s.Random()),
	}
	err = s.Store().CreateCommunity(ctx, community, membership(s, chat.Community, community.ID))
	if errors.Is(err, record.ErrChanged) {
		return reply.Reply{}, s.Problem("problem.community_busy")
	}
	if err != nil {
		return reply.Reply{}, fmt.Errorf("found a community: %w", err)
	}
	answer := invitation(ctx, s, community)
	with := words.With{"Name": name}
	answer.Blocks = append([]reply.Block{{Kind: reply.Paragraph, Text: s.Say("community.created", with)}}, answer.Blocks...)
	made := s.ToChat("community.created", with)
	answer.Aside = words.Sentences(made, answer.Aside)
	answer.AsideFailed = words.Sentences(made, answer.AsideFailed)
	return answer, nil
}

// askFor asks for what a verb needs.
func askFor(ctx context.Context, s *session.Session, verb, sentence, example string) reply.Reply {
	return s.Ask(ctx, s.Sentence(sentence), argText, reply.Args{session.Do: verb}, example)
}

// communityName is the name that the asker typed.
func communityName(s *session.Session) (string, error) {
	name := cleanName(s.Arg(argText))
	switch {
	case tooLongName(s.Arg(argText)):
		return "", s.Problem("problem.community_name_long", words.With{"Most": maxCommunityName})
	case name == "":
		return "", s.Problem("problem.community_name_signs")
	case claims(name, reservedWords(s)):
		return "", s.Problem("problem.community_name_claims")
	}
	return name, nil
}

// reservedWords are those that no community may call itself by, in all languages.
func reservedWords(s *session.Session) []string {
	var all []string
	for _, language := range s.Languages() {
		all = append(all, strings.Split(s.VoiceIn(language).Say("community.reserved"), ",")...)
	}
	return all
}

// alone is the chat that asks, which must not belong to a community yet.
func alone(ctx context.Context, s *session.Session) (record.Chat, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return record.Chat{}, err
	}
	community, is, err := s.CommunityOf(ctx, chat)
	if err == nil && is {
		err = s.Problem("problem.community_other", words.With{"Name": community.Name})
	}
	return chat, err
}

// codeOfCommunity shows the join codes to a moderator, or makes new ones for the
// owner: the old ones, which may be printed somewhere, lead nowhere then.
func codeOfCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	community, err := mine(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	switch s.Arg(argText) {
	case "":
		return invitation(ctx, s, community), nil
	case "new":
		community, err = owned(ctx, s)
	default:
		err = s.Problem("problem.community_code_new")
	}
	if err != nil {
		return reply.Reply{}, err
	}
	community, err = changeCommunity(ctx, s, community.ID, func(community *record.Community) error {
		community.Groups, community.People = newCode(s.Random()), newCode(s.Random())
		return nil
	})
	if err != nil {
		return reply.Reply{}, err
	}
	answer := invitation(ctx, s, community)
	answer.Blocks = append([]reply.Block{{Kind: reply.Paragraph, Text: s.Say("community.code_new")}}, answer.Blocks...)
	return answer, nil
}

// invitation tells how others join. It is for the asker alone: who has the
// code of groups can bring a group in, which then hears what is announced.
func invitation(ctx context.Context, s *session.Session, community record.Community) reply.Reply {
	blocks := []reply.Block{{Kind: reply.Heading, Text: s.Say("community.groups")}}
	blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("community.groups_how", words.With{"Code": community.Groups})})
	blocks = append(blocks, reply.Block{Kind: reply.Heading, Text: s.Say("community.people")})
	blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("community.people_how", words.With{"Code": community.People})})
	var links []reply.Item
	_, group := s.Invite(ctx, JoinMark+community.Groups)
	if group != "" {
		links = append(links, reply.Item{Text: s.Say("community.link_group"), Note: group, Link: group})
	}
	person, _ := s.Invite(ctx, JoinMark+community.People)
	if person != "" {
		links = append(links, reply.Item{Text: s.Say("community.link_person"), Note: person, Link: person})
	}
	if len(links) > 0 {
		blocks = append(blocks, reply.Block{Kind: reply.Heading, Text: s.Say("community.links")}, reply.Block{Kind: reply.List, Items: links})
	}
	return reply.Reply{
		Title:  community.Name,
		Blocks: append(blocks, reply.Block{Kind: reply.Note, Text: s.Say("community.code_how")}),
		Buttons: copying(s, []reply.Button{
			{Label: s.Say("button.copy_code_group"), Copies: community.Groups}, {Label: s.Say("button.copy_link_group"), Copies: group},
			{Label: s.Say("button.copy_code_person"), Copies: community.People}, {Label: s.Say("button.copy_link_person"), Copies: person},
		}),
		Visibility:  reply.Private,
		Aside:       s.ToChat("community.aside"),
		AsideFailed: s.ToChat("community.aside_failed"),
	}
}

// copying are buttons that copy, a row each, where the platform has such: those that
// have something to copy.
func copying(s *session.Session, all []reply.Button) (rows [][]reply.Button) {
	if !s.Request.Copies {
		return nil
	}
	for _, b := range all {
		if b.Copies != "" && utf8.RuneCountInString(b.Copies) <= reply.MaxCopied {
			rows = append(rows, []reply.Button{b})
		}
	}
	return rows
}
