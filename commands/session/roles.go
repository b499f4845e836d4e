package session

import (
	"context"
	"fmt"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// trusted is the role of somebody whom the platform itself does not call a
// moderator: a role may make them one, as the group's list says now.
func (env *Env) trusted(ctx context.Context, req reply.Request) (reply.Role, error) {
	if len(req.RoleIDs) == 0 || req.GroupID == "" {
		return req.Role, nil
	}
	roles, err := env.ModeratorRoles(ctx, req.Chat.Platform, req.GroupID)
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
func (env *Env) ModeratorRoles(ctx context.Context, platform, groupID string) ([]string, error) {
	roles, err := env.Store().ModeratorRoles(ctx, platform, groupID)
	if err != nil {
		return nil, fmt.Errorf("read who is trusted: %w", err)
	}
	return roles, nil
}

// NatureOf asks the platform what a chat is; where it cannot be asked, a channel, which
// is what is set up from elsewhere.
func (env *Env) NatureOf(ctx context.Context, chat record.ChatID) reply.Nature {
	channel := reply.Nature{Channel: true, GroupID: chat.Key}
	asks, can := env.Rights().(reply.Natures)
	if !can {
		return channel
	}
	nature, err := asks.Nature(ctx, chat)
	if err != nil {
		env.Log().Info("a platform does not say what a chat is", "platform", chat.Platform, "error", err)
		return channel
	}
	return nature
}

// RoleOf asks the platform about a person whom the request does not describe.
func (env *Env) RoleOf(ctx context.Context, chat record.ChatID, groupID, person string) (reply.Role, error) {
	if env.Rights() == nil || person == "" {
		return reply.Anyone, nil
	}
	role, err := env.Rights().Role(ctx, chat, groupID, person)
	if err != nil {
		return reply.Anyone, fmt.Errorf("ask for a role: %w", err)
	}
	return role, nil
}
