package redisstore

import (
	"context"
	"crypto/rand"
	"time"

	"prayerbot/commands/record"
)

// rateLimits counts who asks how often.
type rateLimits struct{ *connection }

// CountRequest adds to counts and gives the strictest decision: one script, which goes
// out together with what others ask.
func (s rateLimits) CountRequest(ctx context.Context, platform string, counts []record.RateCount, now time.Time) (record.RateDecision, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	keys, args := []string{}, []any{now.UnixMilli(), rand.Text()}
	for _, t := range counts {
		keys = append(keys, rateKey(platform, t.Key))
		args = append(args, t.Cost, t.Max, t.Window.Milliseconds(), t.Mute.Milliseconds())
	}
	decision, err := s.run(ctx, "count_request", keys, args...).Int()
	return record.RateDecision(decision), err
}
