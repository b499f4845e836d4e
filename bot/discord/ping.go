package discord

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// pingText is what pings everyone where a message allows it.
const pingText = "@everyone"

// pings tells whether rights let somebody ping everyone.
func pings(permissions int64) bool {
	return permissions&(discordgo.PermissionAdministrator|discordgo.PermissionMentionEveryone) != 0
}

// ping makes the first part of a message ping everyone, where the person who
// wants that, and the bot, may do so themselves in the channel at this moment.
func (s *sender) ping(ctx context.Context, m delivery.Message, parts []message) error {
	if m.Ping == "" || m.GroupID == "" || m.Skip > 0 {
		return nil
	}
	outcome, err := s.rights.pingOutcome(ctx, m)
	if err != nil {
		return err
	}
	if m.Pinged != nil {
		m.Pinged(outcome)
	}
	if outcome != record.PingDone {
		return nil
	}
	parts[0].Content, parts[0].Mentions = strings.TrimSpace(pingText+" "+parts[0].Content), mentions{[]string{"everyone"}}
	return nil
}
