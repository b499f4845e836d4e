package session

import (
	"context"
	"fmt"
	"log/slog"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// Platforms are asked who somebody is in a chat, and what a chat is.
type Platforms struct {
	rights reply.Rights // nil: nobody can be asked
	store  record.Store
	log    *slog.Logger
}

// Rights asks the platforms; nil where nobody can be asked.
func (p *Platforms) Rights() reply.Rights { return p.rights }

// trusted is the role of somebody whom the platform itself does not call a
// moderator: a role may make them one, as the group's list says now.
func (p *Platforms) trusted(ctx context.Context, req reply.Request) (reply.Role, error) {
	if len(req.RoleIDs) == 0 || req.GroupID == "" {
		return req.Role, nil
	}
	roles, err := p.ModeratorRoles(ctx, req.Chat.Platform, req.GroupID)
	if err != nil {
		return req.Role, err
	}
	if slices.ContainsFunc(req.RoleIDs, func(b string) bool { return slices.Contains(roles, b) }) {
		return reply.Moderator, nil
	}
	return req.Role, nil
}

// ModeratorRoles lists the platform's roles whose holders are moderators of a server or group,
// for an adapter that is asked about somebody's role.
func (p *Platforms) ModeratorRoles(ctx context.Context, platform, groupID string) ([]string, error) {
	roles, err := p.store.ModeratorRoles(ctx, platform, groupID)
	if err != nil {
		return nil, fmt.Errorf("read who is trusted: %w", err)
	}
	return roles, nil
}

// NatureOf asks the platform what a chat is; where it cannot be asked, a channel, which
// is what is set up from elsewhere.
func (p *Platforms) NatureOf(ctx context.Context, chat record.ChatID) reply.Nature {
	channel := reply.Nature{Channel: true, GroupID: chat.Key}
	asks, can := p.rights.(reply.Natures)
	if !can {
		return channel
	}
	nature, err := asks.Nature(ctx, chat)
	if err != nil {
		p.log.Info("a platform does not say what a chat is", "platform", chat.Platform, "error", err)
		return channel
	}
	return nature
}

// RoleOf asks the platform about a person whom the request does not describe.
func (p *Platforms) RoleOf(ctx context.Context, chat record.ChatID, groupID, person string) (reply.Role, error) {
	if p.rights == nil || person == "" {
		return reply.Anyone, nil
	}
	role, err := p.rights.Role(ctx, chat, groupID, person)
	if err != nil {
		return reply.Anyone, fmt.Errorf("ask for a role: %w", err)
	}
	return role, nil
}
