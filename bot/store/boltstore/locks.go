package boltstore

import (
	"context"
	"sync"
	"time"
)

// locks keeps who holds which lock.
type locks struct {
	mu      sync.Mutex
	holders map[string]lockHolder // nil is none
}

// A lockHolder is who holds a lock, and until when. The file belongs to one
// process, so its locks need not outlive it.
type lockHolder struct {
	owner string
	until time.Time
}

// Acquire takes or renews a lock for an owner.
func (s *locks) Acquire(ctx context.Context, name, owner string, ttl time.Duration) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if h, ok := s.holders[name]; ok && h.owner != owner && now.Before(h.until) {
		return false, nil
	}
	if s.holders == nil {
		s.holders = map[string]lockHolder{}
	}
	s.holders[name] = lockHolder{owner, now.Add(ttl)}
	return true, nil
}

// Release gives a lock up; no harm where it is not held.
func (s *locks) Release(_ context.Context, name, owner string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.holders[name].owner == owner {
		delete(s.holders, name)
	}
	return nil
}
