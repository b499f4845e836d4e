package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

func contextThatEnds(b *bench) (context.Context, context.CancelFunc) {
	return context.WithCancel(b.ctx)
}

func leaseOldestFirst(b *bench) {
	b.save("c", at(3), 1)
	b.save("a", at(1), 1)
	b.save("b", at(2), 1)
	b.save("d", at(4).Add(time.Millisecond), 1)
	if next, err := b.Store.NextDue(b.ctx, "telegram"); err != nil || !next.Equal(at(1)) {
		b.Errorf("the next is due at %s, %v", next, err)
	}
	if leases := b.lease(at(4), 2); len(leases) != 2 || leases[0].Chat.Key != "a" || leases[1].Chat.Key != "b" || !leases[1].Due.Equal(at(2)) {
		b.Errorf("got %+v", leases)
	}
	if l := b.leaseOne(at(4)); l.Chat.Key != "c" {
		b.Errorf("got %+v", l)
	}
	b.wantNothingDue(at(4))
	if l := b.leaseOne(at(4).Add(time.Millisecond)); l.Chat.Key != "d" {
		b.Errorf("got %+v", l)
	}
	if leases, err := b.Store.Lease(b.ctx, "discord", at(99), at(100), some(9)); err != nil || len(leases) != 0 {
		b.Errorf("on another platform there are %v, %v", leases, err)
	}
	if next, err := b.Store.NextDue(b.ctx, "discord"); err != nil || !next.IsZero() {
		b.Errorf("on another platform the next is due at %s, %v", next, err)
	}
}

func leaseComesBack(b *bench) {
	b.save("7", at(1), 1)
	first := b.leaseOne(at(1))
	if next, _ := b.Store.NextDue(b.ctx, "telegram"); !next.Equal(at(11)) {
		b.Errorf("the lease runs out at %s", next)
	}
	b.wantNothingDue(at(11).Add(-time.Millisecond))
	second := b.leaseOne(at(11))
	if second.Token == first.Token || !second.Due.Equal(at(1)) || second.Unknown || second.Tries != 0 {
		b.Errorf("it came back as %+v", second)
	}
	if err := b.attempt(first); !errors.Is(err, outbox.ErrLost) {
		b.Errorf("the old lease is still held: %v", err)
	}
	b.must(b.attempt(second))
}

func attemptIsRemembered(b *bench) {
	b.save("7", at(1), 1)
	for range 2 {
		b.must(b.attempt(b.leaseHeld()))
	}
	if l := b.leaseOne(at(30)); !l.Unknown || !l.Due.Equal(at(1)) {
		b.Errorf("after a crash it is %+v", l)
	}
}

// leaseHeld leases once and then repeats the same.
func (b *bench) leaseHeld() outbox.Lease {
	if b.held == nil {
		l := b.leaseOne(at(1))
		b.held = &l
	}
	return *b.held
}

func putBackComesAgain(b *bench) {
	b.save("7", at(1), 1)
	l := b.leaseOne(at(1))
	b.must(b.attempt(l))
	l.Tries, l.Parts, l.Unknown = 3, 2, true
	b.must(b.Store.PutBack(b.ctx, l, at(5)))
	if err := b.Store.PutBack(b.ctx, l, at(2)); !errors.Is(err, outbox.ErrLost) {
		b.Errorf("putting back twice: %v", err)
	}
	b.wantNothingDue(at(4))
	again := b.leaseOne(at(5))
	if again.Tries != 3 || again.Parts != 2 || !again.Unknown || !again.Due.Equal(at(1)) {
		b.Errorf("it came again as %+v", again)
	}
	again.Unknown = false
	b.must(b.Store.PutBack(b.ctx, again, at(6)))
	if l := b.leaseOne(at(6)); l.Unknown {
		b.Error("a known failure is taken as unknown")
	}
}

