package discord

import (
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// kindOf is what sort of place a type of channel is.
func kindOf(t discordgo.ChannelType) record.PlaceKind {
	switch t {
	case discordgo.ChannelTypeGuildText:
		return record.PlaceThreaded
	case discordgo.ChannelTypeGuildNews:
		return record.PlaceFollowed
	case discordgo.ChannelTypeGuildNewsThread, discordgo.ChannelTypeGuildPublicThread, discordgo.ChannelTypeGuildPrivateThread:
		return record.PlaceThread
	case discordgo.ChannelTypeGuildForum, discordgo.ChannelTypeGuildMedia:
		return record.PlaceForum
	}
	return record.PlaceChat
}

// placeTypes are the channels that can be chosen for what the bot brings.
var placeTypes = []discordgo.ChannelType{
	discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews, discordgo.ChannelTypeGuildNewsThread,
	discordgo.ChannelTypeGuildPublicThread, discordgo.ChannelTypeGuildPrivateThread, discordgo.ChannelTypeGuildForum,
}

// rightBits are Discord's permissions by what they let the bot do.
var rightBits = []struct {
	right reply.Right
	bits  int64
}{
	{reply.RightView, discordgo.PermissionViewChannel},
	{reply.RightHistory, discordgo.PermissionReadMessageHistory},
	{reply.RightSend, discordgo.PermissionSendMessages},
	{reply.RightPost, discordgo.PermissionSendMessages}, // as a forum calls it
	{reply.RightSendInThreads, discordgo.PermissionSendMessagesInThreads},
	{reply.RightEmbed, discordgo.PermissionEmbedLinks},
	{reply.RightAttach, discordgo.PermissionAttachFiles},
}

// neededIn are the rights that the bot uses in a kind of place.
func neededIn(kind record.PlaceKind) reply.Right {
	const always = reply.RightView | reply.RightHistory | reply.RightEmbed | reply.RightAttach
	switch kind {
	case record.PlaceThread:
		return always | reply.RightSendInThreads
	case record.PlaceForum:
		return always | reply.RightPost | reply.RightSendInThreads
	}
	return always | reply.RightSend
}

// lacking are the rights that the bot uses in a kind of place, and that are not among
// permissions.
func lacking(permissions int64, kind record.PlaceKind) (lacks reply.Right) {
	if permissions&discordgo.PermissionAdministrator != 0 {
		return 0
	}
	for _, r := range rightBits {
		if neededIn(kind)&r.right != 0 && permissions&r.bits == 0 {
			lacks |= r.right
		}
	}
	if kind == record.PlaceChat && writes(permissions, kind) { // it may be a thread
		lacks &^= reply.RightSend
	}
	return lacks
}

// writes tells whether permissions let somebody write in a kind of place. Of one that
// is not known either right is enough: in a thread the right to write there counts.
func writes(permissions int64, kind record.PlaceKind) bool {
	needed := int64(discordgo.PermissionSendMessages)
	switch kind {
	case record.PlaceThread:
		needed = discordgo.PermissionSendMessagesInThreads
	case record.PlaceChat:
		needed |= discordgo.PermissionSendMessagesInThreads
	}
	all := permissions&discordgo.PermissionAdministrator != 0
	return all || permissions&discordgo.PermissionViewChannel != 0 && permissions&needed != 0
}

// powersOf are the bot's rights in a kind of place; 0 is not known.
func powersOf(permissions int64, kind record.PlaceKind) reply.Powers {
	if permissions == 0 {
		return reply.Powers{}
	}
	const opens = discordgo.PermissionAdministrator | discordgo.PermissionCreatePublicThreads
	return reply.Powers{
		Known: true, Post: writes(permissions, kind), Ping: pings(permissions),
		NoThreads: permissions&opens == 0, Lacks: lacking(permissions, kind),
	}
}

// everything is what an owner and an administrator may do.
const everything = -1

// silenced is what is left to somebody who was timed out.
const silenced = discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory

// permissionsIn is what a member of a server may do in one of its channels: by the
// rights of all their roles, and by what the channel changes for everyone, for roles,
// and for them, in this order.
func permissionsIn(guild *discordgo.Guild, channel *discordgo.Channel, m *discordgo.Member, now time.Time) int64 {
	person, roles := m.User.ID, append([]string{guild.ID}, m.Roles...)
	base := int64(0)
	for _, role := range guild.Roles {
		if slices.Contains(roles, role.ID) {
			base |= role.Permissions
		}
	}
	if person == guild.OwnerID || base&discordgo.PermissionAdministrator != 0 {
		return everything
	}
	deny, allow := [3]int64{}, [3]int64{}
	for _, o := range channel.PermissionOverwrites {
		switch {
		case o.ID == guild.ID:
			deny[0], allow[0] = deny[0]|o.Deny, allow[0]|o.Allow
		case o.Type == discordgo.PermissionOverwriteTypeRole && slices.Contains(roles, o.ID):
			deny[1], allow[1] = deny[1]|o.Deny, allow[1]|o.Allow
		case o.Type == discordgo.PermissionOverwriteTypeMember && o.ID == person:
			deny[2], allow[2] = deny[2]|o.Deny, allow[2]|o.Allow
		}
	}
	for i := range deny {
		base = base&^deny[i] | allow[i]
	}
	if until := m.CommunicationDisabledUntil; until != nil && until.After(now) {
		base &= silenced
	}
	return base
}
