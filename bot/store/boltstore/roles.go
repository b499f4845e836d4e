package boltstore

import (
	"context"
	"slices"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
)

// bucketBadges keeps the trusted roles of a space: platform, space, role.
var bucketBadges = []byte("badges")

// moderatorRoles keeps which roles make moderators.
type moderatorRoles struct{ *file }

// ModeratorRoles lists the moderator roles of a server, sorted.
func (s moderatorRoles) ModeratorRoles(ctx context.Context, platform, space string) (badges []string, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		badges = badgesOf(tx, platform, space)
		return nil
	})
	return badges, err
}

func badgesOf(tx *bbolt.Tx, platform, space string) (badges []string) {
	scan(tx, bucketBadges, join(platform, space)+sep, "", func(badge, _ []byte) bool {
		badges = append(badges, string(badge))
		return true
	})
	return badges
}

// AddModeratorRole adds a role.
func (s moderatorRoles) AddModeratorRole(ctx context.Context, platform, space, badge string, most int) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		badges := badgesOf(tx, platform, space)
		if !slices.Contains(badges, badge) && len(badges) >= most {
			return record.ErrFull
		}
		return tx.Bucket(bucketBadges).Put([]byte(join(platform, space, badge)), []byte{})
	})
}

// RemoveModeratorRole removes a role.
func (s moderatorRoles) RemoveModeratorRole(ctx context.Context, platform, space, badge string) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketBadges).Delete([]byte(join(platform, space, badge)))
	})
}
