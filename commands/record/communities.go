package record

import (
	"context"
	"slices"
)

// Communities keeps communities and which chats belong to them. That a chat
// belongs is stated by Chat.Community, which CreateCommunity, SetMembership and
// DeleteCommunity alone change; one that names a community which is not stored
// any more means none.
type Communities interface {
	// Community reads one; ErrNotFound where it is not stored or was dissolved.
	Community(ctx context.Context, id string) (Community, error)
	// CommunityByCode reads the one that a join code leads to; ErrNotFound where it leads
	// nowhere.
	CommunityByCode(ctx context.Context, code string) (Community, error)
	// CreateCommunity stores a new one under the revision next with its first chat, as
	// SetMembership would; where the chat does not belong to from, the error is
	// ErrChanged and nothing is stored.
	CreateCommunity(ctx context.Context, c Community, next string, chat ChatID, groupID, from string) error
	// CommunitiesOf lists the ids of those that a person owns.
	CommunitiesOf(ctx context.Context, person UserID) ([]string, error)
	// SaveCommunity stores one read at c.Revision under the new revision next
	// (random, never used before). Its codes lead to it from now on, and those
	// that it had before lead nowhere. Where c.Revision is not the stored one,
	// or nothing is stored, the error is ErrChanged, unless next is.
	SaveCommunity(ctx context.Context, c Community, next string) error
	// SetMembership moves a chat out of the community from ("" is none) and into to
	// ("" is none), durably, under the chat's new revision next. Where the chat
	// belongs to neither, the error is ErrChanged, where to is not stored
	// ErrNotFound. A chat that was never stored is stored with its group. A repeat
	// does no harm.
	SetMembership(ctx context.Context, chat ChatID, groupID, from, to, next string) error
	// Members returns a page of a community's chats on a platform and the
	// cursor of the next page; "" begins and ends. A chat may come twice; one
	// that belongs throughout is never skipped.
	Members(ctx context.Context, id, platform, cursor string) (chats []Chat, next string, err error)
	// CountMembers says how many chats belong to a community on each platform.
	CountMembers(ctx context.Context, id string) (map[string]int, error)
	// DeleteCommunity removes a community, its codes and that chats belong to it. It
	// cannot be read any more when it returns; what is left after a crash
	// the next Expire removes. A repeat does no harm.
	DeleteCommunity(ctx context.Context, id string) error
}

// MayAddRole tells whether a role may be added to those of a server or group:
// ErrFull where there are most already. One that is there may be added again.
func MayAddRole(roles []string, role string, most int) error {
	if !slices.Contains(roles, role) && len(roles) >= most {
		return ErrFull
	}
	return nil
}

// ModeratorRoles keeps which roles (a platform's own roles) make somebody a moderator
// of a server or group.
type ModeratorRoles interface {
	// ModeratorRoles lists those of a server or group, sorted.
	ModeratorRoles(ctx context.Context, platform, groupID string) ([]string, error)
	// AddModeratorRole adds one, durably. Where there are most already, the error is
	// ErrFull.
	AddModeratorRole(ctx context.Context, platform, groupID, roleID string, most int) error
	// RemoveModeratorRole removes one, durably; no harm where it is not there.
	RemoveModeratorRole(ctx context.Context, platform, groupID, roleID string) error
}
