package boltstore

import (
	"context"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
)

// Load counts the daily deliveries of a platform by the minute in which they are due.
func (s queue) Load(ctx context.Context, platform string, from time.Time) ([]int, error) {
	from = from.Truncate(time.Minute)
	minutes := make([]int, record.LoadMinutes)
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		eachLoad(tx, bucketDue, platform, func(at time.Time, n int) bool {
			minute := max(0, int(at.Sub(from)/time.Minute))
			if minute < record.LoadMinutes {
				minutes[minute] += n
			}
			return minute < record.LoadMinutes
		})
		return nil
	})
	return minutes, err
}
