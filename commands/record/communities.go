package record

import (
	"context"
	"slices"
	"time"
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
	// CreateCommunity stores a new one under the revision first.Next with its first
	// chat, as SetMembership would into it; where the chat does not belong to
	// first.From, the error is ErrChanged and nothing is stored.
	CreateCommunity(ctx context.Context, c Community, first Membership) error
	// CommunitiesOf lists the ids of those that a person owns.
	CommunitiesOf(ctx context.Context, person UserID) ([]string, error)
	// SaveCommunity stores one read at c.Revision under the new revision next
	// (random, never used before). Its codes lead to it from now on, and those
	// that it had before lead nowhere. Where c.Revision is not the stored one,
	// or nothing is stored, the error is ErrChanged, unless next is.
	SaveCommunity(ctx context.Context, c Community, next string) error
	// SetMembership moves a chat out of the community m.From and into m.To, durably,
	// under the chat's new revision. Where the chat belongs to neither, the error is
	// ErrChanged, where m.To is not stored ErrNotFound. A chat that was never stored
	// is stored with its group. Once it belongs, it asks for nothing any more. A
	// repeat does no harm, and does not move since when it belongs.
	SetMembership(ctx context.Context, m Membership) error
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

// A Membership is a chat's way from one community to another.
type Membership struct {
	Chat     ChatID
	GroupID  string // the server or group of Chat; "" is none
	From, To string // the communities' ids; "" is none
	Next     string // the chat's new revision: random, never used before
	At       time.Time
}

// Belongs is the chat once the membership is made: since when, and with nothing
// that it asks for.
func (m Membership) Belongs(chat Chat) Chat {
	chat.Community, chat.Revision, chat.Joined, chat.Asks = m.To, m.Next, stored(m.At), ""
	if m.To == "" {
		chat.Joined = time.Time{}
	}
	return chat
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
