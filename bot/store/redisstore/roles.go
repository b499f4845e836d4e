package redisstore

import (
	"context"
	"slices"

	"prayerbot/commands/record"
)

// moderatorRoles keeps which roles make moderators.
type moderatorRoles struct{ *connection }

// ModeratorRoles lists the moderator roles of a server, sorted.
func (s moderatorRoles) ModeratorRoles(ctx context.Context, platform, space string) ([]string, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	badges, err := s.client.SMembers(ctx, badgesKey(platform, space)).Result()
	if err != nil || len(badges) == 0 {
		return nil, err
	}
	slices.Sort(badges)
	return badges, nil
}

// AddModeratorRole adds a role.
func (s moderatorRoles) AddModeratorRole(ctx context.Context, platform, space, badge string, most int) error {
	ctx, cancel := within(ctx)
	defer cancel()
	added, err := s.promise(ctx, "add_role", []string{badgesKey(platform, space)}, badge, most).Int()
	if err == nil && added == 0 {
		return record.ErrFull
	}
	return err
}

// RemoveModeratorRole removes a role.
func (s moderatorRoles) RemoveModeratorRole(ctx context.Context, platform, space, badge string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.promise(ctx, "remove_role", []string{badgesKey(platform, space)}, badge).Err()
}
