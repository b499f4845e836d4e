package discord

import (
	"context"
	"encoding/json"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A picked channel is one that an option names, as it comes with the interaction.
type picked struct {
	ID          string                `json:"id"`
	Type        discordgo.ChannelType `json:"type"`
	Permissions json.RawMessage       `json:"permissions"`     // the person's
	Powers      json.RawMessage       `json:"app_permissions"` // the bot's; not always there
}

// readPicked reads the channel that an option of a command names; nil where none
// does, or where it did not come as it should.
func readPicked(raw json.RawMessage, options []*discordgo.ApplicationCommandInteractionDataOption) *reply.Place {
	for _, o := range options {
		if id, is := o.Value.(string); o.Type == discordgo.ApplicationCommandOptionChannel && is && isID(id) {
			return resolved(raw, id)
		}
	}
	return nil
}

// resolved is a channel of an id as it came with what names it; nil where it did not come
// as it should.
func resolved(raw json.RawMessage, id string) *reply.Place {
	var data struct {
		Resolved struct {
			Channels map[string]json.RawMessage `json:"channels"`
		} `json:"resolved"`
	}
	var c picked
	if json.Unmarshal(raw, &data) != nil || json.Unmarshal(data.Resolved.Channels[id], &c) != nil || c.ID != id {
		return nil
	}
	return c.place()
}

// place is what came with an interaction, to the person who picked it.
func (c picked) place() *reply.Place {
	kind, mine := kindOf(c.Type), readPowers(c.Permissions)
	p := &reply.Place{
		Chat: record.ChatID{Platform: name, Key: c.ID}, Kind: kind, Seen: sees(mine), Writes: writes(mine, kind), MayPing: pings(mine),
	}
	if kind != record.PlaceForum { // of a forum it has to be asked which tags it has
		p.Bot = powersOf(readPowers(c.Powers), kind)
	}
	return p
}

// sees tells whether permissions let somebody see a channel.
func sees(permissions int64) bool {
	return permissions&(discordgo.PermissionAdministrator|discordgo.PermissionViewChannel) != 0
}

// Place asks Discord about a channel: what it is, and what a person and the bot may do
// there at this moment. One that the bot does not see is not Seen, and says so in the
// bot's Powers.
func (r *rights) Place(ctx context.Context, chat record.ChatID, guildID, person string) (reply.Place, error) {
	nowhere := reply.Place{Chat: chat}
	if !isID(chat.Key) || !isID(guildID) || !isID(person) {
		return nowhere, nil
	}
	channel, above, code, err := r.channel(ctx, chat.Key)
	switch {
	case code == discordgo.ErrCodeMissingAccess:
		nowhere.Bot = reply.Powers{Known: true, Lacks: reply.RightView}
		return nowhere, nil
	case code == discordgo.ErrCodeUnknownChannel:
		return nowhere, nil
	case err != nil:
		return nowhere, err
	}
	if channel.GuildID != guildID {
		return nowhere, nil
	}
	return r.describe(ctx, channel, above, person)
}

// channel asks for a channel, and for the one whose rights it has: its own, or of a
// thread those of the channel that it belongs to. code is Discord's own for the error,
// which is sorted.
func (r *rights) channel(ctx context.Context, id string) (channel, above *discordgo.Channel, code int, err error) {
	channel = &discordgo.Channel{}
	code, err = r.get(ctx, discordgo.EndpointChannel(id), channel)
	if err != nil || !channel.IsThread() {
		return channel, channel, code, err
	}
	above = &discordgo.Channel{}
	code, err = r.get(ctx, discordgo.EndpointChannel(channel.ParentID), above)
	return channel, above, code, err
}

// describe is a channel to a person.
func (r *rights) describe(ctx context.Context, channel, above *discordgo.Channel, person string) (reply.Place, error) {
	place := reply.Place{Chat: record.ChatID{Platform: name, Key: channel.ID}, Kind: kindOf(channel.Type)}
	mine, bots, err := r.both(ctx, above, person)
	if err != nil {
		return place, err
	}
	place.Seen, place.Writes, place.MayPing = sees(mine), writes(mine, place.Kind), pings(mine)
	place.Bot = powersOf(bots, place.Kind)
	place.Bot.Known = true
	if closed(channel) && bots&discordgo.PermissionManageThreads == 0 {
		place.Bot.Post = false
	}
	place.Tagged = channel.Flags&discordgo.ChannelFlagRequireTag != 0
	for _, tag := range channel.AvailableTags {
		if !tag.Moderated {
			place.Tags = append(place.Tags, reply.Tag{Key: tag.ID, Name: tag.Name})
		}
	}
	if channel.Type == discordgo.ChannelTypeGuildPrivateThread && place.Seen && mine&discordgo.PermissionManageThreads == 0 {
		place.Seen, err = r.inThread(ctx, channel.ID, person)
	}
	return place, err
}

// both asks what a person and the bot may do in a channel.
func (r *rights) both(ctx context.Context, channel *discordgo.Channel, person string) (mine, bots int64, err error) {
	var guild discordgo.Guild
	if _, err := r.get(ctx, discordgo.EndpointGuild(channel.GuildID), &guild); err != nil {
		return 0, 0, err
	}
	self, err := r.myself(ctx)
	if err != nil {
		return 0, 0, err
	}
	if bots, err = r.permissions(ctx, &guild, channel, self); err != nil || person == self {
		return bots, bots, err
	}
	mine, err = r.permissions(ctx, &guild, channel, person)
	return mine, bots, err
}

// closed tells whether a thread is one that only who manages threads opens again.
func closed(channel *discordgo.Channel) bool {
	return channel.ThreadMetadata != nil && channel.ThreadMetadata.Locked
}

// permissions asks what somebody may do in a channel of a server; nothing where they
// are not there. The error is sorted.
func (r *rights) permissions(ctx context.Context, guild *discordgo.Guild, channel *discordgo.Channel, person string) (int64, error) {
	var m discordgo.Member
	code, err := r.get(ctx, discordgo.EndpointGuildMember(guild.ID, person), &m)
	switch {
	case code == discordgo.ErrCodeUnknownMember:
		return 0, nil
	case err != nil:
		return 0, err
	case m.User == nil:
		m.User = &discordgo.User{ID: person}
	}
	return permissionsIn(guild, channel, &m, r.clock.Now()), nil
}

// inThread asks whether somebody is among those whom a private thread is for.
func (r *rights) inThread(ctx context.Context, thread, person string) (bool, error) {
	var is discordgo.ThreadMember
	code, err := r.get(ctx, discordgo.EndpointThreadMember(thread, person), &is)
	if code == discordgo.ErrCodeUnknownMember || code == discordgo.ErrCodeUnknownUser {
		return false, nil
	}
	return err == nil, err
}
