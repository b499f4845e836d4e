package commands

import "context"

func (c *Core) privacyRow() entry {
	return entry{Row: Row{Name: "privacy", Role: Anyone}, run: c.privacy}
}

// privacy says in plain words what is kept and how to remove it.
func (c *Core) privacy(_ context.Context, a *ask) (Reply, error) {
	reply := Reply{Title: a.say("privacy.title"), Show: Whisper}
	for _, name := range []string{"kept", "not_kept", "prayed", "community", "roles", "flood", "drafts", "remove"} {
		reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: a.say("privacy." + name)})
	}
	return reply, nil
}
