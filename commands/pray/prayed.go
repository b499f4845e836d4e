package pray

import (
	"context"
	"fmt"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// PrayedCommand is what *I prayed* does.
func PrayedCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "prayed", Role: reply.Anyone, Params: []reply.Param{{Name: ArgPoint, Inner: true}}}, Run: Prayed, Hidden: true, Shows: true}
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
	counts, err := countPrayer(ctx, s, chat.Today(s.Request.Now).String(), circlesOf(s, community, shared))
	if err != nil {
		return reply.Reply{}, err
	}
	answer := reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: thanks(s, &chat, community.Name, shared, counts)}},
		Visibility: reply.ForAsker, Neutral: s.Say("prayed.thanks"),
	}
	switch here := counts[0]; {
	case s.Request.Private:
		answer.Done = s.Say("button.prayed_done")
	case shows(&chat, here):
		answer.Counted = here
	}
	return answer, nil
}

// thanks says what whoever prayed reads: how many have prayed today in the
// community, or in the chat, and everywhere.
func thanks(s *session.Session, chat *record.Chat, community string, shared bool, counts []int) string {
	here, together, everywhere := counts[0], counts[1], counts[2]
	text := []string{s.Say("prayed.thanks")}
	switch {
	case chat.Setting(record.SettingCount) == record.Off, s.Request.Private && !shared:
		text = append(text, s.Count("prayed.everywhere", everywhere))
	case shared:
		text = append(text, s.Count("prayed.community", together, words.With{"Name": community}), s.Count("prayed.everywhere_too", everywhere))
	default:
		text = append(text, s.Count("prayed.here", here), s.Count("prayed.everywhere_too", everywhere))
	}
	return words.Sentences(text...)
}

// shows tells whether a chat shows under its messages that so many have prayed.
func shows(chat *record.Chat, n int) bool {
	switch chat.Setting(record.SettingCount) {
	case record.Off:
		return false
	case record.On:
		return true
	}
	return n >= fewest
}

// fewest is how many are shown at least where a chat has chosen nothing: a small
// number under a message discourages more than it tells.
const fewest = 3

// circlesOf are who is counted together: the chat, its community (the chat itself
// where it has none), and everybody.
func circlesOf(s *session.Session, community record.Community, shared bool) []string {
	chat := "chat\x00" + s.Request.Chat.String()
	if shared {
		return []string{chat, "community\x00" + community.ID, everybody}
	}
	return []string{chat, chat, everybody}
}

// everybody is the circle of all who pray.
const everybody = "all"

// countPrayer notes the asker's mark in circles, each sealed but that of everybody,
// and gives how many have prayed in each. Somebody whom the platform does not name
// (an anonymous admin) is counted as one for the chat.
func countPrayer(ctx context.Context, s *session.Session, day string, circles []string) (counts []int, err error) {
	salt, err := s.Store().Salt(ctx, day, s.Request.Now)
	if err != nil {
		return nil, fmt.Errorf("count a prayer: %w", err)
	}
	person := s.Request.Person
	if person == "" {
		person = "somebody in " + s.Request.Chat.Key
	}
	mark := session.Seal(salt, "person", s.Request.Chat.Platform, person)
	for i, circle := range circles {
		if circle != everybody {
			circle = session.Seal(salt, circle)
		}
		if i > 0 && circles[i] == circles[i-1] {
			counts = append(counts, counts[i-1])
			continue
		}
		n, err := s.Store().Prayed(ctx, day, circle, mark, s.Request.Now)
		if err != nil {
			return nil, fmt.Errorf("count a prayer: %w", err)
		}
		counts = append(counts, n)
	}
	return counts, nil
}
