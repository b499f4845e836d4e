package redisstore

import (
	"context"
	"crypto/rand"
	"fmt"
	"strconv"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/commands"
)

// maxLease bounds one lease, as lease.lua says.
const maxLease = 1000

// Lease takes what is due, oldest first.
func (s *Store) Lease(ctx context.Context, platform string, now, until time.Time, n int) ([]outbox.Lease, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	request := rand.Text()
	taken, err := s.run(ctx, "lease", []string{dueKey(platform), triesKey(platform), leaseKey(platform)},
		now.UnixMilli(), until.UnixMilli(), min(n, maxLease), request).StringSlice()
	if err != nil {
		return nil, err
	}
	var leases []outbox.Lease
	for i := 0; i+5 <= len(taken); i += 5 {
		l, err := readLease(platform, taken[i:i+5])
		if err != nil {
			return nil, fmt.Errorf("read a lease: %w", err)
		}
		l.Token = request + "." + strconv.Itoa(i/5+1)
		leases = append(leases, l)
	}
	return leases, nil
}

func readLease(platform string, parts []string) (outbox.Lease, error) {
	d, err := outbox.ParseKey(platform, parts[0])
	if err != nil {
		return outbox.Lease{}, err
	}
	r := reader{}
	l := outbox.Lease{Delivery: d, Due: r.instant(parts[1]), Tries: r.number(parts[2]), Parts: r.number(parts[3]), Unknown: parts[4] == "1"}
	return l, r.err
}

// NextDue is when the earliest delivery is due or its lease runs out.
func (s *Store) NextDue(ctx context.Context, platform string) (time.Time, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	first, err := s.client.ZRangeWithScores(ctx, dueKey(platform), 0, 0).Result()
	if err != nil || len(first) == 0 {
		return time.Time{}, err
	}
	return time.UnixMilli(int64(first[0].Score)).UTC(), nil
}

// lost is the error of a script that did not find the lease held.
func lost(held int, err error) error {
	if err == nil && held == 0 {
		return outbox.ErrLost
	}
	return err
}

// Attempt notes that a request may have gone out.
func (s *Store) Attempt(ctx context.Context, l outbox.Lease) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return lost(s.run(ctx, "attempt", []string{triesKey(l.Chat.Platform)}, l.Key(), l.Token).Int())
}

// PutBack ends a lease that has not succeeded.
func (s *Store) PutBack(ctx context.Context, l outbox.Lease, at time.Time) error {
	ctx, cancel := within(ctx)
	defer cancel()
	p := l.Chat.Platform
	return lost(s.run(ctx, "putback", []string{dueKey(p), triesKey(p)},
		l.Key(), l.Token, millis(at), l.Tries, l.Parts, flag(l.Unknown)).Int())
}

// maxDead bounds what is kept of what was set aside; the oldest go first.
const maxDead = 10_000

// Finish settles a lease in one step.
func (s *Store) Finish(ctx context.Context, l outbox.Lease, r outbox.Result) error {
	ctx, cancel := within(ctx)
	defer cancel()
	p, chat := l.Chat.Platform, l.Chat.Key
	subscription := ""
	if l.Announcement == "" {
		subscription = strconv.Itoa(l.Subscription)
	}
	e := r.Entry
	return s.run(ctx, "finish",
		[]string{chatKey(p, chat), dueKey(p), triesKey(p), logKey(p, chat), deadKey(p)},
		l.Key(), l.Token, subscription, days(r.Slot), millis(r.Next), flag(r.Dead),
		commands.LedgerSize, newestLines, maxDead,
		e.Subscription, days(e.Date), string(e.Outcome), millis(e.At), e.Reason, formEntry(e), l.Tries, millis(r.Told)).Err()
}

// Depth counts what is due, what is queued in all, and what was set aside.
func (s *Store) Depth(ctx context.Context, platform string, now time.Time) (outbox.Depth, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	pipe := s.client.Pipeline()
	due := pipe.ZCount(ctx, dueKey(platform), "-inf", millis(now))
	queued := pipe.ZCard(ctx, dueKey(platform))
	dead := pipe.XLen(ctx, deadKey(platform))
	_, err := pipe.Exec(ctx)
	return outbox.Depth{Due: int(due.Val()), Queued: int(queued.Val()), Dead: int(dead.Val())}, err
}
