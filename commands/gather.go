package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/words"
)

func (c *Core) communityRow() entry {
	var choices []Choice
	for _, verb := range []string{"show", "create", "join", "leave", "for", "code", "rename", "two", "transfer", "take", "close"} {
		choices = append(choices, Choice{"community_" + verb, verb})
	}
	return entry{
		Row: Row{Name: "community", Role: Anyone, Params: []Param{{Name: "do", Choices: choices}, {Name: "text"}}},
		run: c.community,
	}
}

// community shows the community of the chat, or does what the first word says.
func (c *Core) community(ctx context.Context, a *ask) (Reply, error) {
	verb, rest, _ := strings.Cut(a.args, " ")
	verb, a.args = strings.ToLower(verb), strings.TrimSpace(rest)
	actions := map[string]func(context.Context, *ask) (Reply, error){
		"": c.showCommunity, "show": c.showCommunity, "create": c.createCommunity, "join": c.joinCommunity,
		"leave": c.leaveCommunity, "for": c.aimCommunity, "code": c.codeOfCommunity, "rename": c.renameCommunity,
		"two": c.twoOfCommunity, "transfer": c.offerCommunity, "take": c.takeCommunity, "close": c.closeCommunity,
	}
	action := actions[verb]
	if action == nil {
		return Reply{}, a.problem("problem.community_do", words.With{"Text": quote(verb)})
	}
	return action(ctx, a)
}

// showCommunity tells what the chat belongs to: how many chats on each
// platform, and none by name.
func (c *Core) showCommunity(ctx context.Context, a *ask) (Reply, error) {
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	community, is, err := c.communityOf(ctx, chat)
	if err != nil {
		return Reply{}, err
	}
	if !is {
		return Reply{
			Title:  a.say("community.title"),
			Blocks: []Block{{Kind: Paragraph, Text: a.say("community.none")}, {Kind: Note, Text: a.say("community.none_how")}},
		}, nil
	}
	facts, err := c.communityFacts(ctx, a, community)
	if err != nil {
		return Reply{}, err
	}
	return Reply{
		Title:  community.Name,
		Blocks: []Block{facts, {Kind: Paragraph, Text: a.say("community.about")}, {Kind: Note, Text: a.say("community.how")}},
	}, nil
}

// shared adds to a reply what the chat's community prays for, which goes before
// what the chat chose by itself.
func (c *Core) shared(ctx context.Context, a *ask, chat Chat, reply Reply) (Reply, error) {
	community, is, err := c.communityOf(ctx, chat)
	if err != nil || !is {
		return reply, err
	}
	text := a.say("community.selection", words.With{"Name": community.Name, "For": a.selection(community.Selection)})
	reply.Blocks = append(reply.Blocks, Block{Kind: Note, Text: text})
	return reply, nil
}

func (c *Core) communityFacts(ctx context.Context, a *ask, community Community) (Block, error) {
	counts, err := c.Store.Count(ctx, community.ID)
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
		facts.Items = append(facts.Items, Item{Label: a.say("platform." + platform), Text: a.count("community.chats", counts[platform])})
	}
	facts.Items = append(facts.Items, Item{Label: a.say("subscribe.for"), Text: a.selection(community.Selection)})
	if community.Two {
		facts.Items = append(facts.Items, Item{Label: a.say("community.announcements"), Text: a.say("community.pair")})
	}
	return facts, nil
}
