package commands

import (
	"context"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

func privacyCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "privacy", Role: reply.Anyone}, Run: privacy}
}

// privacy says in plain words what is kept and how to remove it.
func privacy(_ context.Context, s *session.Session) (reply.Reply, error) {
	answer := reply.Reply{Title: s.Say("privacy.title"), Visibility: reply.ForAsker}
	for _, name := range []string{"kept", "not_kept", "prayed", "asked", "community", "asks", "roles", "flood", "drafts", "remove"} {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("privacy." + name)})
	}
	return answer, nil
}
