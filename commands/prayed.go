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

func (c *Core) prayedRow() entry {
	return entry{Row: Row{Name: "prayed", Role: Anyone}, run: c.prayed, unseen: true}
}

// prayed counts the asker once for the day, here and everywhere, without
// keeping who it was. All chats of a community count together.
func (c *Core) prayed(ctx context.Context, a *ask) (Reply, error) {
	if a.args != "" && a.lib.Point(a.args) == nil {
		return Reply{}, a.problem("problem.point")
	}
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	community, shared, err := c.communityOf(ctx, chat)
	if err != nil {
		return Reply{}, err
	}
	day, circle := chat.today(a.req.Now).String(), "chat\x00"+a.req.Chat.String()
	if shared {
		circle = "community\x00" + community.ID
	}
	here, everywhere, err := c.countPrayer(ctx, a, day, circle)
	if err != nil {
		return Reply{}, err
	}
	text := []string{a.say("prayed.thanks")}
	if shared {
		text = append(text, a.count("prayed.community", here, words.With{"Name": community.Name}), a.count("prayed.everywhere_too", everywhere))
	} else if a.req.Private {
		text = append(text, a.count("prayed.everywhere", everywhere))
	} else {
		text = append(text, a.count("prayed.here", here), a.count("prayed.everywhere_too", everywhere))
	}
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: strings.Join(text, " ")}}, Show: Whisper}, nil
}

// countPrayer notes the asker's mark in the circle that counts together, and
// everywhere. Somebody whom the
// platform does not name (an anonymous admin) is counted as one for the chat.
func (c *Core) countPrayer(ctx context.Context, a *ask, day, circle string) (here, everywhere int, err error) {
	salt, err := c.Store.Salt(ctx, day, a.req.Now)
	if err != nil {
		return 0, 0, fmt.Errorf("count a prayer: %w", err)
	}
	person := a.req.Person
	if person == "" {
		person = "somebody in " + a.req.Chat.Key
	}
	mark := seal(salt, "person", a.req.Chat.Platform, person)
	here, err = c.Store.Prayed(ctx, day, seal(salt, circle), mark, a.req.Now)
	if err != nil {
		return 0, 0, fmt.Errorf("count a prayer: %w", err)
	}
	everywhere, err = c.Store.Prayed(ctx, day, "all", mark, a.req.Now)
	if err != nil {
		return 0, 0, fmt.Errorf("count a prayer: %w", err)
	}
	return here, everywhere, nil
}

// seal turns a name into a code that cannot be traced back once the day's
// salt is forgotten: 16 characters of a keyed SHA-256.
func seal(salt []byte, parts ...string) string {
	mac := hmac.New(sha256.New, salt)
	mac.Write([]byte(strings.Join(parts, "\x00")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:12])
}
