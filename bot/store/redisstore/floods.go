package redisstore

import (
	"context"
	"time"

	"prayerbot/commands/record"
)

// Knock adds to tallies and gives the strictest verdict: one script, which goes
// out together with what others ask.
func (s *Store) Knock(ctx context.Context, platform string, tallies []record.Tally, now time.Time) (record.Verdict, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	keys, args := []string{}, []any{now.UnixMilli()}
	for _, t := range tallies {
		keys = append(keys, knockKey(platform, t.Mark))
		args = append(args, t.Cost, t.Most, t.Span.Milliseconds(), t.Silence.Milliseconds())
	}
	verdict, err := s.run(ctx, "knock", keys, args...).Int()
	return record.Verdict(verdict), err
}
