package discord

import (
	"encoding/json"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/reply"
)

// readPowers reads what the bot may do where an interaction comes from; 0 is not
// known. What cannot be read keeps nobody from an answer.
func readPowers(raw json.RawMessage) int64 {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return 0
	}
	powers, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return powers
}

// powersOf are the bot's rights. To write, it must see the channel; in a thread
// the right to write there counts, and which it is an interaction does not say, so
// either is enough.
func powersOf(permissions int64) reply.Powers {
	const write = discordgo.PermissionSendMessages | discordgo.PermissionSendMessagesInThreads
	all := permissions&discordgo.PermissionAdministrator != 0
	sees := permissions&discordgo.PermissionViewChannel != 0
	return reply.Powers{
		Known: permissions != 0,
		Post:  all || sees && permissions&write != 0,
		Ping:  all || permissions&discordgo.PermissionMentionEveryone != 0,
	}
}
