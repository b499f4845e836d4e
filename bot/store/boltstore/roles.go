package boltstore

import (
	"context"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
)

// bucketRoles keeps the moderator roles of a group: platform, group, role.
var bucketRoles = []byte("badges")

// moderatorRoles keeps which roles make moderators.
type moderatorRoles struct{ *file }

// ModeratorRoles lists the moderator roles of a server, sorted.
func (s moderatorRoles) ModeratorRoles(ctx context.Context, platform, groupID string) (roles []string, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		roles = rolesOf(tx, platform, groupID)
		return nil
	})
	return roles, err
}

func rolesOf(tx *bbolt.Tx, platform, groupID string) (roles []string) {
	scan(tx, bucketRoles, join(platform, groupID)+sep, "", func(role, _ []byte) bool {
		roles = append(roles, string(role))
		return true
	})
	return roles
}

// AddModeratorRole adds a role.
func (s moderatorRoles) AddModeratorRole(ctx context.Context, platform, groupID, role string, most int) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		if err := record.MayAddRole(rolesOf(tx, platform, groupID), role, most); err != nil {
			return err
		}
		return tx.Bucket(bucketRoles).Put([]byte(join(platform, groupID, role)), []byte{})
	})
}

// RemoveModeratorRole removes a role.
func (s moderatorRoles) RemoveModeratorRole(ctx context.Context, platform, groupID, role string) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketRoles).Delete([]byte(join(platform, groupID, role)))
	})
}
