package redisstore

import (
	"context"
	"time"
)

// Hold takes or keeps a post for an owner. Where a newer program has begun to
// change the form of the data, nobody of this one holds a post.
func (s *Store) Hold(ctx context.Context, post, owner string, ttl time.Duration) (bool, error) {
	if err := s.outgrown(ctx); err != nil {
		return false, err
	}
	ctx, cancel := within(ctx)
	defer cancel()
	held, err := s.run(ctx, "hold", []string{postKey(post)}, owner, ttl.Milliseconds()).Int()
	return held == 1, err
}

// Leave gives a post up; no harm where it is not held.
func (s *Store) Leave(ctx context.Context, post, owner string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.run(ctx, "leave", []string{postKey(post)}, owner).Err()
}
