package commands

import "context"

func (c *Core) helpRow() Command {
	return Command{Row: Row{Name: "help", Role: Anyone}, Run: c.help}
}

// help names every command with what it does, in groups, from the same table
// that dispatches them.
func (c *Core) help(_ context.Context, s *Session) (Reply, error) {
	answer := Reply{Title: s.Say("help.title"), Blocks: []Block{{Kind: Paragraph, Text: s.Say("help.intro")}}}
	group := ""
	for _, row := range c.Table(s.Request.Language) {
		if row.Group != group {
			group = row.Group
			answer.Blocks = append(answer.Blocks, Block{Kind: Heading, Text: s.Say("help.group_" + group)}, Block{Kind: List})
		}
		list := &answer.Blocks[len(answer.Blocks)-1]
		list.Items = append(list.Items, Item{Label: "/" + row.Name, Text: row.Summary})
	}
	if !s.Request.Private {
		answer.Blocks = append(answer.Blocks, Block{Kind: Paragraph, Text: s.Say("help.moderators")})
	}
	answer.Blocks = append(answer.Blocks, Block{Kind: Note, Text: s.Say("help.examples")})
	return answer, nil
}