func lostLease(b *bench) {
	id := b.save("7", at(1), 1)
	l := b.leaseOne(at(1))
	chat := b.chat(id)
	chat.Subscriptions[0].At = 60
	b.must(b.Store.SaveChat(b.ctx, chat, "two", map[int]time.Time{1: at(7)}))
	if err := b.Store.PutBack(b.ctx, l, at(2)); !errors.Is(err, outbox.ErrLost) {
		b.Errorf("putting back what was lost: %v", err)
	}
	b.must(b.finish(l, sent(24, at(3))))
	if got := b.chat(id).Subscriptions[0]; got.Last != day(24) {
		b.Errorf("what was sent is not recorded: %+v", got)
	}
	if log := b.log(id); len(log) != 1 {
		b.Errorf("the ledger has %d entries", len(log))
	}
	if again := b.leaseOne(at(7)); !again.Due.Equal(at(7)) || again.Unknown {
		b.Errorf("the changed one is %+v", again)
	}
}

func finishRepeats(b *bench) {
	id := b.save("7", at(1), 1)
	l := b.leaseOne(at(1))
	b.must(b.attempt(l))
	for range 2 {
		b.must(b.finish(l, sent(24, at(60))))
	}
	if log := b.log(id); len(log) != 1 {
		b.Errorf("the ledger has %d entries", len(log))
	}
	b.wantNothingDue(at(59))
	next := b.leaseOne(at(60))
	if next.Unknown || next.Tries != 0 || !next.Due.Equal(at(60)) {
		b.Errorf("the next one is %+v", next)
	}
	b.must(b.finish(next, sent(25, time.Time{})))
	if due, _ := b.Store.NextDue(b.ctx, "telegram"); !due.IsZero() {
		b.Errorf("something is due at %s", due)
	}
}

func ledgerKeepsSeven(b *bench) {
	id := b.save("7", at(0), 1)
	for n := 1; n <= 9; n++ {
		b.must(b.finish(b.leaseOne(at(n-1)), sent(n, at(n))))
	}
	log := b.log(id)
	if len(log) != record.LedgerSize {
		b.Fatalf("the ledger has %d entries", len(log))
	}
	want := record.LedgerEntry{At: at(9), Date: day(9), Subscription: 1, Outcome: record.OutcomeSent}
	if diff := cmp.Diff(want, log[0]); diff != "" {
		b.Error(diff)
	}
	if log[6].Date != day(3) {
		b.Errorf("the oldest entry is of %s", log[6].Date)
	}
}

func ledgerTellsOnce(b *bench) {
	id := b.save("7", at(0), 1)
	outcomes := []record.Outcome{record.OutcomeFailed, record.OutcomeFailed, record.OutcomeSent, record.OutcomeLate, record.OutcomeFailed}
	for i, outcome := range outcomes {
		r := sent(24, at(i+1))
		r.Entry.Outcome, r.Entry.Reason = outcome, "because"
		b.must(b.finish(b.leaseOne(at(i)), r))
	}
	var got []record.Outcome
	for _, e := range b.log(id) {
		got = append(got, e.Outcome)
	}
	if diff := cmp.Diff([]record.Outcome{record.OutcomeSent, record.OutcomeFailed}, got); diff != "" {
		b.Error(diff)
	}
	b.must(b.finish(b.leaseOne(at(5)), outbox.Result{Next: at(6)}))
	if len(b.log(id)) != 2 {
		b.Error("a result without an outcome stands in the ledger")
	}
}

func announcementFinishes(b *bench) {
	id := b.save("7", at(500), 1)
	a := announce(b, "abc")
	fanOut(b, a.ID, id)
	l := b.leaseOne(at(30))
	if l.Announcement != "abc" || l.Subscription != 0 {
		b.Fatalf("got %+v", l)
	}
	result := outbox.Result{Entry: record.LedgerEntry{At: at(30), Outcome: record.OutcomeSent}}
	for range 2 {
		b.must(b.finish(l, result))
	}
	if log := b.log(id); len(log) != 1 || !log[0].Date.IsZero() {
		b.Errorf("the ledger is %+v", log)
	}
	fanOut(b, a.ID, id)
	b.wantNothingDue(at(99))
}

