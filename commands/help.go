package commands

import "context"

func (c *Core) helpRow() entry {
	return entry{Row: Row{Name: "help", Role: Anyone}, run: c.help}
}

// help names every command with what it does, from the same table that
// dispatches them.
func (c *Core) help(_ context.Context, a *ask) (Reply, error) {
	list := Block{Kind: List}
	for _, row := range c.Table(a.req.Language) {
		list.Items = append(list.Items, Item{Label: "/" + row.Name, Text: row.Summary})
	}
	reply := Reply{Title: a.say("help.title"), Blocks: []Block{{Kind: Paragraph, Text: a.say("help.intro")}, list}}
	if !a.req.Private {
		reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: a.say("help.moderators")})
	}
	reply.Blocks = append(reply.Blocks, Block{Kind: Note, Text: a.say("help.examples")})
	return reply, nil
}
