package discord

import (
	"context"
	"errors"
	"slices"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
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
	s, err := r.session()
	if err != nil {
		return reply.Anyone, err
	}
	guild, err := s.Guild(guildID, discordgo.WithContext(ctx))
	if err != nil {
		return reply.Anyone, r.redact(err)
	}
	if guild.OwnerID == person {
		return reply.Moderator, nil
	}
	member, err := s.GuildMember(guildID, person, discordgo.WithContext(ctx))
	var refused *discordgo.RESTError
	switch {
	case errors.As(err, &refused) && refused.Message != nil && refused.Message.Code == discordgo.ErrCodeUnknownMember:
		r.denials.Keep(guildID, person, nil, r.clock.Now())
		return reply.Anyone, nil
	case err != nil:
		return reply.Anyone, r.redact(err)
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

// pingRequests is how many requests pingOutcome makes at most: for the channel and
// the one that a thread belongs to; for what a person's rights follow from, which
// are the channel, the server and the member; and for the bot's as many.
const pingRequests = 2 + 2*3

// pingOutcome asks Discord whether a person may ping everyone in a channel, and the
// bot. A thread has the rights of the channel that it belongs to.
func (r *rights) pingOutcome(ctx context.Context, m delivery.Message) (string, error) {
	for range pingRequests {
		if err := r.pacer.Question(ctx); err != nil {
			return "", err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	s, err := r.session()
	if err != nil {
		return "", err
	}
	ctx, trace := adapter.WithTrace(ctx)
	options := []discordgo.RequestOption{discordgo.WithContext(ctx), discordgo.WithRestRetries(0), discordgo.WithRetryOnRatelimit(false)}
	channel, err := s.Channel(m.Chat.Key, options...)
	if err == nil && channel.IsThread() {
		channel, err = s.Channel(channel.ParentID, options...)
	}
	if err != nil {
		return "", r.sortRead(err, trace)
	}
	self, err := r.whoAmI(ctx, s)
	if err != nil {
		return "", r.sortRead(err, trace)
	}
	for _, who := range []struct{ id, refused string }{{m.Ping, record.PingPerson}, {self, record.PingBot}} {
		may, err := mayPing(s, who.id, channel.ID, options)
		if err != nil {
			return "", r.sortRead(err, trace)
		}
		if !may {
			return who.refused, nil
		}
	}
	return record.PingDone, nil
}

// mayPing asks Discord whether somebody may ping everyone in a channel.
func mayPing(s *discordgo.Session, person, channel string, options []discordgo.RequestOption) (bool, error) {
	rights, err := s.UserChannelPermissions(person, channel, options...)
	var refused *discordgo.RESTError
	if errors.As(err, &refused) && refused.Message != nil && refused.Message.Code == discordgo.ErrCodeUnknownMember {
		return false, nil
	}
	return err == nil && pings(rights), err
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
