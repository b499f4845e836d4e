package commands

import "context"

func privacyRow() Command {
	return Command{Row: Row{Name: "privacy", Role: Anyone}, Run: privacy}
}

// privacy says in plain words what is kept and how to remove it.
func privacy(_ context.Context, s *Session) (Reply, error) {
	answer := Reply{Title: s.Say("privacy.title"), Show: Whisper}
	for _, name := range []string{"kept", "not_kept", "prayed", "community", "roles", "flood", "drafts", "remove"} {
		answer.Blocks = append(answer.Blocks, Block{Kind: Paragraph, Text: s.Say("privacy." + name)})
	}
	return answer, nil
}
