package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"strconv"

	"github.com/redis/go-redis/v9"

	"prayerbot/commands/record"
)

// members keeps which chats belong to which community.
type members struct{ *connection }

// SetMembership moves a chat out of one community and into another. The lists are in
// another place of a Cluster than the chats, so they may for a moment hold a
// chat that does not belong; a chat that belongs is never missing there.
func (s members) SetMembership(ctx context.Context, m record.Membership) error {
	ctx, cancel := within(ctx)
	defer cancel()
	if err := s.notePlatform(ctx, m.Chat.Platform); err != nil {
		return err
	}
	if err := s.addMember(ctx, m.To, m.Chat); err != nil {
		return err
	}
	answer, err := s.move(ctx, m)
	if wrongType(err) {
		err = errors.Join(s.unreadable.Error("chat", chatKey(m.Chat.Platform, m.Chat.Key)), s.removeMember(ctx, m.To, m.Chat))
	}
	if err != nil {
		return err
	}
	if answer == "changed" {
		return errors.Join(record.ErrChanged, s.removeMember(ctx, m.To, m.Chat))
	}
	// The community may have been dissolved meanwhile, or the chat struck off
	// by somebody who saw it leave before.
	if err := s.addMember(ctx, m.To, m.Chat); err != nil {
		_, undo := s.move(ctx, record.Membership{Chat: m.Chat, From: m.To, Next: rand.Text()})
		return errors.Join(err, undo)
	}
	return s.removeMember(ctx, m.From, m.Chat)
}

// move changes the chat's own record.
func (s members) move(ctx context.Context, m record.Membership) (string, error) {
	after := m.Belongs(record.Chat{})
	return s.promise(ctx, "set_membership", []string{chatKey(m.Chat.Platform, m.Chat.Key)},
		m.From, m.To, m.GroupID, m.Next, millis(after.Joined)).Text()
}

// addMember lists a chat; ErrNotFound where the community is not there. "" is none.
func (s members) addMember(ctx context.Context, id string, chat record.ChatID) error {
	if id == "" {
		return nil
	}
	listed, err := s.run(ctx, "add_member", []string{communityKey(id), membersKey(id, chat.Platform)}, chat.Key).Int()
	if err == nil && listed == 0 {
		return record.ErrNotFound
	}
	return err
}

// removeMember takes a chat off a list, unless it has come to belong again meanwhile.
func (s members) removeMember(ctx context.Context, id string, chat record.ChatID) error {
	if id == "" {
		return nil
	}
	if err := s.client.SRem(ctx, membersKey(id, chat.Platform), chat.Key).Err(); err != nil {
		return err
	}
	now, err := chats(s).Chat(ctx, chat)
	if unreadable := (*record.UnreadableError)(nil); errors.As(err, &unreadable) {
		return nil
	}
	if err != nil || now.Community != id {
		return err
	}
	if err := s.addMember(ctx, id, chat); !errors.Is(err, record.ErrNotFound) {
		return err
	}
	return nil
}

// Members returns a page of a community's chats on a platform. The cursor is
// that of Redis's own scan.
func (s members) Members(ctx context.Context, id, platform, cursor string) (chats []record.Chat, next string, err error) {
	ctx, cancel := within(ctx)
	defer cancel()
	at, err := position(cursor)
	if err != nil {
		return nil, "", err
	}
	keys, at, err := s.client.SScan(ctx, membersKey(id, platform), at, "", pageSize).Result()
	if err != nil {
		return nil, "", err
	}
	if at != 0 {
		next = strconv.FormatUint(at, 10)
	}
	chats, err = s.belonging(ctx, id, platform, keys)
	return chats, next, err
}

// belonging reads those of the chats that belong to a community by their own
// record. The others, left over by a crash, are struck off.
func (s members) belonging(ctx context.Context, id, platform string, keys []string) ([]record.Chat, error) {
	all, _, err := chats(s).readable(ctx, platform, keys)
	if err != nil {
		return nil, err
	}
	var chats []record.Chat
	for _, chat := range all {
		if chat.Community == id {
			chats = append(chats, chat)
		} else if err := s.removeMember(ctx, id, chat.ID); err != nil {
			return nil, err
		}
	}
	return chats, nil
}

// CountMembers says how many chats belong to a community on each platform.
func (s members) CountMembers(ctx context.Context, id string) (map[string]int, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	platforms, err := s.client.SMembers(ctx, platformsKey).Result()
	if err != nil || len(platforms) == 0 {
		return nil, err
	}
	pipe := s.client.Pipeline()
	sizes := map[string]*redis.IntCmd{}
	for _, platform := range platforms {
		sizes[platform] = pipe.SCard(ctx, membersKey(id, platform))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for platform, size := range sizes {
		if n := int(size.Val()); n > 0 {
			counts[platform] = n
		}
	}
	return counts, nil
}

// freeDissolved frees the chats of all dissolved communities.
func (s members) freeDissolved(ctx context.Context) error {
	ctx, cancel := within(ctx)
	defer cancel()
	ids, err := s.client.SMembers(ctx, dissolvedKey).Result()
	if err != nil || len(ids) == 0 {
		return err
	}
	platforms, err := s.client.SMembers(ctx, platformsKey).Result()
	if err != nil {
		return err
	}
	for _, id := range ids {
		for _, platform := range platforms {
			if err := s.freeMembers(ctx, id, platform); err != nil {
				return err
			}
		}
		if err := s.client.SRem(ctx, dissolvedKey, id).Err(); err != nil {
			return err
		}
	}
	return nil
}

// freeMembers frees the chats of a dissolved community on a platform, a page
// at a time.
func (s members) freeMembers(ctx context.Context, id, platform string) error {
	for at, more := uint64(0), true; more; more = at != 0 {
		keys, next, err := s.client.SScan(ctx, membersKey(id, platform), at, "", pageSize).Result()
		if err != nil {
			return err
		}
		at = next
		if len(keys) == 0 {
			continue
		}
		for i, key := range keys {
			keys[i] = chatKey(platform, key)
		}
		if err := s.run(ctx, "free_members", keys, id, rand.Text()).Err(); err != nil {
			return err
		}
	}
	return s.client.Del(ctx, membersKey(id, platform)).Err()
}

// renamed takes a chat's place in its community over to its new name, once the
// chat itself has it.
func (s members) renamed(ctx context.Context, from, there record.Chat) error {
	if err := s.removeMember(ctx, from.Community, from.ID); err != nil {
		return err
	}
	if err := s.removeMember(ctx, there.Community, there.ID); err != nil {
		return err
	}
	return s.removeMember(ctx, from.Community, there.ID)
}
