package redisstore

import (
	"context"
	"slices"

	"prayerbot/commands/record"
)

// moderatorRoles keeps which roles make moderators.
type moderatorRoles struct{ *connection }

// ModeratorRoles lists the moderator roles of a server, sorted.
func (s moderatorRoles) ModeratorRoles(ctx context.Context, platform, groupID string) ([]string, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	roles, err := s.client.SMembers(ctx, rolesKey(platform, groupID)).Result()
	if err != nil || len(roles) == 0 {
		return nil, err
	}
	slices.Sort(roles)
	return roles, nil
}

// AddModeratorRole adds a role.
func (s moderatorRoles) AddModeratorRole(ctx context.Context, platform, groupID, role string, most int) error {
	ctx, cancel := within(ctx)
	defer cancel()
	for {
		roles, err := s.client.SMembers(ctx, rolesKey(platform, groupID)).Result()
		if err != nil {
			return err
		}
		if err := record.MayAddRole(roles, role, most); err != nil {
			return err
		}
		added, err := s.promise(ctx, "add_role", []string{rolesKey(platform, groupID)}, role, len(roles)).Int()
		if err != nil || added == 1 {
			return err
		}
	}
}

// RemoveModeratorRole removes a role.
func (s moderatorRoles) RemoveModeratorRole(ctx context.Context, platform, groupID, role string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.promise(ctx, "remove_role", []string{rolesKey(platform, groupID)}, role).Err()
}