func concurrentLeases(b *bench) {
	const all = 200
	var saved sync.WaitGroup
	for i := range all {
		saved.Go(func() { b.save(fmt.Sprint(i), at(1), 1) })
	}
	saved.Wait()
	var mu sync.Mutex
	seen := map[string]int{}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for {
				leases, err := b.Store.Lease(b.ctx, "telegram", at(1), at(99), some(7))
				if err != nil || len(leases) == 0 {
					return
				}
				mu.Lock()
				for _, l := range leases {
					seen[l.Key()]++
				}
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	if len(seen) != all {
		b.Errorf("%d of %d were leased", len(seen), all)
	}
	for key, n := range seen {
		if n != 1 {
			b.Errorf("%s was leased %d times", key, n)
		}
	}
}

func depthCounts(b *bench) {
	b.save("1", at(1), 1)
	b.save("2", at(2), 1, 2)
	b.save("3", at(9), 1)
	l := b.firstOf(b.lease(at(1), 1))
	b.must(b.finish(l, outbox.Result{Entry: record.LedgerEntry{At: noon, Outcome: record.OutcomeFailed, Reason: "tries"}, Dead: true, Next: at(50)}))
	got, err := b.Store.Depth(b.ctx, "telegram", at(2))
	b.must(err)
	if want := (outbox.Depth{Due: 2, Queued: 4, Daily: 4, Dead: 1}); got != want {
		b.Errorf("got %+v, want %+v", got, want)
	}
}

// loadCounts counts by the minute: what is overdue in the first, and neither what comes
// after a day nor announcements.
func loadCounts(b *bench) {
	b.save("1", at(-5), 1)
	b.save("2", at(0).Add(59*time.Second), 1)
	b.save("3", at(7), 1, 2)
	b.save("4", at(record.LoadMinutes-1), 1)
	b.save("5", at(record.LoadMinutes), 1)
	announce(b, "abc")
	fanOut(b, "abc", chatID("1"))
	got, err := b.Store.Load(b.ctx, "telegram", at(0).Add(20*time.Second))
	b.must(err)
	want := make([]int, record.LoadMinutes)
	want[0], want[7], want[record.LoadMinutes-1] = 2, 2, 1
	if diff := cmp.Diff(want, got); diff != "" {
		b.Errorf("due are %s", diff)
	}
	none, err := b.Store.Load(b.ctx, "discord", at(0))
	b.must(err)
	if diff := cmp.Diff(make([]int, record.LoadMinutes), none); diff != "" {
		b.Errorf("on another platform are due %s", diff)
	}
}

// doubtLasts brings an attempt that was noted through all that may happen to a
// delivery before its outcome is known.
func doubtLasts(b *bench) {
	from, to := chatID("-100"), chatID("-200")
	b.save(from.Key, at(1), 1)
	b.must(b.attempt(b.leaseOne(at(1))))
	inDoubt := func(when string, now time.Time) outbox.Lease {
		b.Helper()
		b.must(b.Store.Reclaim(b.ctx, "telegram"))
		l := b.leaseOne(now)
		if !l.Unknown || !l.Due.Equal(at(1)) {
			b.Errorf("%s it is %+v", when, l)
		}
		return l
	}
	inDoubt("after a crash", at(20))
	l := inDoubt("after a lease without an attempt", at(40))
	b.must(b.Store.PutBack(b.ctx, l, at(50)))
	l = inDoubt("put back", at(60))
	b.must(b.attempt(l))
	b.must(b.Store.PutBack(b.ctx, l, at(70)))
	b.must(b.Store.MoveChat(b.ctx, from, to))
	l = inDoubt("under its new name", at(80))
	l.Unknown = false
	b.must(b.Store.PutBack(b.ctx, l, at(90)))
	if l := b.leaseOne(at(90)); l.Unknown || l.Chat != to {
		b.Errorf("once its outcome is known it is %+v", l)
	}
}
