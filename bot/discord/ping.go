package discord

import (
	"context"
	"errors"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/outbox"
)

// pingText is what pings everyone where a message allows it.
const pingText = "@everyone"

// pings tells whether rights let somebody ping everyone.
func pings(permissions int64) bool {
	return permissions&(discordgo.PermissionAdministrator|discordgo.PermissionMentionEveryone) != 0
}

// ping makes the first part of a message ping everyone, where the person who
// wants that may do so themselves in the channel at this moment.
func (p *Platform) ping(ctx context.Context, m outbox.Message, parts []message) error {
	if m.Ping == "" || m.GroupID == "" || m.Skip > 0 {
		return nil
	}
	may, err := p.mayPing(ctx, m)
	if err != nil || !may {
		return err
	}
	parts[0].Content, parts[0].Mentions = pingText, mentions{[]string{"everyone"}}
	return nil
}

// pingRequests is how many requests mayPing makes at most: for the channel, the
// one that a thread belongs to, and what a person's rights follow from, which
// are the channel, the server and the member.
const pingRequests = 5

// mayPing asks Discord for a person's rights in a channel. A thread has those
// of the channel that it belongs to.
func (p *Platform) mayPing(ctx context.Context, m outbox.Message) (bool, error) {
	for range pingRequests {
		if err := p.pacer.Question(ctx); err != nil {
			return false, err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	s, err := p.session()
	if err != nil {
		return false, err
	}
	ctx, course := follow(ctx)
	options := []discordgo.RequestOption{discordgo.WithContext(ctx), discordgo.WithRestRetries(0), discordgo.WithRetryOnRatelimit(false)}
	channel, err := s.Channel(m.Chat.Key, options...)
	if err == nil && channel.IsThread() {
		channel, err = s.Channel(channel.ParentID, options...)
	}
	if err != nil {
		return false, p.sortRead(err, course)
	}
	rights, err := s.UserChannelPermissions(m.Ping, channel.ID, options...)
	var refused *discordgo.RESTError
	switch {
	case errors.As(err, &refused) && refused.Message != nil && refused.Message.Code == discordgo.ErrCodeUnknownMember:
		return false, nil
	case err != nil:
		return false, p.sortRead(err, course)
	}
	return pings(rights), nil
}
