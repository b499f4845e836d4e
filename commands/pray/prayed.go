package pray

import (
	"context"
	"fmt"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// PrayedCommand is what *I prayed* does.
func PrayedCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "prayed", Role: reply.Anyone, Params: []reply.Param{{Name: ArgPoint, Inner: true}}}, Run: Prayed, Hidden: true}
}

// Prayed counts the asker once for the day, here and everywhere, without
// keeping who it was. All chats of a community count together.
func Prayed(ctx context.Context, s *session.Session) (reply.Reply, error) {
	s.ToAsker()
	if id := s.Arg(ArgPoint); id != "" && s.Library.Point(id) == nil {
		return reply.Reply{}, s.Problem("problem.point")
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	community, shared, err := s.CommunityOf(ctx, chat)
	if err != nil {
		return reply.Reply{}, err
	}
	day, circle := chat.Today(s.Request.Now).String(), "chat\x00"+s.Request.Chat.String()
	if shared {
		circle = "community\x00" + community.ID
	}
	here, everywhere, err := countPrayer(ctx, s, day, circle)
	if err != nil {
		return reply.Reply{}, err
	}
	text := []string{s.Say("prayed.thanks")}
	switch {
	case chat.Setting(record.SettingCount) == record.Off, s.Request.Private && !shared:
		text = append(text, s.Count("prayed.everywhere", everywhere))
	case shared:
		text = append(text, s.Count("prayed.community", here, words.With{"Name": community.Name}), s.Count("prayed.everywhere_too", everywhere))
	default:
		text = append(text, s.Count("prayed.here", here), s.Count("prayed.everywhere_too", everywhere))
	}
	return reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: strings.Join(text, " ")}},
		Visibility: reply.ForAsker, Neutral: s.Say("prayed.thanks"),
	}, nil
}

// countPrayer notes the asker's mark in the circle that counts together, and
// everywhere. Somebody whom the
// platform does not name (an anonymous admin) is counted as one for the chat.
func countPrayer(ctx context.Context, s *session.Session, day, circle string) (here, everywhere int, err error) {
	salt, err := s.Store().Salt(ctx, day, s.Request.Now)
	if err != nil {
		return 0, 0, fmt.Errorf("count a prayer: %w", err)
	}
	person := s.Request.Person
	if person == "" {
		person = "somebody in " + s.Request.Chat.Key
	}
	mark := session.Seal(salt, "person", s.Request.Chat.Platform, person)
	here, err = s.Store().Prayed(ctx, day, session.Seal(salt, circle), mark, s.Request.Now)
	if err != nil {
		return 0, 0, fmt.Errorf("count a prayer: %w", err)
	}
	everywhere, err = s.Store().Prayed(ctx, day, "all", mark, s.Request.Now)
	if err != nil {
		return 0, 0, fmt.Errorf("count a prayer: %w", err)
	}
	return here, everywhere, nil
}
