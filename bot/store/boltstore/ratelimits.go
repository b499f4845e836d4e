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
	mu      sync.Mutex
	tallies map[string]tally
	next    time.Time // when old ones are looked for again
}

// tally is one count.
type tally struct {
	n      int
	until  time.Time
	silent bool
}

// sweepEvery is how often old tallies are looked for.
const sweepEvery = time.Minute

// CountRequest adds to counts and gives the strictest decision.
func (s *rateLimits) CountRequest(ctx context.Context, platform string, tallies []record.RateCount, now time.Time) (record.RateDecision, error) {
	if err := ctx.Err(); err != nil {
		return record.Allow, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire(now)
	for _, t := range tallies {
		if old, ok := s.tallies[join(platform, t.Key)]; ok && old.silent && now.Before(old.until) {
			return record.DenyAgain, nil
		}
	}
	verdict := record.Allow
	for _, t := range tallies {
		key := join(platform, t.Key)
		after, is := s.tallies[key].add(t, now)
		s.tallies[key] = after
		verdict = max(verdict, is)
	}
	return verdict, nil
}

// add counts a cost; what would be too much is not added.
func (old tally) add(t record.RateCount, now time.Time) (tally, record.RateDecision) {
	if !now.Before(old.until) {
		old = tally{until: now.Add(t.Window)}
	}
	switch {
	case old.n+t.Cost <= t.Max:
		old.n = max(0, old.n+t.Cost)
		return old, record.Allow
	case t.Mute > 0:
		return tally{until: now.Add(t.Mute), silent: true}, record.Deny
	}
	return old, record.Deny
}

// expire forgets what is over, now and then.
func (s *rateLimits) expire(now time.Time) {
	if s.tallies == nil {
		s.tallies = map[string]tally{}
	}
	if now.Before(s.next) && s.next.Sub(now) <= sweepEvery {
		return
	}
	s.next = now.Add(sweepEvery)
	for key, t := range s.tallies {
		if !now.Before(t.until) {
			delete(s.tallies, key)
		}
	}
}
