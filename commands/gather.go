package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/words"
)

func CommunityRow() Command {
	var choices []Choice
	for _, verb := range []string{"show", "create", "join", "leave", "for", "code", "rename", "two", "transfer", "take", "close"} {
		choices = append(choices, Choice{Label: "community_" + verb, Value: verb})
	}
	return Command{
		Row: Row{Name: "community", Role: Anyone, Params: []Param{{Name: "do", Choices: choices}, {Name: "text"}}},
		Run: community,
	}
}

// community shows the community of the chat, or does what the first word says.
func community(ctx context.Context, s *Session) (Reply, error) {
	verb, rest, _ := strings.Cut(s.Args, " ")
	verb, s.Args = strings.ToLower(verb), strings.TrimSpace(rest)
	actions := map[string]func(context.Context, *Session) (Reply, error){
		"": showCommunity, "show": showCommunity, "create": createCommunity, "join": joinCommunity,
		"leave": leaveCommunity, "for": aimCommunity, "code": codeOfCommunity, "rename": renameCommunity,
		"two": twoOfCommunity, "transfer": offerCommunity, "take": takeCommunity, "close": closeCommunity,
	}
	action := actions[verb]
	if action == nil {
		return Reply{}, s.Problem("problem.community_do", words.With{"Text": Quote(verb)})
	}
	return action(ctx, s)
}

// showCommunity tells what the chat belongs to: how many chats on each
// platform, and none by name.
func showCommunity(ctx context.Context, s *Session) (Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	community, is, err := s.CommunityOf(ctx, chat)
	if err != nil {
		return Reply{}, err
	}
	if !is {
		return Reply{
			Title:  s.Say("community.title"),
			Blocks: []Block{{Kind: Paragraph, Text: s.Say("community.none")}, {Kind: Note, Text: s.Say("community.none_how")}},
		}, nil
	}
	facts, err := communityFacts(ctx, s, community)
	if err != nil {
		return Reply{}, err
	}
	return Reply{
		Title:  community.Name,
		Blocks: []Block{facts, {Kind: Paragraph, Text: s.Say("community.about")}, {Kind: Note, Text: s.Say("community.how")}},
	}, nil
}

// WithCommunity adds to a reply what the chat's community prays for, which goes before
// what the chat chose by itself.
func (env *Env) WithCommunity(ctx context.Context, s *Session, chat Chat, answer Reply) (Reply, error) {
	community, is, err := env.CommunityOf(ctx, chat)
	if err != nil || !is {
		return answer, err
	}
	text := s.Say("community.selection", words.With{"Name": community.Name, "For": s.Selection(community.Selection)})
	answer.Blocks = append(answer.Blocks, Block{Kind: Note, Text: text})
	return answer, nil
}

func communityFacts(ctx context.Context, s *Session, community Community) (Block, error) {
	counts, err := s.Store().Count(ctx, community.ID)
	if err != nil {
		return Block{}, err
	}
	var platforms []string
	for platform, n := range counts {
		if n > 0 {
			platforms = append(platforms, platform)
		}
	}
	slices.Sort(platforms)
	facts := Block{Kind: Facts}
	for _, platform := range platforms {
		facts.Items = append(facts.Items, Item{Label: s.Say("platform." + platform), Text: s.Count("community.chats", counts[platform])})
	}
	facts.Items = append(facts.Items, Item{Label: s.Say("subscribe.for"), Text: s.Selection(community.Selection)})
	if community.Two {
		facts.Items = append(facts.Items, Item{Label: s.Say("community.announcements"), Text: s.Say("community.pair")})
	}
	return facts, nil
}
