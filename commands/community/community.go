package community

import (
	"context"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// verbs are what /community can be asked for.
func verbs() session.Verbs {
	text := []string{argText}
	return session.Verbs{
		{Name: "show", Run: showCommunity},
		{Name: "create", Params: text, Run: createCommunity},
		{Name: "join", Params: text, Run: joinCommunity},
		{Name: "leave", Run: leaveCommunity},
		{Name: "for", Params: text, Run: aimCommunity},
		{Name: "code", Params: text, Run: codeOfCommunity},
		{Name: "rename", Params: text, Run: renameCommunity},
		{Name: "two", Params: text, Run: twoOfCommunity},
		{Name: "transfer", Run: offerCommunity},
		{Name: "take", Params: text, Run: takeCommunity},
		{Name: "takeover", Params: text, Run: takeOver},
		{Name: "close", Params: text, Run: closeCommunity},
		{Name: "ask", Params: []string{argText, argSize, argName}, Read: readAsk, Run: askOwner, Hidden: true},
		{Name: "requests", Run: showRequests, Hidden: true},
		{Name: "accept", Params: text, Run: acceptRequest, Hidden: true},
		{Name: "refuse", Params: text, Run: refuseRequest, Hidden: true},
	}
}

// CommunityCommand is the row of /community.
func CommunityCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: "community", Role: reply.Anyone, Params: []reply.Param{
			verbs().Param("community_"), {Name: argText}, {Name: argSize, Inner: true}, {Name: argName, Inner: true, Long: true},
		}},
		Verbs: verbs(),
	}
}

// What a verb needs.
const (
	argText = "text" // a name, a code, or what is prayed for
	argSize = "size" // of a group that asks to join
	argName = "name" // by which it asks
)

// showCommunity tells what the chat belongs to: how many chats on each
// platform, and none by name.
//
// Whoever owns one for which somebody waits is asked first, in private.
func showCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	waiting, err := requestsFor(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(waiting) > 0 {
		return requestReply(s, waiting), nil
	}
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
