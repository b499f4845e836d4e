package boltstore

import (
	"context"
	"time"
)

// A lockHolder is who holds a lock, and until when. The file belongs to one
// process, so its locks need not outlive it.
type lockHolder struct {
	owner string
	until time.Time
}

// Acquire takes or renews a lock for an owner.
func (s *Store) Acquire(ctx context.Context, name, owner string, ttl time.Duration) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if h, ok := s.locks[name]; ok && h.owner != owner && now.Before(h.until) {
		return false, nil
	}
	s.locks[name] = lockHolder{owner, now.Add(ttl)}
	return true, nil
}

// Release gives a lock up; no harm where it is not held.
func (s *Store) Release(_ context.Context, name, owner string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.locks[name].owner == owner {
		delete(s.locks, name)
	}
	return nil
}
