package redisstore

import (
	"context"
	"time"
)

// locks keeps who holds which lock.
type locks struct{ *connection }

// Acquire takes or renews a lock for an owner. Where a newer program has begun to
// change the form of the data, nobody of this one holds a lock. What the server refuses
// is said with what to do.
func (s locks) Acquire(ctx context.Context, name, owner string, ttl time.Duration) (bool, error) {
	if err := s.outgrown(ctx); err != nil {
		return false, err
	}
	ctx, cancel := within(ctx)
	defer cancel()
	held, err := s.run(ctx, "acquire", []string{lockKey(name)}, owner, ttl.Milliseconds()).Int()
	return err == nil && held == 1, speak(err)
}

// Release gives a lock up; no harm where it is not held.
func (s locks) Release(ctx context.Context, name, owner string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.run(ctx, "release", []string{lockKey(name)}, owner).Err()
}
