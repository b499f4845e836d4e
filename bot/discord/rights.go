package discord

import (
	"context"
	"slices"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// rights knows what people may do: at the moment at which it is asked.
type rights struct {
	*client
	core    Core
	denials adapter.Denials
}

// Role asks Discord what a person may do in a server, and the core whether one
// of their roles makes them a moderator. Discord's "no" is remembered for a minute.
func (r *rights) Role(ctx context.Context, _ record.ChatID, guildID, person string) (reply.Role, error) {
	if guildID == "" || person == "" {
		return reply.Anyone, nil
	}
	if roles, denied := r.denials.Find(guildID, person, r.clock.Now()); denied {
		return r.byRole(ctx, guildID, roles)
	}
	var guild discordgo.Guild
	if _, err := r.get(ctx, discordgo.EndpointGuild(guildID), &guild); err != nil {
		return reply.Anyone, err
	}
	if guild.OwnerID == person {
		return reply.Moderator, nil
	}
	var member discordgo.Member
	code, err := r.get(ctx, discordgo.EndpointGuildMember(guildID, person), &member)
	switch {
	case code == discordgo.ErrCodeUnknownMember:
		r.denials.Keep(guildID, person, nil, r.clock.Now())
		return reply.Anyone, nil
	case err != nil:
		return reply.Anyone, err
	}
	for _, role := range guild.Roles {
		holds := role.ID == guildID // the role of everyone
		for _, id := range member.Roles {
			holds = holds || id == role.ID
		}
		if holds && moderates(role.Permissions) {
			return reply.Moderator, nil
		}
	}
	r.denials.Keep(guildID, person, member.Roles, r.clock.Now())
	return r.byRole(ctx, guildID, member.Roles)
}

// byRole is the role of somebody whom Discord does not call a moderator: one of
// the roles that they hold may make them one.
func (r *rights) byRole(ctx context.Context, guildID string, held []string) (reply.Role, error) {
	moderatorRoles, err := r.core.ModeratorRoles(ctx, name, guildID)
	if err == nil && trusted(held, moderatorRoles) {
		return reply.Moderator, nil
	}
	return reply.Anyone, err
}

// RolePing asks Discord what would become of a ping of a role that a person wishes.
func (r *rights) RolePing(ctx context.Context, chat record.ChatID, _, person, role string) (string, error) {
	return r.pingOutcome(ctx, chat.Key, role, []pinger{{person, record.PingPerson}, {"", record.PingBot}})
}

// A pinger is somebody who has to have the right to ping, and what it means where they
// have not; without an id it is the bot.
type pinger struct{ id, refused string }

// pingOutcome asks Discord whether all of those may ping a role in a channel, or where
// that is "" everyone. A thread has the rights of the channel that it belongs to. The
// error is sorted.
func (r *rights) pingOutcome(ctx context.Context, channel, role string, all []pinger) (string, error) {
	_, above, _, err := r.channel(ctx, channel)
	if err != nil {
		return "", err
	}
	var guild discordgo.Guild
	if _, err := r.get(ctx, discordgo.EndpointGuild(above.GuildID), &guild); err != nil {
		return "", err
	}
	if known, open := roleIn(&guild, role); role != "" && (!known || open) {
		return outcomeOf(known), nil
	}
	for _, who := range all {
		if who.id == "" {
			if who.id, err = r.myself(ctx); err != nil {
				return "", err
			}
		}
		may, err := r.permissions(ctx, &guild, above, who.id)
		if err != nil {
			return "", err
		}
		if !pings(may) {
			return who.refused, nil
		}
	}
	return record.PingDone, nil
}

// roleIn tells whether a server has a role, and whether whoever writes there may ping it.
func roleIn(guild *discordgo.Guild, id string) (known, open bool) {
	for _, role := range guild.Roles {
		if role.ID == id {
			return true, role.Mentionable
		}
	}
	return false, false
}

// outcomeOf is what becomes of a ping that needs no right.
func outcomeOf(known bool) string {
	if known {
		return record.PingDone
	}
	return record.PingGone
}

// Common is the channel in which Discord itself speaks to a whole server; false where
// the server has none, the bot may not write there, or Discord does not say.
func (r *rights) Common(ctx context.Context, _ record.ChatID, guildID string) (record.ChatID, bool) {
	var guild discordgo.Guild
	if !isID(guildID) {
		return record.ChatID{}, false
	}
	if _, err := r.get(ctx, discordgo.EndpointGuild(guildID), &guild); err != nil || !isID(guild.SystemChannelID) {
		return record.ChatID{}, false
	}
	self, err := r.myself(ctx)
	if err != nil {
		return record.ChatID{}, false
	}
	place, err := r.Place(ctx, record.ChatID{Platform: name, Key: guild.SystemChannelID}, guildID, self)
	if err != nil || !place.Bot.Post || place.Bot.Lacks&reply.RightEmbed != 0 {
		return record.ChatID{}, false
	}
	return place.Chat, true
}

// moderates tells whether rights make somebody a moderator.
func moderates(permissions int64) bool {
	return permissions&(discordgo.PermissionAdministrator|discordgo.PermissionManageGuild) != 0
}

// trusted tells whether one of somebody's roles is among those whose holders
// are moderators.
func trusted(roles, moderatorRoles []string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(moderatorRoles, role) })
}
