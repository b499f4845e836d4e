package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/outbox"
)

// readBack is how many recent messages are looked at.
const readBack = 50

// isThere looks for a part among the channel's recent messages and returns its
// id. Where the bot may not read them, it is taken as not there (""): nothing
// is to be lost.
func (p *Platform) isThere(ctx context.Context, s *discordgo.Session, m outbox.Message, part message) (string, error) {
	self, err := p.whoAmI(ctx, s)
	if err != nil {
		return "", p.redact(err)
	}
	where := fmt.Sprintf("%s?limit=%d", discordgo.EndpointChannelMessages(m.Chat.Key), readBack)
	ctx, course := follow(ctx)
	data, err := s.RequestWithBucketID("GET", where, nil, discordgo.EndpointChannelMessages(m.Chat.Key), discordgo.WithContext(ctx), discordgo.WithRestRetries(0))
	if err != nil {
		if course.status.Load() == http.StatusForbidden {
			return "", nil
		}
		return "", p.sortRead(err, course)
	}
	var recent []struct {
		ID        string
		Author    struct{ ID string }
		Timestamp time.Time
		Embeds    []embed
	}
	if err := json.Unmarshal(data, &recent); err != nil {
		return "", fmt.Errorf("read the channel: %w", err)
	}
	for _, r := range recent {
		if r.Author.ID == self && len(r.Embeds) == 1 && same(r.Embeds[0], part.Embeds[0]) && r.Timestamp.After(m.First.Add(-nonceWindow)) {
			return r.ID, nil
		}
	}
	return "", nil
}

// whoAmI is the bot's own id. A delivery may come before the gateway has been
// asked for, so whoever needs it first asks Discord.
func (p *Platform) whoAmI(ctx context.Context, s *discordgo.Session) (string, error) {
	p.mu.Lock()
	self := p.self
	p.mu.Unlock()
	if self != "" {
		return self, nil
	}
	me, err := s.User("@me", discordgo.WithContext(ctx), discordgo.WithRestRetries(0))
	if err != nil {
		return "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.self = me.ID
	return me.ID, nil
}

// same compares titles and first paragraphs: what follows may differ from try
// to try, such as the note that a delivery comes late. Discord trims the ends.
func same(a, b embed) bool {
	return strings.TrimSpace(a.Title) == strings.TrimSpace(b.Title) && firstParagraph(a) == firstParagraph(b)
}

func firstParagraph(e embed) string {
	first, _, _ := strings.Cut(strings.TrimSpace(e.Description), "\n")
	return strings.TrimSpace(first)
}
