package commands

import "context"

func (c *Core) helpRow() entry {
	return entry{Row: Row{Name: "help", Role: Anyone}, run: c.help}
}

// help names every command with what it does, in groups, from the same table
// that dispatches them.
func (c *Core) help(_ context.Context, a *ask) (Reply, error) {
	reply := Reply{Title: a.say("help.title"), Blocks: []Block{{Kind: Paragraph, Text: a.say("help.intro")}}}
	group := ""
	for _, row := range c.Table(a.req.Language) {
		if row.Group != group {
			group = row.Group
			reply.Blocks = append(reply.Blocks, Block{Kind: Heading, Text: a.say("help.group_" + group)}, Block{Kind: List})
		}
		list := &reply.Blocks[len(reply.Blocks)-1]
		list.Items = append(list.Items, Item{Label: "/" + row.Name, Text: row.Summary})
	}
	if !a.req.Private {
		reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: a.say("help.moderators")})
	}
	reply.Blocks = append(reply.Blocks, Block{Kind: Note, Text: a.say("help.examples")})
	return reply, nil
}
