package redisstore

import (
	"context"
	"errors"
	"time"

	"prayerbot/bot/store/archive"
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
	if err := s.notRestoring(ctx, name); err != nil {
		return false, err
	}
	held, err := s.run(ctx, "acquire", []string{lockKey(name)}, owner, ttl.Milliseconds()).Int()
	return err == nil && held == 1, speak(err)
}

// errRestoring says why nobody may work on the store.
var errRestoring = errors.New("a restore into this store is under way: wait for its end, and start the bot again")

// notRestoring refuses every lock but its own while somebody restores.
func (s locks) notRestoring(ctx context.Context, name string) error {
	if name == archive.RestoreLock {
		return nil
	}
	n, err := s.client.Exists(ctx, lockKey(archive.RestoreLock)).Result()
	switch {
	case err != nil:
		return speak(err)
	case n > 0:
		return errRestoring
	}
	return nil
}

// Release gives a lock up; no harm where it is not held.
func (s locks) Release(ctx context.Context, name, owner string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.run(ctx, "release", []string{lockKey(name)}, owner).Err()
}
