package redisstore

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"prayerbot/commands/record"
)

// WarnedChats lists the chats that keep somebody's number. Redis's own scan passes over
// none that is there throughout, and may tell of one twice.
func (s chats) WarnedChats(ctx context.Context, person record.UserID) ([]record.Chat, error) {
	var all []record.Chat
	for at, more := uint64(0), true; more; more = at != 0 {
		page, next, err := s.warnedPage(ctx, person, at)
		if err != nil {
			return nil, err
		}
		all, at = append(all, page...), next
	}
	slices.SortFunc(all, func(a, b record.Chat) int { return cmp.Compare(a.ID.Key, b.ID.Key) })
	return slices.CompactFunc(all, func(a, b record.Chat) bool { return a.ID == b.ID }), nil
}

// warnedPage looks at a page of chats from a cursor on, and gives the next one; 0 where
// there is none.
func (s chats) warnedPage(ctx context.Context, person record.UserID, at uint64) ([]record.Chat, uint64, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	prefix := chatKey(person.Platform, "")
	server, err := s.server(ctx, prefix)
	if err != nil {
		return nil, 0, err
	}
	keys, next, err := server.Scan(ctx, at, prefix+"*", pageSize).Result()
	if err != nil {
		return nil, 0, err
	}
	for i := range keys {
		keys[i] = strings.TrimPrefix(keys[i], prefix)
	}
	read, _, err := s.readable(ctx, person.Platform, keys)
	return slices.DeleteFunc(read, func(c record.Chat) bool { return !c.Warns(person) }), next, err
}
