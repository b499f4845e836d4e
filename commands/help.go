package commands

import (
	"context"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

func (c *Core) helpCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "help", Role: reply.Anyone}, Run: c.help, Shows: true}
}

// help names every command with what it does, in groups, from the same table
// that dispatches them.
func (c *Core) help(_ context.Context, s *session.Session) (reply.Reply, error) {
	answer := reply.Reply{Title: s.Say("help.title"), Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("help.intro")}}}
	group := ""
	for _, row := range c.Table(s.Language) {
		if row.Group != group {
			group = row.Group
			answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Heading, Text: s.Say("help.group_" + group)}, reply.Block{Kind: reply.List})
		}
		list := &answer.Blocks[len(answer.Blocks)-1]
		list.Items = append(list.Items, reply.Item{Label: "/" + row.Name, Text: row.Summary})
	}
	if !s.Request.Private {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("help.moderators")})
	}
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Note, Text: s.Say("help.examples")})
	answer.Buttons = [][]reply.Button{{{Label: s.Say("button.pray_today"), Do: "pray"}, {Label: s.Say("button.choose_country"), Do: "country"}}}
	if s.Request.Private && s.Request.Picks {
		answer.Buttons = append(answer.Buttons, []reply.Button{{Label: s.Say("button.set_up_channel"), Do: "on"}})
	}
	return answer, nil
}
