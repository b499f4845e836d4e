package redisstore

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/commands/record"
)

// Load counts the daily deliveries of a platform by the minute in which they are due, by
// one question for all minutes.
func (s queue) Load(ctx context.Context, platform string, from time.Time) ([]int, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	pipe := s.client.Pipeline()
	asked := make([]*redis.IntCmd, record.LoadMinutes)
	since := "-inf"
	for minute := range asked {
		end := millis(from.Truncate(time.Minute).Add(time.Duration(minute+1) * time.Minute))
		asked[minute] = pipe.ZCount(ctx, dueKey(platform), since, "("+end)
		since = end
	}
	_, err := pipe.Exec(ctx)
	minutes := make([]int, record.LoadMinutes)
	for minute, n := range asked {
		minutes[minute] = int(n.Val())
	}
	return minutes, err
}
