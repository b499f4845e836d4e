package redisstore

import (
	"context"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// restoringKey says that an archive comes in.
const restoringKey = "pb:restoring"

// BeginImport notes that an archive comes in.
func (s archives) BeginImport(ctx context.Context) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.client.Set(ctx, restoringKey, "1", 0).Err()
}

// HalfImported tells whether an archive came in by half.
func (s archives) HalfImported(ctx context.Context) (bool, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	n, err := s.client.Exists(ctx, restoringKey).Result()
	return n > 0, err
}

// FinishImport makes whole what no record says by itself.
func (s archives) FinishImport(ctx context.Context, now time.Time) error {
	err := s.eachServer(ctx, func(ctx context.Context, server redis.Cmdable) error {
		return eachPage(ctx, server, "pb:*", func(keys []string) error {
			for _, key := range keys {
				if is, _ := shapeOf(key); is.kind != "copies" {
					continue
				}
				if err := s.finishCopies(ctx, key, now); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	return s.client.Del(ctx, restoringKey).Err()
}

// finishCopies counts the copies of an announcement on a platform, and queues those
// that wait and are not queued. Those of one that is not stored are removed.
func (s archives) finishCopies(ctx context.Context, key string, now time.Time) error {
	platform, rest := partsOf(key)
	id := strings.TrimPrefix(rest, "copies:")
	stored, err := s.client.Exists(ctx, announcementKey(id)).Result()
	if err != nil {
		return err
	}
	if stored == 0 {
		return s.client.Del(ctx, key, countsKey(platform, id)).Err()
	}
	counts := map[string]int{}
	for at, more := uint64(0), true; more; more = at != 0 {
		pairs, next, err := s.client.HScan(ctx, key, at, "", pageSize).Result()
		if err != nil {
			return err
		}
		if err := s.queueWaiting(ctx, platform, id, pairs, counts, now); err != nil {
			return err
		}
		at = next
	}
	return s.setCounts(ctx, countsKey(platform, id), counts)
}

// queueWaiting counts a page of copies, chat and value by turns, and queues those that
// wait and are not queued.
func (s archives) queueWaiting(ctx context.Context, platform, id string, pairs []string, counts map[string]int, now time.Time) error {
	var waits []redis.Z
	for i := 0; i+1 < len(pairs); i += 2 {
		state, _ := record.DecodeCopy(pairs[i+1])
		counts[state.String()]++
		if state.Kind == record.CopyWaiting {
			d := outbox.Delivery{Chat: record.ChatID{Platform: platform, Key: pairs[i]}, Announcement: id}
			waits = append(waits, redis.Z{Score: float64(now.UnixMilli()), Member: d.Key()})
		}
	}
	if len(waits) == 0 {
		return nil
	}
	return s.client.ZAddNX(ctx, noticesKey(platform), waits...).Err()
}

// setCounts stores how many copies there are of each state.
func (s archives) setCounts(ctx context.Context, key string, counts map[string]int) error {
	pipe := s.client.Pipeline()
	pipe.Del(ctx, key)
	for state, n := range counts {
		pipe.HSet(ctx, key, state, n)
	}
	pipe.Expire(ctx, key, record.AnnouncementLife)
	_, err := pipe.Exec(ctx)
	return err
}
