package discord

import (
	"context"
	"encoding/json"
	"errors"

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
	var data struct {
		Resolved struct {
			Channels map[string]json.RawMessage `json:"channels"`
		} `json:"resolved"`
	}
	if json.Unmarshal(raw, &data) != nil {
		return nil
	}
	for _, o := range options {
		id, is := o.Value.(string)
		if o.Type != discordgo.ApplicationCommandOptionChannel || !is || !isID(id) {
			continue
		}
		var c picked
		if json.Unmarshal(data.Resolved.Channels[id], &c) != nil || c.ID != id {
			return nil
		}
		return c.place()
	}
	return nil
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
	s, err := r.session()
	if err != nil {
		return nowhere, err
	}
	channel, above, err := r.channel(ctx, s, chat.Key)
	switch code := codeOf(err); {
	case code == discordgo.ErrCodeMissingAccess:
		nowhere.Bot = reply.Powers{Known: true, Lacks: reply.RightView}
		return nowhere, nil
	case code == discordgo.ErrCodeUnknownChannel:
		return nowhere, nil
	case err != nil:
		return nowhere, r.redact(err)
	}
	if channel.GuildID != guildID {
		return nowhere, nil
	}
	return r.describe(ctx, s, channel, above, person)
}

// channel asks for a channel, and for the one whose rights it has: its own, or of a
// thread those of the channel that it belongs to.
func (r *rights) channel(ctx context.Context, s *discordgo.Session, id string) (channel, above *discordgo.Channel, err error) {
	channel, err = s.Channel(id, once(ctx)...)
	if err != nil || !channel.IsThread() {
		return channel, channel, err
	}
	above, err = s.Channel(channel.ParentID, once(ctx)...)
	return channel, above, err
}

// once are the options of a request that is made once.
func once(ctx context.Context) []discordgo.RequestOption {
	return []discordgo.RequestOption{discordgo.WithContext(ctx), discordgo.WithRestRetries(0), discordgo.WithRetryOnRatelimit(false)}
}

// describe is a channel to a person.
func (r *rights) describe(ctx context.Context, s *discordgo.Session, channel, above *discordgo.Channel, person string) (reply.Place, error) {
	place := reply.Place{Chat: record.ChatID{Platform: name, Key: channel.ID}, Kind: kindOf(channel.Type)}
	guild, err := s.Guild(channel.GuildID, once(ctx)...)
	if err != nil {
		return place, r.redact(err)
	}
	self, err := r.whoAmI(ctx, s)
	if err != nil {
		return place, r.redact(err)
	}
	mine, err := r.permissions(ctx, s, guild, above, person)
	if err != nil {
		return place, err
	}
	bots, err := r.permissions(ctx, s, guild, above, self)
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
		place.Seen, err = r.inThread(ctx, s, channel.ID, person)
	}
	return place, err
}

// closed tells whether a thread is one that only who manages threads opens again.
func closed(channel *discordgo.Channel) bool {
	return channel.ThreadMetadata != nil && channel.ThreadMetadata.Locked
}

// permissions asks what somebody may do in a channel of a server; nothing where they
// are not there.
func (r *rights) permissions(ctx context.Context, s *discordgo.Session, guild *discordgo.Guild, channel *discordgo.Channel, person string) (int64, error) {
	m, err := s.GuildMember(guild.ID, person, once(ctx)...)
	switch {
	case codeOf(err) == discordgo.ErrCodeUnknownMember:
		return 0, nil
	case err != nil:
		return 0, r.redact(err)
	case m.User == nil:
		m.User = &discordgo.User{ID: person}
	}
	return permissionsIn(guild, channel, m, r.clock.Now()), nil
}

// inThread asks whether somebody is among those whom a private thread is for.
func (r *rights) inThread(ctx context.Context, s *discordgo.Session, thread, person string) (bool, error) {
	where := discordgo.EndpointThreadMember(thread, person)
	_, err := s.RequestWithBucketID("GET", where, nil, where, once(ctx)...)
	if code := codeOf(err); code == discordgo.ErrCodeUnknownMember || code == discordgo.ErrCodeUnknownUser {
		return false, nil
	}
	return err == nil, r.redact(err)
}

// codeOf is Discord's JSON error code of an answer that says no; 0 where it has none.
func codeOf(err error) int {
	var refused *discordgo.RESTError
	if errors.As(err, &refused) && refused.Message != nil {
		return refused.Message.Code
	}
	return 0
}
