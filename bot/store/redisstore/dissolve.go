package redisstore

import (
	"context"
	"crypto/rand"

	"prayerbot/commands/record"
)

// DeleteCommunity removes a community, and then frees its chats. Once the community
// itself is gone, what goes wrong is left to the next Expire.
func (s communities) DeleteCommunity(ctx context.Context, id string) error {
	short, cancel := within(ctx)
	defer cancel()
	if err := s.promise(short, "dissolve", []string{communityKey(id), codesKey, ownersKey, dissolvedKey}, id).Err(); err != nil {
		return err
	}
	_ = members{s.connection}.freeDissolved(short)
	return nil
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
		if err := s.run(ctx, "free", keys, id, rand.Text()).Err(); err != nil {
			return err
		}
	}
	return s.client.Del(ctx, membersKey(id, platform)).Err()
}

// renamed takes a chat's place in its community over to its new name, once the
// chat itself has it.
func (s members) renamed(ctx context.Context, from, there record.Chat) error {
	if err := s.strike(ctx, from.Community, from.ID); err != nil {
		return err
	}
	if err := s.strike(ctx, there.Community, there.ID); err != nil {
		return err
	}
	return s.strike(ctx, from.Community, there.ID)
}
