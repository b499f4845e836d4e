package community

import (
	"context"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// verbs are what /community can be asked for.
func verbs() session.Verbs {
	return session.Verbs{
		{Name: "show", Run: showCommunity}, {Name: "create", Run: createCommunity}, {Name: "join", Run: joinCommunity},
		{Name: "leave", Run: leaveCommunity}, {Name: "for", Run: aimCommunity}, {Name: "code", Run: codeOfCommunity},
		{Name: "rename", Run: renameCommunity}, {Name: "two", Run: twoOfCommunity}, {Name: "transfer", Run: offerCommunity},
		{Name: "take", Run: takeCommunity}, {Name: "close", Run: closeCommunity},
	}
}

// CommunityCommand is the row of /community.
func CommunityCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: "community", Role: reply.Anyone, Params: []reply.Param{{Name: "do", Choices: verbs().Choices("community_")}, {Name: "text"}}},
		Run: community,
	}
}

// community shows the community of the chat, or does what the first word says.
func community(ctx context.Context, s *session.Session) (reply.Reply, error) {
	run, word := verbs().Take(s)
	if run == nil {
		return reply.Reply{}, s.Problem("problem.community_do", words.With{"Text": session.Quote(word)})
	}
	return run(ctx, s)
}

// showCommunity tells what the chat belongs to: how many chats on each
// platform, and none by name.
func showCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	community, is, err := s.CommunityOf(ctx, chat)
	if err != nil {
		return reply.Reply{}, err
	}
	if !is {
		return reply.Reply{
			Title:  s.Say("community.title"),
			Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("community.none")}, {Kind: reply.Note, Text: s.Say("community.none_how")}},
		}, nil
	}
	facts, err := communityFacts(ctx, s, community)
	if err != nil {
		return reply.Reply{}, err
	}
	return reply.Reply{
		Title:  community.Name,
		Blocks: []reply.Block{facts, {Kind: reply.Paragraph, Text: s.Say("community.about")}, {Kind: reply.Note, Text: s.Say("community.how")}},
	}, nil
}

func communityFacts(ctx context.Context, s *session.Session, community record.Community) (reply.Block, error) {
	counts, err := s.Store().CountMembers(ctx, community.ID)
	if err != nil {
		return reply.Block{}, err
	}
	var platforms []string
	for platform, n := range counts {
		if n > 0 {
			platforms = append(platforms, platform)
		}
	}
	slices.Sort(platforms)
	facts := reply.Block{Kind: reply.Facts}
	for _, platform := range platforms {
		facts.Items = append(facts.Items, reply.Item{Label: s.Say("platform." + platform), Text: s.Count("community.chats", counts[platform])})
	}
	facts.Items = append(facts.Items, reply.Item{Label: s.Say("subscribe.for"), Text: s.Selection(community.Selection)})
	if community.Two {
		facts.Items = append(facts.Items, reply.Item{Label: s.Say("community.announcements"), Text: s.Say("community.pair")})
	}
	return facts, nil
}
