package redisstore

import (
	"context"
	"math"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/commands/record"
)

// Allow counts an announcement among those of the last hour.
func (s announcements) Allow(ctx context.Context, a record.Announcement, most int, now time.Time) (time.Time, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	for {
		scores, err := s.client.ZRangeWithScores(ctx, recentKey(a.To), 0, -1).Result()
		if err != nil {
			return time.Time{}, err
		}
		before := recentOf(scores)
		after, again := before.Allow(a.ID, most, now)
		if !again.IsZero() {
			return again, nil
		}
		args := []any{a.ID, millis(now), record.RecentSpan.Milliseconds(), len(scores)}
		for _, z := range scores {
			id, _ := z.Member.(string)
			at, stays := after[id]
			args = append(args, id, flag(stays && at.Equal(before[id])))
		}
		set, err := s.run(ctx, "count_announcement", []string{recentKey(a.To)}, args...).Int()
		if err != nil || set == 1 {
			return time.Time{}, err
		}
	}
}

// recentOf reads the announcements of an audience. A score that is no time is one
// that counts no more.
func recentOf(scores []redis.Z) record.Recent {
	const never = math.MaxInt32 * 1000 * 1000
	recent := record.Recent{}
	for _, z := range scores {
		if id, is := z.Member.(string); is && math.Abs(z.Score) < never {
			recent[id] = time.UnixMilli(int64(z.Score)).UTC()
		}
	}
	return recent
}
