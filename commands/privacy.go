package commands

import (
	"context"

	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

func privacyCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "privacy", Role: reply.Anyone}, Run: privacy, Shows: true}
}

// kept is what is kept, in a paragraph each, as a voice says it to everybody.
func kept(voice words.Voice) []string {
	names := []string{"kept", "not_kept", "prayed", "asked", "told", "warn", "community", "asks", "roles", "flood", "drafts", "remove", "copies"}
	for i, name := range names {
		names[i] = voice.Say("privacy." + name)
	}
	return names
}

// privacy says in plain words what is kept and how to remove it.
func privacy(ctx context.Context, s *session.Session) (reply.Reply, error) {
	answer := reply.Reply{Title: s.Say(s.ByPlace("privacy.title", "privacy.title_channel")), Visibility: reply.ForAsker}
	for _, text := range kept(s.Voice) {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: text})
	}
	blocks, buttons, err := told(ctx, s)
	if err != nil { // what is kept in general is true all the same
		s.Log().Error("what is kept of somebody could not be read", "platform", s.Request.Chat.Platform, "error", err)
	}
	answer.Blocks, answer.Buttons = append(answer.Blocks, blocks...), buttons
	return answer, nil
}

// told says what the asker is told if it stops: in private wherever it is, else in this
// chat.
func told(ctx context.Context, s *session.Session) ([]reply.Block, [][]reply.Button, error) {
	if s.Request.Private {
		return schedule.WarnedElsewhere(ctx, s)
	}
	chat, err := s.Chat(ctx)
	blocks, buttons := schedule.Warns(s, chat)
	return blocks, buttons, err
}
