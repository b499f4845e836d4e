package discord

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/delivery"
)

// readBack is how many recent messages are looked at.
const readBack = 50

// A reader looks for what was sent in the channel itself.
type reader struct{ *client }

// isThere looks for a part among the channel's recent messages and returns its
// id; "" where it is not there. known tells whether that is sure: where the bot
// may not read the channel, or too much was written since, it is taken as not
// there, because nothing is to be lost.
func (s reader) isThere(ctx context.Context, m delivery.Message, part message) (id string, known bool, err error) {
	self, err := s.myself(ctx)
	if err != nil {
		return "", false, err
	}
	recent, readable, err := s.recent(ctx, m.Chat.Key)
	if err != nil || !readable {
		return "", false, err
	}
	since := m.First.Add(-nonceWindow)
	for _, r := range recent {
		if !r.Timestamp.After(since) {
			return "", true, nil
		}
		if r.Author.ID == self && !isOther(m, r.ID) && len(r.Embeds) == 1 && same(r, part) {
			return r.ID, true, nil
		}
	}
	return "", len(recent) < readBack, nil
}

// isOther tells whether a message, or the post of a forum, is known as another delivery
// than the one that is looked for.
func isOther(m delivery.Message, id string) bool {
	return slices.ContainsFunc(m.Others, func(other string) bool {
		first, _, _ := isPost(other)
		return strings.TrimSuffix(first, threadMark) == id
	})
}

// A written message is one that a channel shows.
type written struct {
	ID        string
	Author    struct{ ID string }
	Timestamp time.Time
	Content   string
	Embeds    []embed
}

// recent reads the newest messages of a channel, the newest first; not readable
// where the bot may not. It is paced like a message.
func (s reader) recent(ctx context.Context, channel string) (recent []written, readable bool, err error) {
	where := fmt.Sprintf("%s?limit=%d", discordgo.EndpointChannelMessages(channel), readBack)
	code, err := s.get(ctx, where, &recent)
	if code == discordgo.ErrCodeMissingAccess || code == discordgo.ErrCodeMissingPermissions {
		return nil, false, nil
	}
	return recent, err == nil, err
}

// same compares titles and first paragraphs: what follows may differ from try
// to try, such as the note that a delivery comes late. Discord trims the ends.
func same(a written, b message) bool {
	return titleOf(a.Content, a.Embeds[0]) == titleOf(b.Content, b.Embeds[0]) && firstParagraph(a.Embeds[0]) == firstParagraph(b.Embeds[0])
}

func firstParagraph(e embed) string {
	first, _, _ := strings.Cut(strings.TrimSpace(e.Description), "\n")
	return strings.TrimSpace(first)
}
