package redisstore

import (
	"context"
	"fmt"
	"hash/maphash"
	"strconv"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/commands"
)

// pageSize is about how many chats are looked at for one page.
const pageSize = 1000

// Listeners returns a page of the chats that an announcement goes to. The
// cursor is that of Redis's own scan, which passes over nothing that is there
// throughout.
func (s *Store) Listeners(ctx context.Context, platform string, a commands.Announcement, cursor string) (chats []commands.ChatID, next string, err error) {
	ctx, cancel := within(ctx)
	defer cancel()
	at, err := position(cursor)
	if err != nil {
		return nil, "", err
	}
	switch {
	case a.Everyone:
		chats, at, err = s.everyone(ctx, platform, at)
	case platform != a.From.Platform:
		return nil, "", nil
	case a.Space == "":
		chats, err = s.subscribed(ctx, platform, []string{a.From.Key}, "")
		at = 0
	default:
		chats, at, err = s.ofSpace(ctx, platform, a.Space, at)
	}
	if err != nil || at == 0 {
		return chats, "", err
	}
	return chats, strconv.FormatUint(at, 10), nil
}

// everyone is a page of the chats that have a daily delivery in the queue.
func (s *Store) everyone(ctx context.Context, platform string, at uint64) ([]commands.ChatID, uint64, error) {
	pairs, at, err := s.client.ZScan(ctx, dueKey(platform), at, "s/*", pageSize).Result()
	if err != nil {
		return nil, 0, err
	}
	var chats []commands.ChatID
	for i := 0; i < len(pairs); i += 2 {
		d, err := outbox.ParseKey(platform, pairs[i])
		if err != nil {
			return nil, 0, fmt.Errorf("read a delivery: %w", err)
		}
		chats = append(chats, d.Chat)
	}
	return chats, at, nil
}

// ofSpace is a page of the subscribed chats of a server or group.
func (s *Store) ofSpace(ctx context.Context, platform, space string, at uint64) ([]commands.ChatID, uint64, error) {
	keys, at, err := s.client.SScan(ctx, spaceKey(platform, space), at, "", pageSize).Result()
	if err != nil {
		return nil, 0, err
	}
	chats, err := s.subscribed(ctx, platform, keys, space)
	return chats, at, err
}

// subscribed keeps those chats that belong to the space ("" is any) and have a
// daily delivery in the queue.
func (s *Store) subscribed(ctx context.Context, platform string, keys []string, space string) ([]commands.ChatID, error) {
	pipe := s.client.Pipeline()
	var forms []*redis.MapStringStringCmd
	for _, key := range keys {
		forms = append(forms, pipe.HGetAll(ctx, chatKey(platform, key)))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	var chats []commands.ChatID
	for i, key := range keys {
		form := forms[i].Val()
		if space != "" && form["s"] != space {
			continue
		}
		is, err := s.isQueued(ctx, platform, key, form)
		if err != nil {
			return nil, err
		}
		if is {
			chats = append(chats, commands.ChatID{Platform: platform, Key: key})
		}
	}
	return chats, nil
}

// isQueued tells whether one of a chat's subscriptions is in the queue.
func (s *Store) isQueued(ctx context.Context, platform, key string, form map[string]string) (bool, error) {
	var members []string
	for field := range form {
		if n, err := strconv.Atoi(field); err == nil {
			members = append(members, outbox.Delivery{Chat: commands.ChatID{Platform: platform, Key: key}, Subscription: n}.Key())
		}
	}
	for _, member := range members {
		err := s.client.ZScore(ctx, dueKey(platform), member).Err()
		if err != redis.Nil {
			return err == nil, err
		}
	}
	return false, nil
}

// Audience counts the chats that would receive an announcement now. A scan may
// show a chat twice, so the chats are remembered by their hash.
func (s *Store) Audience(ctx context.Context, a commands.Announcement) (int, error) {
	platforms := []string{a.From.Platform}
	if a.Everyone {
		short, cancel := within(ctx)
		defer cancel()
		all, err := s.client.SMembers(short, platformsKey).Result()
		if err != nil {
			return 0, err
		}
		platforms = all
	}
	seen := map[uint64]bool{}
	seed := maphash.MakeSeed()
	for _, platform := range platforms {
		for cursor, more := "", true; more; more = cursor != "" {
			chats, next, err := s.Listeners(ctx, platform, a, cursor)
			if err != nil {
				return 0, err
			}
			for _, chat := range chats {
				seen[maphash.String(seed, chat.String())] = true
			}
			cursor = next
		}
	}
	return len(seen), nil
}
