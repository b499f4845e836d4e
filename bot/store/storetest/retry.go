package storetest

import (
	"errors"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// slotDue is when the subscription of the tests is first due, in minutes: at seven in
// Lagos on the next day.
const slotDue = 18 * 60

// giveUp gives what is due at a time up an hour later, and returns its dead letter.
func giveUp(b *bench, due int, r outbox.Result) store.Dead {
	b.Helper()
	r.Dead, r.Entry.At, r.Entry.Outcome, r.Entry.Reason = true, at(due+60), record.OutcomeFailed, "tries"
	b.must(b.finish(b.leaseOne(at(due)), r))
	b.wantNothingDue(at(due + 61))
	return b.oneDead()
}

// oneDead is the one that is listed.
func (b *bench) oneDead() store.Dead {
	b.Helper()
	all, err := b.Store.Dead(b.ctx)
	b.must(err)
	if len(all) != 1 {
		b.Fatalf("there are %+v", all)
	}
	return all[0]
}

func (b *bench) wantNoDead() {
	b.Helper()
	if all, err := b.Store.Dead(b.ctx); err != nil || len(all) != 0 {
		b.Errorf("there are %+v, %v", all, err)
	}
}

// lastOf is the last date that is finished of a chat's subscription.
func (b *bench) lastOf(id record.ChatID) content.Date {
	b.Helper()
	chat := b.chat(id)
	return chat.Subscription(1).Last
}

// slotGivenUp is the result of the first slot.
func slotGivenUp() outbox.Result {
	return outbox.Result{
		Entry: record.LedgerEntry{Date: day(25), Subscription: 1}, Slot: day(25), Next: at(slotDue + 24*60),
	}
}

func givenUpPointIsRetried(b *bench) {
	chat := b.save("5", at(slotDue), 1)
	letter := giveUp(b, slotDue, slotGivenUp())
	if letter.Delivery == nil || *letter.Delivery != (outbox.Delivery{Chat: chat, Subscription: 1}) {
		b.Fatalf("the letter is %+v", letter)
	}
	b.must(b.Store.Retry(b.ctx, letter, at(slotDue+90)))
	b.wantNoDead()
	if last := b.lastOf(chat); last != day(24) {
		b.Errorf("finished is %v", last)
	}
	again := b.leaseOne(at(slotDue + 90))
	if again.Delivery != *letter.Delivery || !again.Due.Equal(at(slotDue+90)) || again.Tries != 0 || again.Unknown {
		b.Errorf("leased is %+v", again)
	}
	b.must(b.Store.Retry(b.ctx, letter, at(slotDue+91))) // it is no dead letter any more
	r := slotGivenUp()
	r.Entry.At, r.Entry.Outcome = at(slotDue+91), record.OutcomeLate
	b.must(b.finish(again, r))
	b.must(b.Store.Retry(b.ctx, letter, at(slotDue+92)))
	b.wantNothingDue(at(slotDue + 24*60 - 1))
	log := b.log(chat)
	if len(log) != 2 || log[0].Outcome != record.OutcomeLate || log[1].Outcome != record.OutcomeFailed || b.lastOf(chat) != day(25) {
		b.Errorf("the ledger is %+v", log)
	}
	b.leaseOne(at(slotDue + 24*60))
}

func givenUpPointIsNotLate(b *bench) {
	chat := b.save("5", at(slotDue), 1)
	letter := giveUp(b, slotDue, slotGivenUp())
	refused := func(now time.Time) {
		b.Helper()
		var not *outbox.NoRetryError
		if err := b.Store.Retry(b.ctx, letter, now); !errors.As(err, &not) {
			b.Errorf("it is %v", err)
		}
		b.wantNothingDue(at(slotDue + 24*60 - 1))
		b.oneDead()
	}
	refused(at(slotDue + 6*60 + 1))
	stopped := b.chat(chat)
	stopped.Stopped = "blocked"
	b.must(b.Store.SaveChat(b.ctx, stopped, "stopped", nil))
	refused(at(slotDue + 90))
	stopped = b.chat(chat)
	stopped.Stopped, stopped.Subscriptions = "", nil
	b.must(b.Store.SaveChat(b.ctx, stopped, "gone", nil))
	refused(at(slotDue + 90))
	for range 2 {
		b.must(b.Store.Drop(b.ctx, letter))
		b.wantNoDead()
	}
}

func givenUpCopyIsRetried(b *bench) {
	announce(b, "abc")
	chat := b.saveIn("-55", "5", at(9000))
	fanOut(b, "abc", chat)
	letter := giveUp(b, 10, outbox.Result{Copy: record.CopyFailed.Because("tries")})
	b.must(b.Store.Retry(b.ctx, letter, at(80)))
	b.wantNoDead()
	b.wantProgress("abc", record.Progress{record.CopyWaiting.State(): 1})
	again := b.leaseOne(at(80))
	b.must(b.Store.Retry(b.ctx, letter, at(80)))
	again.IDs = []string{"11"}
	b.must(b.finish(again, outbox.Result{Copy: record.CopySent.State()}))
	b.wantProgress("abc", record.Progress{record.CopySent.State(): 1})
	b.wantNothingDue(at(90))
}

// wantProgress compares the counts of an announcement that are not 0.
func (b *bench) wantProgress(id string, want record.Progress) {
	b.Helper()
	got, err := b.Store.Progress(b.ctx, id)
	b.must(err)
	for state, n := range got {
		if n != want[state] {
			b.Errorf("%v: %d copies, want %d", state, n, want[state])
		}
	}
	for state, n := range want {
		if n != got[state] {
			b.Errorf("%v: %d copies, want %d", state, got[state], n)
		}
	}
}

func givenUpStepIsRetried(b *bench) {
	announce(b, "abc")
	chat := b.saveIn("-55", "5", at(9000))
	fanOut(b, "abc", chat)
	sentOnce := b.leaseOne(at(10))
	sentOnce.IDs = []string{"11"}
	b.must(b.finish(sentOnce, outbox.Result{Copy: record.CopySent.State()}))
	b.must(b.Store.Amend(b.ctx, "abc", record.Amendment{Text: "anew", Revision: 1}, at(20)))
	if _, err := b.Store.FanOutStep(b.ctx, "abc", outbox.Correct(1), []record.ChatID{chat}, at(20)); err != nil {
		b.Fatal(err)
	}
	uncorrected := record.CopyState{Kind: record.CopyUncorrected, Revision: 1, Reason: "tries"}
	letter := giveUp(b, 20, outbox.Result{Copy: uncorrected})
	b.must(b.Store.Retry(b.ctx, letter, at(90)))
	again := b.leaseOne(at(90))
	if again.Step != outbox.Correct(1) {
		b.Errorf("leased is %+v", again)
	}
	b.must(b.finish(again, outbox.Result{Copy: record.CopyState{Kind: record.CopyCorrected, Revision: 1}}))
	b.wantProgress("abc", record.Progress{{Kind: record.CopyCorrected, Revision: 1}: 1})

	b.must(b.Store.Amend(b.ctx, "abc", record.Amendment{State: record.StateRetracted}, at(100)))
	if _, err := b.Store.FanOutStep(b.ctx, "abc", outbox.StepRetract, []record.ChatID{chat}, at(100)); err != nil {
		b.Fatal(err)
	}
	letter = giveUp(b, 100, outbox.Result{Copy: record.CopyKept.Because("tries")})
	b.wantProgress("abc", record.Progress{record.CopyKept.Because("tries"): 1})
	b.must(b.Store.Retry(b.ctx, letter, at(170)))
	b.must(b.finish(b.leaseOne(at(170)), outbox.Result{Copy: record.CopyRetracted.State()}))
	b.wantProgress("abc", record.Progress{record.CopyRetracted.State(): 1})
}

// What cannot be read goes with all that belongs to it, and nothing else does.
func deadIsDropped(b *bench) {
	broken, whole := b.save("5", at(1), 1), b.save("6", at(2), 1)
	b.Break(broken)
	letter := b.oneDead()
	b.must(b.Store.Retry(b.ctx, letter, at(1)))
	b.oneDead()
	for range 2 {
		b.must(b.Store.Drop(b.ctx, letter))
		b.wantNoDead()
	}
	if chat := b.chat(broken); len(chat.Subscriptions) != 0 {
		b.Errorf("the chat is %+v", chat)
	}
	if l := b.leaseOne(at(5)); l.Chat != whole {
		b.Errorf("leased is %+v", l)
	}
}
