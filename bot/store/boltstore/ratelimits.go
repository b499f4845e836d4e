package boltstore

import (
	"context"
	"sync"
	"time"

	"prayerbot/commands/record"
)

// rateLimits counts who asks how often, in memory: it is worth no write to the
// disk, and a restart may begin anew.
type rateLimits struct {
	mu     sync.Mutex
	counts map[string]count
	next   time.Time // when old ones are looked for again
}

// A count is how much somebody has asked for within a span.
type count struct {
	n      int
	until  time.Time
	silent bool
}

// expireEvery is how often old counts are looked for.
const expireEvery = time.Minute

// CountRequest adds to counts and gives the strictest decision.
func (s *rateLimits) CountRequest(ctx context.Context, platform string, counts []record.RateCount, now time.Time) (record.RateDecision, error) {
	if err := ctx.Err(); err != nil {
		return record.Allow, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire(now)
	for _, t := range counts {
		if old, ok := s.counts[join(platform, t.Key)]; ok && old.silent && now.Before(old.until) {
			return record.DenyAgain, nil
		}
	}
	decision := record.Allow
	for _, t := range counts {
		key := join(platform, t.Key)
		after, is := s.counts[key].add(t, now)
		s.counts[key] = after
		decision = max(decision, is)
	}
	return decision, nil
}

// add counts a cost; what would be too much is not added.
func (old count) add(t record.RateCount, now time.Time) (count, record.RateDecision) {
	if !now.Before(old.until) {
		old = count{until: now.Add(t.Window)}
	}
	switch {
	case old.n+t.Cost <= t.Max:
		old.n = max(0, old.n+t.Cost)
		return old, record.Allow
	case t.Mute > 0:
		return count{until: now.Add(t.Mute), silent: true}, record.Deny
	}
	return old, record.Deny
}

// expire forgets what is over, now and then.
func (s *rateLimits) expire(now time.Time) {
	if s.counts == nil {
		s.counts = map[string]count{}
	}
	if now.Before(s.next) && s.next.Sub(now) <= expireEvery {
		return
	}
	s.next = now.Add(expireEvery)
	for key, t := range s.counts {
		if !now.Before(t.until) {
			delete(s.counts, key)
		}
	}
}
