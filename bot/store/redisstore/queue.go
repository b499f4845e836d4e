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

// queue keeps what is due and in flight.
type queue struct{ *connection }

// Lease takes what is due, of each kind the oldest first.
func (s queue) Lease(ctx context.Context, platform string, now, until time.Time, want outbox.Want) ([]outbox.Lease, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	taken, err := s.run(ctx, "lease", []string{dueKey(platform), noticesKey(platform), triesKey(platform), leaseKey(platform)},
		now.UnixMilli(), until.UnixMilli(), min(want.All, maxLease), want.Share, want.Others, rand.Text()).StringSlice()
	if err != nil {
		return nil, err
	}
	leases := make([]outbox.Lease, 0, len(taken)/2)
	var strays []string
	var l outbox.Lease
	for i, line := 0, ""; i+1 < len(taken); i += 2 {
		if taken[i] == broken {
			s.unreadable.Note("delivery", triesKey(platform)+taken[i+1])
			continue
		}
		// Most lines are alike, because most deliveries are due at the same minute.
		if taken[i+1] != line {
			line = taken[i+1]
			if l, err = decodeLease(line); err != nil {
				s.unreadable.Note("delivery", triesKey(platform)+taken[i])
				l = outbox.Lease{Due: now.Truncate(time.Millisecond).UTC(), Unknown: true, Token: l.Token}
			}
		}
		d, err := outbox.ParseKey(platform, taken[i])
		if err != nil {
			strays = append(strays, taken[i])
			continue
		}
		l.Delivery = d
		leases = append(leases, l)
	}
	s.removeStrays(ctx, platform, strays)
	return leases, nil
}

// broken stands in the answer of lease.lua before a delivery whose line in
// tries could not be read.
const broken = ""

// removeStrays removes from the queues what is no delivery, and makes it a dead
// letter, which an operator sees. Where that fails, it comes up again.
func (s queue) removeStrays(ctx context.Context, platform string, strays []string) {
	for _, key := range strays {
		s.unreadable.Note("due time", dueKey(platform)+key)
		_ = s.run(ctx, "stray", []string{dueKey(platform), noticesKey(platform), triesKey(platform), deadKey(platform)}, key, maxDead).Err()
	}
}

// decodeLease reads a line of tries: "due tries parts unknown token".
func decodeLease(line string) (outbox.Lease, error) {
	parts := strings.SplitN(line, " ", 5)
	if len(parts) != 5 {
		return outbox.Lease{}, fmt.Errorf("a line of tries has %d parts", len(parts))
	}
	r := reader{}
	l := outbox.Lease{
		Due: r.instant(parts[0]), Tries: r.number(parts[1]), Parts: r.number(parts[2]), Unknown: parts[3] == "1", Token: parts[4],
	}
	if r.err != nil {
		return outbox.Lease{Token: l.Token}, r.err
	}
	return l, nil
}

// NextDue is when the earliest delivery is due or its lease runs out.
func (s queue) NextDue(ctx context.Context, platform string) (time.Time, error) {
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
func (s queue) Attempt(ctx context.Context, leases []outbox.Lease) []error {
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
func (s queue) PutBack(ctx context.Context, l outbox.Lease, at time.Time) error {
	ctx, cancel := within(ctx)
	defer cancel()
	p := l.Chat.Platform
	return lost(s.run(ctx, "putback", []string{queueKey(l.Delivery), triesKey(p), copiesKey(p, l.Announcement)},
		l.Key(), l.Token, millis(at), l.Tries, l.Parts, flag(l.Unknown), l.Chat.Key, strings.Join(l.IDs, " ")).Int64())
}

// Depth counts what is due, what is queued in all, and the dead letters.
func (s queue) Depth(ctx context.Context, platform string, now time.Time) (outbox.Depth, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	pipe := s.client.Pipeline()
	due, news := pipe.ZCount(ctx, dueKey(platform), "-inf", millis(now)), pipe.ZCount(ctx, noticesKey(platform), "-inf", millis(now))
	queued, waiting := pipe.ZCard(ctx, dueKey(platform)), pipe.ZCard(ctx, noticesKey(platform))
	dead := pipe.XLen(ctx, deadKey(platform))
	_, err := pipe.Exec(ctx)
	return outbox.Depth{Due: int(due.Val() + news.Val()), Queued: int(queued.Val() + waiting.Val()), Daily: int(queued.Val()), Dead: int(dead.Val())}, err
}
