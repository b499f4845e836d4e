package discord

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// nonceWindow is how long Discord is sure to drop a repeat ("a few minutes").
const nonceWindow = 2 * time.Minute

// Send makes one try to bring a delivery.
func (p *Platform) Send(ctx context.Context, m outbox.Message) (ids []string, err error) {
	if wait := p.invalid.rest(p.Clock.Now()); wait > 0 {
		return nil, &outbox.RetryAfterError{For: wait, Everyone: true}
	}
	parts := render(m.Reply)
	if err := p.ping(ctx, m, parts); err != nil {
		return nil, err
	}
	for i, part := range parts {
		if i < m.Skip {
			continue
		}
		if i > m.Skip {
			if err := p.pacer.Part(ctx, m.Chat); err != nil {
				return ids, &outbox.PartialError{Sent: i, Err: err}
			}
		}
		part.Nonce, part.Enforce = m.Nonce+strconv.Itoa(i), true
		id, err := p.sendPart(ctx, m, part)
		switch {
		case err != nil && i > 0:
			return ids, &outbox.PartialError{Sent: i, Err: err}
		case err != nil:
			return ids, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// sendPart sends one message and returns its id. Where an earlier try may have
// gone out so long ago that the nonce does not tell any more, the channel is
// read first.
func (p *Platform) sendPart(ctx context.Context, m outbox.Message, part message) (string, error) {
	s, err := p.session()
	if err != nil {
		return "", err
	}
	absent := false
	if !m.First.IsZero() && p.Clock.Now().Sub(m.First) > nonceWindow {
		id, known, err := p.isThere(ctx, s, m, part)
		if err != nil || id != "" {
			return id, err
		}
		absent = known
	}
	id, err := p.post(ctx, s, m, part)
	if err != nil && absent {
		return "", &outbox.AbsentError{Err: err}
	}
	return id, err
}

// post makes the request that sends a message and returns the message's id. The
// error is sorted.
func (p *Platform) post(ctx context.Context, s *discordgo.Session, m outbox.Message, part message) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	ctx, course := follow(ctx)
	where := discordgo.EndpointChannelMessages(m.Chat.Key)
	data, err := s.RequestWithBucketID("POST", where, part, where, discordgo.WithContext(ctx),
		discordgo.WithRestRetries(0), discordgo.WithRetryOnRatelimit(false))
	if err != nil {
		return "", p.sort(err, course)
	}
	var made struct{ ID string }
	if err := json.Unmarshal(data, &made); err != nil {
		p.Log.Warn("Discord did not say how it names a message", "error", err)
	}
	return made.ID, nil
}

// Role asks Discord what a person may do in a server, and the core whether one
// of their roles makes them a moderator.
func (p *Platform) Role(ctx context.Context, _ record.ChatID, space, person string) (reply.Role, error) {
	if space == "" || person == "" {
		return reply.Anyone, nil
	}
	s, err := p.session()
	if err != nil {
		return reply.Anyone, err
	}
	guild, err := s.Guild(space, discordgo.WithContext(ctx))
	if err != nil {
		return reply.Anyone, p.redact(err)
	}
	if guild.OwnerID == person {
		return reply.Moderator, nil
	}
	member, err := s.GuildMember(space, person, discordgo.WithContext(ctx))
	var refused *discordgo.RESTError
	switch {
	case errors.As(err, &refused) && refused.Message != nil && refused.Message.Code == discordgo.ErrCodeUnknownMember:
		return reply.Anyone, nil
	case err != nil:
		return reply.Anyone, p.redact(err)
	}
	for _, role := range guild.Roles {
		holds := role.ID == space // the role of everyone
		for _, id := range member.Roles {
			holds = holds || id == role.ID
		}
		if holds && moderates(role.Permissions) {
			return reply.Moderator, nil
		}
	}
	badges, err := p.Core.ModeratorRoles(ctx, name, space)
	if err == nil && trusted(member.Roles, badges) {
		return reply.Moderator, nil
	}
	return reply.Anyone, err
}
