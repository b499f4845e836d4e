package redisstore

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// Reclaim ends all leases on which no attempt was noted.
func (s queue) Reclaim(ctx context.Context, platform string) error {
	for at, more := uint64(0), true; more; more = at != 0 {
		next, err := s.reclaimPage(ctx, platform, at)
		if err != nil {
			return err
		}
		at = next
	}
	return nil
}

func (s queue) reclaimPage(ctx context.Context, platform string, at uint64) (uint64, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	pairs, next, err := s.client.HScan(ctx, triesKey(platform), at, "", pageSize).Result()
	if err != nil {
		return 0, err
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if !leasedOnly(pairs[i+1]) {
			continue
		}
		d, err := outbox.ParseKey(platform, pairs[i])
		if err != nil {
			continue // it is of no delivery, so nobody has it
		}
		err = s.run(ctx, "reclaim", []string{queueKey(d), triesKey(platform), leaseKey(platform)}, pairs[i], pairs[i+1]).Err()
		if err != nil {
			return 0, err
		}
	}
	return next, nil
}

// leasedOnly tells whether a line of tries is of a lease without an attempt.
func leasedOnly(state string) bool {
	l, err := decodeLease(state)
	return err == nil && !l.Due.IsZero() && !l.Unknown && l.Token != ""
}

// Pause remembers that the platform asks everyone to wait.
func (s queue) Pause(ctx context.Context, platform string, until time.Time) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.run(ctx, "pause", []string{pauseKey(platform)}, millis(until), pauseKept.Milliseconds()).Err()
}

// pauseKept is how long a pause is remembered: longer than a platform asks for.
const pauseKept = 24 * time.Hour

// Paused is until when the platform asks everyone to wait.
func (s queue) Paused(ctx context.Context, platform string) (time.Time, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	text, err := s.client.Get(ctx, pauseKey(platform)).Result()
	if err == redis.Nil {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	until, err := instant(text)
	if err != nil {
		return time.Time{}, s.setAside(ctx, "pause", pauseKey(platform))
	}
	return until, nil
}

// Reconcile looks at a page of chats, as outbox.Queue says. The cursor is that of
// Redis's own scan, which passes over nothing that is there throughout.
func (s queue) Reconcile(ctx context.Context, platform, cursor string, slack time.Duration, due func(record.Chat) map[int]time.Time) (string, int, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	at, err := position(cursor)
	if err != nil {
		return "", 0, err
	}
	server, err := s.server(ctx, dueKey(platform))
	if err != nil {
		return "", 0, err
	}
	prefix := chatKey(platform, "")
	keys, at, err := server.Scan(ctx, at, prefix+"*", pageSize).Result()
	if err != nil {
		return "", 0, err
	}
	wanted, err := s.wanted(ctx, platform, prefix, keys, due)
	if err != nil {
		return "", 0, err
	}
	reconciled, err := s.reconcile(ctx, platform, wanted, slack)
	if err != nil || at == 0 {
		return "", reconciled, err
	}
	return strconv.FormatUint(at, 10), reconciled, nil
}

// position reads a cursor; "" is the beginning.
func position(cursor string) (uint64, error) {
	if cursor == "" {
		return 0, nil
	}
	at, err := strconv.ParseUint(cursor, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("read a cursor: %w", err)
	}
	return at, nil
}

// A wish is when a delivery has to be due, as long as the last date that its
// subscription has finished is the one that was read.
type wish struct {
	due  time.Time
	last content.Date
}

// wanted is when each delivery of the chats has to be due.
func (s queue) wanted(ctx context.Context, platform, prefix string, keys []string, due func(record.Chat) map[int]time.Time) (map[outbox.Delivery]wish, error) {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = strings.TrimPrefix(key, prefix)
	}
	chats, _, err := chats(s).readable(ctx, platform, names)
	if err != nil {
		return nil, err
	}
	wanted := map[outbox.Delivery]wish{}
	for _, chat := range chats {
		for subscription, at := range due(chat) {
			if sub := chat.Subscription(subscription); sub != nil {
				wanted[outbox.Delivery{Chat: chat.ID, Subscription: subscription}] = wish{at, sub.Last}
			}
		}
	}
	return wanted, nil
}

// reconcile queues what is missing and brings forward what is hidden.
func (s queue) reconcile(ctx context.Context, platform string, wanted map[outbox.Delivery]wish, slack time.Duration) (int, error) {
	if len(wanted) == 0 {
		return 0, nil
	}
	keys, args := []string{dueKey(platform), triesKey(platform)}, []any{slack.Milliseconds()}
	for d, w := range wanted {
		keys = append(keys, chatKey(platform, d.Chat.Key))
		args = append(args, d.Key(), d.Subscription, millis(w.due), days(w.last))
	}
	return s.runOnce(ctx, "reconcile", platform, keys, args...).Int()
}
