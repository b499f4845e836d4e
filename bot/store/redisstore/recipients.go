package redisstore

import (
	"context"
	"errors"
	"hash/maphash"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// pageSize is about how many chats are looked at for one page.
const pageSize = 1000

// recipients finds the chats that an announcement goes to.
type recipients struct{ *connection }

// Recipients returns a page of the chats that an announcement goes to. The
// cursor is that of Redis's own scan, which passes over nothing that is there
// throughout.
func (s recipients) Recipients(ctx context.Context, platform string, a record.Announcement, cursor string) (chats []record.ChatID, next string, err error) {
	ctx, cancel := within(ctx)
	defer cancel()
	at, err := position(cursor)
	if err != nil {
		return nil, "", err
	}
	if only := a.To.Platform(); only != "" && only != platform {
		return nil, "", ctx.Err()
	}
	if one, is := a.To.One(); is {
		return []record.ChatID{one}, "", ctx.Err()
	}
	switch a.To.Kind {
	case record.ToEveryone, record.ToPlatform:
		chats, at, err = s.everyone(ctx, platform, at)
	case record.ToCountry, record.ToRegion:
		chats, at, err = s.followers(ctx, platform, a, at)
	case record.ToCommunity, record.ToGroups:
		return s.ofCommunity(ctx, platform, a, cursor)
	case record.ToGroup:
		chats, at, err = s.ofGroup(ctx, platform, a, at)
	case record.ToRecall:
		chats, at, err = s.recalled(ctx, platform, a, at)
	default:
		chats, err = s.subscribed(ctx, platform, []record.ChatID{a.To.Place()}, a, nil)
		at = 0
	}
	if err != nil || at == 0 {
		return chats, "", err
	}
	return chats, strconv.FormatUint(at, 10), nil
}

// everyone is a page of the chats that have a daily delivery in the queue.
func (s recipients) everyone(ctx context.Context, platform string, at uint64) ([]record.ChatID, uint64, error) {
	pairs, at, err := s.client.ZScan(ctx, dueKey(platform), at, "s/*", pageSize).Result()
	if err != nil {
		return nil, 0, err
	}
	var chats []record.ChatID
	for i := 0; i < len(pairs); i += 2 {
		if d, err := outbox.ParseKey(platform, pairs[i]); err == nil {
			chats = append(chats, d.Chat)
		} // whoever leases what cannot be read will say so
	}
	return chats, at, nil
}

// followers is a page of the chats whose subscriptions chose what an
// announcement is about.
func (s recipients) followers(ctx context.Context, platform string, a record.Announcement, at uint64) ([]record.ChatID, uint64, error) {
	queued, at, err := s.everyone(ctx, platform, at)
	if err != nil {
		return nil, 0, err
	}
	all, _, err := chats(s).readable(ctx, platform, keysOfChats(queued))
	if err != nil {
		return nil, 0, err
	}
	var following []record.ChatID
	for _, chat := range all {
		if a.Includes(chat) {
			following = append(following, chat.ID)
		}
	}
	return following, at, nil
}

// ofGroup is a page of the subscribed chats of a server or group.
func (s recipients) ofGroup(ctx context.Context, platform string, a record.Announcement, at uint64) ([]record.ChatID, uint64, error) {
	keys, at, err := s.client.SScan(ctx, groupKey(platform, a.To.Place().Key), at, "", pageSize).Result()
	var chats []record.ChatID
	for _, key := range keys {
		chats = append(chats, record.ChatID{Platform: platform, Key: key})
	}
	chats, err = s.subscribed(ctx, platform, chats, a, err)
	return chats, at, err
}

// ofCommunity is a page of the chats of a community that can be written to. One
// that was dissolved has none.
func (s recipients) ofCommunity(ctx context.Context, platform string, a record.Announcement, cursor string) ([]record.ChatID, string, error) {
	if _, err := communities(s).Community(ctx, a.To.Key); err != nil {
		if errors.Is(err, record.ErrNotFound) {
			err = nil
		}
		return nil, "", err
	}
	members, next, err := members(s).Members(ctx, a.To.Key, platform, cursor)
	var chats []record.ChatID
	for _, chat := range members {
		if chat.Stopped == "" && a.Includes(chat) {
			chats = append(chats, chat.ID)
		}
	}
	return chats, next, err
}

// subscribed keeps those chats that have a daily delivery in the queue and, where
// a group is asked for, belong to it.
func (s recipients) subscribed(ctx context.Context, platform string, all []record.ChatID, a record.Announcement, err error) ([]record.ChatID, error) {
	if err != nil || len(all) == 0 {
		return nil, err
	}
	read, hashes, err := chats(s).readable(ctx, platform, keysOfChats(all))
	if err != nil {
		return nil, err
	}
	var wanted []record.Chat
	for i, chat := range read {
		if a.To.Kind != record.ToGroup || hashes[i]["s"] == a.To.Place().Key {
			wanted = append(wanted, chat)
		}
	}
	return s.queued(ctx, platform, wanted)
}

// keysOfChats are the chats' own keys.
func keysOfChats(chats []record.ChatID) []string {
	keys := make([]string, len(chats))
	for i, chat := range chats {
		keys[i] = chat.Key
	}
	return keys
}

// queued keeps those chats of which a subscription is in the queue, by one
// question for all.
func (s recipients) queued(ctx context.Context, platform string, all []record.Chat) ([]record.ChatID, error) {
	pipe := s.client.Pipeline()
	var asked []*redis.FloatCmd
	var of []record.ChatID
	for _, chat := range all {
		for _, sub := range chat.Subscriptions {
			asked = append(asked, pipe.ZScore(ctx, dueKey(platform), outbox.Delivery{Chat: chat.ID, Subscription: sub.ID}.Key()))
			of = append(of, chat.ID)
		}
	}
	_, _ = pipe.Exec(ctx) // each command has its own error
	var chats []record.ChatID
	for i, is := range asked {
		switch err := is.Err(); {
		case errors.Is(err, redis.Nil):
		case err != nil:
			return nil, err
		case len(chats) == 0 || chats[len(chats)-1] != of[i]:
			chats = append(chats, of[i])
		}
	}
	return chats, nil
}

// Audience counts the chats that would receive an announcement now. A scan may
// show a chat twice, so the chats are remembered by their hash.
func (s recipients) Audience(ctx context.Context, a record.Announcement) (int, error) {
	platforms := []string{a.To.Platform()}
	if platforms[0] == "" {
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
			chats, next, err := s.Recipients(ctx, platform, a, cursor)
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

// recalled is a page of the chats of a platform of whose messages a recall takes
// some back. Those are looked through that are paused or stopped too.
func (s recipients) recalled(ctx context.Context, platform string, a record.Announcement, at uint64) ([]record.ChatID, uint64, error) {
	server, err := s.server(ctx, dueKey(platform))
	if err != nil {
		return nil, 0, err
	}
	prefix := chatKey(platform, "")
	keys, at, err := server.Scan(ctx, at, globbed.Replace(prefix)+"*", pageSize).Result()
	if err != nil {
		return nil, 0, err
	}
	for i := range keys {
		keys[i] = strings.TrimPrefix(keys[i], prefix)
	}
	all, _, err := chats(s).readable(ctx, platform, keys)
	var chats []record.ChatID
	for _, chat := range all {
		if a.Includes(chat) {
			chats = append(chats, chat.ID)
		}
	}
	return chats, at, err
}
