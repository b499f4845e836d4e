package discord

import (
	"context"
	"regexp"
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
// wants that, and the bot, may do so themselves in the channel at this moment; or a role,
// where the bot may: whoever has chosen that role was asked for their right then, and who
// they are is not kept.
func (s *sender) ping(ctx context.Context, m delivery.Message, parts []message) error {
	if m.Ping == "" && m.PingRole == "" || m.GroupID == "" || m.Skip > 0 {
		return nil
	}
	text, who, role := pingText, mentions{Parse: []string{"everyone"}}, ""
	all := []pinger{{m.Ping, record.PingPerson}, {"", record.PingBot}}
	if m.Ping == "" {
		role, all = m.PingRole, all[1:]
		text, who = roleName(role), mentions{Parse: []string{}, Roles: []string{role}}
	}
	outcome, err := s.rights.pingOutcome(ctx, m.Chat.Key, role, all)
	if err != nil {
		return err
	}
	if m.Pinged != nil {
		m.Pinged(outcome)
	}
	if outcome == record.PingDone {
		parts[0].Content, parts[0].Mentions = strings.TrimSpace(text+" "+parts[0].Content), who
	}
	return nil
}

// pingForm is what pings somebody at the beginning of a message.
var pingForm = regexp.MustCompile(`^(@everyone|<@&\d+>)\s*`)
