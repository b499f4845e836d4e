package commands

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"

	"prayerbot/commands/words"
)

func PrayedRow() Command {
	return Command{Row: Row{Name: "prayed", Role: Anyone}, Run: Prayed, Hidden: true}
}

// Prayed counts the asker once for the day, here and everywhere, without
// keeping who it was. All chats of a community count together.
func Prayed(ctx context.Context, s *Session) (Reply, error) {
	if s.Args != "" && s.Library.Point(s.Args) == nil {
		return Reply{}, s.Problem("problem.point")
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	community, shared, err := s.CommunityOf(ctx, chat)
	if err != nil {
		return Reply{}, err
	}
	day, circle := chat.Today(s.Request.Now).String(), "chat\x00"+s.Request.Chat.String()
	if shared {
		circle = "community\x00" + community.ID
	}
	here, everywhere, err := countPrayer(ctx, s, day, circle)
	if err != nil {
		return Reply{}, err
	}
	text := []string{s.Say("prayed.thanks")}
	if shared {
		text = append(text, s.Count("prayed.community", here, words.With{"Name": community.Name}), s.Count("prayed.everywhere_too", everywhere))
	} else if s.Request.Private {
		text = append(text, s.Count("prayed.everywhere", everywhere))
	} else {
		text = append(text, s.Count("prayed.here", here), s.Count("prayed.everywhere_too", everywhere))
	}
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: strings.Join(text, " ")}}, Show: Whisper}, nil
}

// countPrayer notes the asker's mark in the circle that counts together, and
// everywhere. Somebody whom the
// platform does not name (an anonymous admin) is counted as one for the chat.
func countPrayer(ctx context.Context, s *Session, day, circle string) (here, everywhere int, err error) {
	salt, err := s.Store().Salt(ctx, day, s.Request.Now)
	if err != nil {
		return 0, 0, fmt.Errorf("count a prayer: %w", err)
	}
	person := s.Request.Person
	if person == "" {
		person = "somebody in " + s.Request.Chat.Key
	}
	mark := Seal(salt, "person", s.Request.Chat.Platform, person)
	here, err = s.Store().Prayed(ctx, day, Seal(salt, circle), mark, s.Request.Now)
	if err != nil {
		return 0, 0, fmt.Errorf("count a prayer: %w", err)
	}
	everywhere, err = s.Store().Prayed(ctx, day, "all", mark, s.Request.Now)
	if err != nil {
		return 0, 0, fmt.Errorf("count a prayer: %w", err)
	}
	return here, everywhere, nil
}

// Seal turns a name into a code that cannot be traced back once the day's
// salt is forgotten: 16 characters of a keyed SHA-256.
func Seal(salt []byte, parts ...string) string {
	mac := hmac.New(sha256.New, salt)
	mac.Write([]byte(strings.Join(parts, "\x00")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:12])
}
