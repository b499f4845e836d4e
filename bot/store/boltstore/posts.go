package boltstore

import (
	"context"
	"time"
)

// A holding is who holds a post, and until when. The file belongs to one
// process, so its posts need not outlive it.
type holding struct {
	owner string
	until time.Time
}

// Hold takes or keeps a post for an owner.
func (s *Store) Hold(ctx context.Context, post, owner string, ttl time.Duration) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if h, ok := s.posts[post]; ok && h.owner != owner && now.Before(h.until) {
		return false, nil
	}
	s.posts[post] = holding{owner, now.Add(ttl)}
	return true, nil
}

// Leave gives a post up; no harm where it is not held.
func (s *Store) Leave(_ context.Context, post, owner string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.posts[post].owner == owner {
		delete(s.posts, post)
	}
	return nil
}
