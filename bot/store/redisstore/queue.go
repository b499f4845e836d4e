package redisstore

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
)

// maxLease bounds one lease, as lease.lua says.
const maxLease = 1000

// Lease takes what is due, of each kind the oldest first.
func (s *Store) Lease(ctx context.Context, platform string, now, until time.Time, want outbox.Want) ([]outbox.Lease, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	taken, err := s.run(ctx, "lease", []string{dueKey(platform), noticesKey(platform), triesKey(platform), leaseKey(platform)},
		now.UnixMilli(), until.UnixMilli(), min(want.All, maxLease), want.Share, want.Others, rand.Text()).StringSlice()
	if err != nil {
		return nil, err
	}
	leases := make([]outbox.Lease, 0, len(taken)/2)
	var l outbox.Lease
	for i, line := 0, ""; i+1 < len(taken); i += 2 {
		// Most lines are alike, because most deliveries are due at the same minute.
		if taken[i+1] != line {
			line = taken[i+1]
			if l, err = readLease(line); err != nil {
				return nil, fmt.Errorf("read a lease: %w", err)
			}
		}
		if l.Delivery, err = outbox.ParseKey(platform, taken[i]); err != nil {
			return nil, fmt.Errorf("read a lease: %w", err)
		}
		leases = append(leases, l)
	}
	return leases, nil
}

// readLease reads a line of tries: "due tries parts unknown token".
func readLease(line string) (outbox.Lease, error) {
	parts := strings.SplitN(line, " ", 5)
	if len(parts) != 5 {
		return outbox.Lease{}, fmt.Errorf("a line of tries has %d parts", len(parts))
	}
	r := reader{}
	l := outbox.Lease{
		Due: r.instant(parts[0]), Tries: r.number(parts[1]), Parts: r.number(parts[2]), Unknown: parts[3] == "1", Token: parts[4],
	}
	return l, r.err
}

// NextDue is when the earliest delivery is due or its lease runs out.
func (s *Store) NextDue(ctx context.Context, platform string) (time.Time, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	pipe := s.client.Pipeline()
	firsts := []*redis.ZSliceCmd{pipe.ZRangeWithScores(ctx, dueKey(platform), 0, 0), pipe.ZRangeWithScores(ctx, noticesKey(platform), 0, 0)}
	if _, err := pipe.Exec(ctx); err != nil {
		return time.Time{}, err
	}
	var next time.Time
	for _, first := range firsts {
		for _, z := range first.Val() {
			if at := time.UnixMilli(int64(z.Score)).UTC(); next.IsZero() || at.Before(next) {
				next = at
			}
		}
	}
	return next, nil
}

// lost is the error of a script that did not find the lease held.
func lost(held int64, err error) error {
	if err == nil && held == 0 {
		return outbox.ErrLost
	}
	return err
}

// Attempt notes that requests may go out.
func (s *Store) Attempt(ctx context.Context, leases []outbox.Lease) []error {
	ctx, cancel := within(ctx)
	defer cancel()
	args := make([]any, 0, 2*len(leases))
	for _, l := range leases {
		args = append(args, l.Key(), l.Token)
	}
	missing, err := s.run(ctx, "attempt", []string{triesKey(leases[0].Chat.Platform)}, args...).Int64Slice()
	errs := slices.Repeat([]error{err}, len(leases))
	for _, n := range missing {
		errs[n-1] = outbox.ErrLost
	}
	return errs
}

// PutBack ends a lease that has not succeeded.
func (s *Store) PutBack(ctx context.Context, l outbox.Lease, at time.Time) error {
	ctx, cancel := within(ctx)
	defer cancel()
	p := l.Chat.Platform
	return lost(s.run(ctx, "putback", []string{queueKey(l.Delivery), triesKey(p), copiesKey(p, l.Announcement)},
		l.Key(), l.Token, millis(at), l.Tries, l.Parts, flag(l.Unknown), l.Chat.Key, strings.Join(l.IDs, " ")).Int64())
}

// Depth counts what is due, what is queued in all, and what was set aside.
func (s *Store) Depth(ctx context.Context, platform string, now time.Time) (outbox.Depth, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	pipe := s.client.Pipeline()
	due, news := pipe.ZCount(ctx, dueKey(platform), "-inf", millis(now)), pipe.ZCount(ctx, noticesKey(platform), "-inf", millis(now))
	queued, waiting := pipe.ZCard(ctx, dueKey(platform)), pipe.ZCard(ctx, noticesKey(platform))
	dead := pipe.XLen(ctx, deadKey(platform))
	_, err := pipe.Exec(ctx)
	return outbox.Depth{Due: int(due.Val() + news.Val()), Queued: int(queued.Val() + waiting.Val()), Dead: int(dead.Val())}, err
}
