package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/clock"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store/redisstore"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// many is all that is measured with many subscriptions on one server, which
// were due over the hour that began five hours ago.
func many(r *rig) []row {
	server := r.redis()
	on := r.fresh(server)
	store, raw := on.store, on.raw
	before := usedMemory(r, raw)
	first := time.Now().Truncate(time.Minute).Add(-backlogAge)
	r.must(fill(r, store, "telegram", r.size.many, func(i int) time.Time { return first.Add(minuteOf(i)) }))
	bare := usedMemory(r, raw) - before
	cost := leaseCost(r, store)
	before = usedMemory(r, raw)
	recordWeek(r, store, raw)
	week := bare + usedMemory(r, raw) - before
	each := func(bytes int) string { return fmt.Sprintf("%d bytes", bytes/r.size.many) }
	subscriptions := thousands(r.size.many) + " subscriptions"
	rows := []row{
		{"Redis memory for each of " + subscriptions + ", all keys counted", each(bare), "", "", "at most 320"},
		{"The same with seven recorded outcomes each", each(week), "", "", "at most 400"},
	}
	return append(append(rows, cost...), backlog(r, server, raw, first)...)
}

// backlogAge is how long the bot was down.
const backlogAge = 5 * time.Hour

// minuteOf is when the i-th is due: as people choose, all over the hour.
func minuteOf(i int) time.Duration { return time.Duration(i%60) * time.Minute }

// usedMemory is what the server says that it uses, once it is at rest.
func usedMemory(r *rig, raw *redis.Client) int {
	r.must(clock.System{}.Sleep(r, 2*time.Second))
	info, err := raw.Info(r, "memory").Result()
	r.must(err)
	_, rest, _ := strings.Cut(info, "used_memory:")
	number, _, _ := strings.Cut(rest, "\r\n")
	n, err := strconv.Atoi(number)
	r.must(err)
	return n
}

// recordWeek gives every chat seven recorded outcomes: the first chat by real
// deliveries, the others a copy of what these have left in its record, with
// the same commands in pipelines. (Seven times a million deliveries would take
// too long.)
func recordWeek(r *rig, store *redisstore.Store, raw *redis.Client) {
	model := deliveredWeek(r, store)
	fields, err := raw.HMGet(r, model, "a", "b").Result()
	r.must(err)
	const page = 1000
	for i := 0; i < r.size.many; i += page {
		pipe := raw.Pipeline()
		for j := i; j < min(i+page, r.size.many); j++ {
			pipe.HSet(r, "pb:{telegram}:chat:"+strconv.Itoa(firstChat+j), "a", fields[0], "b", fields[1])
		}
		_, err := pipe.Exec(r)
		r.must(err)
	}
}

// deliveredWeek finishes a week of slots of a chat on a platform of its own,
// and returns the key of its record.
func deliveredWeek(r *rig, store *redisstore.Store) string {
	due := time.Now().Add(-8 * 24 * time.Hour).Truncate(time.Minute)
	r.must(fill(r, store, "week", 1, func(int) time.Time { return due }))
	for day := range record.LedgerSize {
		at := due.AddDate(0, 0, day)
		leases, err := store.Lease(r, "week", at, at.Add(time.Minute), outbox.Want{All: 1})
		r.must(err)
		date := content.DateOf(at)
		result := outbox.Result{Entry: record.LedgerEntry{At: at.Add(1234 * time.Millisecond), Date: date, Subscription: 1, Outcome: record.OutcomeSent}, Slot: date, Next: at.AddDate(0, 0, 1)}
		r.must(store.Finish(r, []outbox.Settlement{{Lease: leases[0], Result: result}})[0])
	}
	return "pb:{week}:chat:" + strconv.Itoa(firstChat)
}

// leaseCost compares a lease of 25 where a thousand are due with one where very
// many are, in turns. What was leased is put back, which is not measured.
func leaseCost(r *rig, store *redisstore.Store) []row {
	const few, turns = 1000, 500
	r.must(fill(r, store, "thousand", few, func(i int) time.Time { return time.Now().Add(-backlogAge) }))
	took := race{}
	for range turns {
		for _, platform := range []string{"thousand", "telegram"} {
			took.note(platform, float64(leaseOnce(r, store, platform))/float64(time.Microsecond))
		}
	}
	small, large := took.median("thousand"), took.median("telegram")
	return []row{{
		fmt.Sprintf("A lease of %d where %s are due", limit, thousands(r.size.many)), fmt.Sprintf("%.0f µs", large),
		fmt.Sprintf("where %s are due: %.0f µs", thousands(few), small), fmt.Sprintf("**%.2f**", large/small), "at most 1.5",
	}}
}

func leaseOnce(r *rig, store *redisstore.Store, platform string) time.Duration {
	now := time.Now()
	leases, err := store.Lease(r, platform, now, now.Add(time.Minute), outbox.Want{All: limit})
	took := time.Since(now)
	r.must(err)
	if len(leases) != limit {
		r.Fatalf("%d were leased instead of %d", len(leases), limit)
	}
	for _, l := range leases {
		r.must(store.PutBack(context.WithoutCancel(r), l, l.Due))
	}
	return took
}
