package commands

import (
	"context"

	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
)

func privacyCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "privacy", Role: reply.Anyone}, Run: privacy}
}

// privacy says in plain words what is kept and how to remove it.
func privacy(ctx context.Context, s *session.Session) (reply.Reply, error) {
	answer := reply.Reply{Title: s.Say("privacy.title"), Visibility: reply.ForAsker}
	for _, name := range []string{"kept", "not_kept", "prayed", "asked", "told", "warn", "community", "asks", "roles", "flood", "drafts", "remove", "copies"} {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("privacy." + name)})
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return answer, nil // what is kept in general is true all the same
	}
	blocks, buttons := schedule.Warns(s, chat)
	answer.Blocks, answer.Buttons = append(answer.Blocks, blocks...), buttons
	return answer, nil
}
