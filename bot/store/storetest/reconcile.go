package storetest

import (
	"errors"
	"fmt"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

func reclaim(b *bench) {
	b.save("begun", at(1), 1)
	b.save("failed", at(2), 1)
	b.save("attempted", at(3), 1)
	b.save("waiting", at(4), 1)
	leases := map[string]outbox.Lease{}
	for _, l := range b.lease(at(2), 10) {
		leases[l.Chat.Key] = l
	}
	failed := leases["failed"]
	failed.Tries, failed.Parts = 2, 1
	b.must(b.Store.PutBack(b.ctx, failed, at(3)))
	for _, l := range b.lease(at(3), 10) {
		leases[l.Chat.Key] = l
	}
	b.must(b.attempt(leases["attempted"]))
	for range 2 {
		b.must(b.Store.Reclaim(b.ctx, "telegram"))
	}
	b.must(b.Store.Reclaim(b.ctx, "discord"))
	if err := b.attempt(leases["begun"]); !errors.Is(err, outbox.ErrLost) {
		b.Errorf("what was reclaimed is still held: %v", err)
	}
	if err := b.Store.PutBack(b.ctx, leases["attempted"], at(13)); err != nil {
		b.Errorf("what was attempted is not held any more: %v", err)
	}
	again := b.lease(at(3), 10)
	if len(again) != 2 || again[0].Chat.Key != "begun" || again[1].Chat.Key != "failed" {
		b.Fatalf("due again are %+v", again)
	}
	if l := again[1]; l.Tries != 2 || l.Parts != 1 || l.Unknown || !l.Due.Equal(at(2)) || again[0].Unknown {
		b.Errorf("it came back as %+v", l)
	}
}

func pauses(b *bench) {
	if until, err := b.Store.Paused(b.ctx, "telegram"); err != nil || !until.IsZero() {
		b.Errorf("paused until %s, %v", until, err)
	}
	for _, n := range []int{5, 9, 7} {
		b.must(b.Store.Pause(b.ctx, "telegram", at(n)))
	}
	if until, err := b.Store.Paused(b.ctx, "telegram"); err != nil || !until.Equal(at(9)) {
		b.Errorf("paused until %s, %v", until, err)
	}
	if until, _ := b.Store.Paused(b.ctx, "discord"); !until.IsZero() {
		b.Error("another platform is paused too")
	}
}

// reconcileAll reconciles every page.
func reconcileAll(b *bench, slack time.Duration, due func(record.Chat) map[int]time.Time) (reconciled, chats int) {
	b.Helper()
	for cursor, more := "", true; more; more = cursor != "" {
		next, n, err := b.Store.Reconcile(b.ctx, "telegram", cursor, slack, func(chat record.Chat) map[int]time.Time {
			chats++
			return due(chat)
		})
		b.must(err)
		cursor, reconciled = next, reconciled+n
	}
	return reconciled, chats
}

func reconciling(b *bench) {
	lost := b.save("lost", time.Time{}, 1)
	b.save("hidden", at(9000), 1)
	b.save("right", at(70), 1)
	b.save("done", time.Time{}, 1)
	leased := b.save("leased", at(1), 1)
	l := b.leaseOne(at(1))
	due := func(chat record.Chat) map[int]time.Time {
		if chat.ID.Key == "done" {
			return nil
		}
		return map[int]time.Time{1: at(60)}
	}
	if n, chats := reconcileAll(b, time.Hour, due); n != 2 || chats != 5 {
		b.Errorf("%d of %d chats were reconciled", n, chats)
	}
	if n, _ := reconcileAll(b, time.Hour, due); n != 0 {
		b.Errorf("%d were reconciled again", n)
	}
	b.must(b.attempt(l))
	b.must(b.finish(l, outbox.Result{}))
	got := b.lease(at(60), 10)
	if len(got) != 2 || got[0].Chat != lost && got[1].Chat != lost || got[0].Chat == leased || !got[0].Due.Equal(at(60)) {
		b.Errorf("due are %+v", got)
	}
	b.must(b.Store.Forget(b.ctx, lost))
	if n, _ := reconcileAll(b, time.Hour, func(record.Chat) map[int]time.Time { return map[int]time.Time{2: at(1)} }); n != 0 {
		b.Errorf("%d subscriptions that do not exist were queued", n)
	}
}

func reconcilingBringsAnEndlessLeaseBack(b *bench) {
	b.save("7", at(1), 1)
	leases, err := b.Store.Lease(b.ctx, "telegram", at(1), at(9000), some(1))
	b.must(err)
	b.must(b.attempt(leases[0]))
	if n, _ := reconcileAll(b, time.Hour, func(record.Chat) map[int]time.Time { return map[int]time.Time{1: at(2)} }); n != 1 {
		b.Errorf("%d were reconciled", n)
	}
	if err := b.Store.PutBack(b.ctx, leases[0], at(5)); !errors.Is(err, outbox.ErrLost) {
		b.Errorf("the endless lease is still held: %v", err)
	}
	if l := b.leaseOne(at(2)); !l.Unknown || !l.Due.Equal(at(1)) {
		b.Errorf("it came back as %+v", l)
	}
}

func reconcilingComesInPages(b *bench) {
	const all = 1200
	for i := range all {
		b.save(fmt.Sprint(i), time.Time{}, 1)
	}
	n, chats := reconcileAll(b, time.Hour, func(record.Chat) map[int]time.Time { return map[int]time.Time{1: at(1)} })
	if n != all || chats < all {
		b.Errorf("of %d chats %d were seen and %d reconciled", all, chats, n)
	}
}
