package storetest

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// pendingOn lists what a platform has to do: "abc", "abc retract".
func pendingOn(b *bench, platform string, now time.Time) []string {
	b.Helper()
	all, err := b.Store.PendingFanOuts(b.ctx, platform, now)
	b.must(err)
	var got []string
	for _, s := range all {
		got = append(got, strings.TrimSpace(s.ID+" "+string(s.Step)))
	}
	return got
}

func fanningOut(b *bench) {
	announce(b, "abc")
	wide := makeDraft(b, "def")
	wide.To, wide.Edition = everyone, 1
	b.must(b.Store.SaveDraft(b.ctx, wide))
	if _, _, err := b.Store.Confirm(b.ctx, "def", 1, 2, at(2)); err != nil {
		b.Fatal(err)
	}
	makeDraft(b, "ghi")
	want := func(platform string, ids ...string) {
		b.Helper()
		if diff := cmp.Diff(ids, pendingOn(b, platform, at(3))); diff != "" {
			b.Errorf("%s: %s", platform, diff)
		}
	}
	want("telegram", "abc", "def")
	want("discord", "def")
	for range 2 {
		b.must(b.Store.FinishFanOut(b.ctx, "telegram", "def", outbox.StepPost))
	}
	b.must(b.Store.FinishFanOut(b.ctx, "telegram", "nothing", outbox.StepPost))
	want("telegram", "abc")
	want("discord", "def")

	b.must(b.Store.Amend(b.ctx, "def", record.Amendment{Text: "anew", Revision: 1}, at(3)))
	want("telegram", "abc", "def correct.1")
	want("discord", "def")
	b.must(b.Store.FinishFanOut(b.ctx, "telegram", "def", outbox.Correct(1)))
	want("telegram", "abc")
	b.must(b.Store.Amend(b.ctx, "abc", record.Amendment{State: record.StateStopped}, at(3)))
	want("telegram", "abc stop")
	b.must(b.Store.FinishFanOut(b.ctx, "telegram", "abc", outbox.StepStop))
	want("telegram")
	b.must(b.Store.Amend(b.ctx, "abc", record.Amendment{State: record.StateRetracted}, at(3)))
	want("telegram", "abc retract")
	want("discord", "def")
}

// wantProgress checks how many copies there are of each kind.
func wantProgress(b *bench, id string, want record.Progress) {
	b.Helper()
	got, err := b.Store.Progress(b.ctx, id)
	b.must(err)
	if diff := cmp.Diff(want, got); diff != "" {
		b.Error(diff)
	}
}

// settle settles an announcement's lease.
func settle(b *bench, l outbox.Lease, state record.CopyState, ids ...string) {
	b.Helper()
	l.IDs = ids
	b.must(b.finish(l, outbox.Result{Entry: record.LedgerEntry{At: noon, Outcome: record.OutcomeSent}, Copy: state}))
}

func copiesAreRemembered(b *bench) {
	var chats []record.ChatID
	for _, key := range []string{"1", "2", "3", "4"} {
		chats = append(chats, b.save(key, at(500), 1))
	}
	a := announce(b, "abc")
	fanOut(b, a.ID, chats...)
	wantProgress(b, "abc", record.Progress{record.CopyWaiting.State(): 4})
	leases := b.lease(at(10), 9)
	if len(leases) != 4 {
		b.Fatalf("%d are due", len(leases))
	}
	for range 2 {
		settle(b, leases[0], record.CopySent.State(), "m1", "m2")
	}
	settle(b, leases[1], record.CopyFailed.Because("blocked"))
	parted := leases[2]
	parted.IDs, parted.Parts = []string{"m5"}, 1
	b.must(b.Store.PutBack(b.ctx, parted, at(11)))
	wantProgress(b, "abc", record.Progress{record.CopySent.State(): 1, record.CopyFailed.Because("blocked"): 1, record.CopyWaiting.State(): 2})
	settle(b, b.leaseOne(at(11)), record.CopySent.State(), "m6")
	for i, want := range []outbox.Copy{
		{State: record.CopySent.State(), IDs: []string{"m1", "m2"}},
		{State: record.CopyFailed.Because("blocked"), IDs: []string{}},
		{State: record.CopySent.State(), IDs: []string{"m5", "m6"}},
		{State: record.CopyWaiting.State(), IDs: []string{}},
	} {
		got, err := b.Store.Copy(b.ctx, "abc", leases[i].Chat)
		b.must(err)
		if diff := cmp.Diff(want, got); diff != "" {
			b.Errorf("the copy %d: %s", i, diff)
		}
	}
	if got, err := b.Store.Copy(b.ctx, "abc", chatID("99")); err != nil || !got.State.IsZero() {
		b.Errorf("where it was not fanned out: %+v, %v", got, err)
	}
	b.must(b.Store.Forget(b.ctx, leases[3].Chat))
	wantProgress(b, "abc", record.Progress{record.CopySent.State(): 2, record.CopyFailed.Because("blocked"): 1})
}

// halfSent fans an announcement out to four chats: one has it, one is leased, one
// failed and one waits.
func halfSent(b *bench, id string) (chats map[string]record.ChatID, inFlight outbox.Lease) {
	b.Helper()
	chats = map[string]record.ChatID{}
	for _, key := range []string{"sent", "inFlight", "failed", "waiting"} {
		chats[key] = b.save(key, at(500), 1)
	}
	announce(b, id)
	fanOut(b, id, chats["sent"], chats["inFlight"], chats["failed"])
	for _, l := range b.lease(at(10), 9) {
		switch l.Chat.Key {
		case "sent":
			settle(b, l, record.CopySent.State(), "m1")
		case "failed":
			settle(b, l, record.CopyFailed.Because("refused"))
		case "inFlight":
			inFlight = l
		}
	}
	fanOut(b, id, chats["waiting"])
	return chats, inFlight
}

// fannedOutTo are the chats to which an announcement was fanned out.
func fannedOutTo(b *bench, id string) []record.ChatID {
	b.Helper()
	var all []record.ChatID
	for cursor, more := "", true; more; more = cursor != "" {
		chats, next, err := b.Store.FannedOut(b.ctx, "telegram", id, cursor)
		b.must(err)
		all, cursor = append(all, chats...), next
	}
	return all
}

// followAll does a step in all chats and says how many deliveries are new.
func fanOutStep(b *bench, id string, step outbox.Step) int {
	b.Helper()
	n, err := b.Store.FanOutStep(b.ctx, id, step, append(fannedOutTo(b, id), chatID("elsewhere")), at(11))
	b.must(err)
	return n
}

// dueKeys are the deliveries that are due.
func dueKeys(b *bench, now time.Time) map[string]outbox.Lease {
	b.Helper()
	leases := map[string]outbox.Lease{}
	for _, l := range b.lease(now, 20) {
		leases[l.Key()] = l
	}
	return leases
}

func wantKeys(b *bench, got map[string]outbox.Lease, want ...string) {
	b.Helper()
	for _, key := range want {
		if _, is := got[key]; !is {
			b.Errorf("%s is not due", key)
		}
	}
	if len(got) != len(want) {
		b.Errorf("due are %v, want %v", got, want)
	}
}

func stopping(b *bench) {
	_, inFlight := halfSent(b, "abc")
	if n := fanOutStep(b, "abc", outbox.StepStop); n != 0 {
		b.Errorf("%d deliveries are new", n)
	}
	wantProgress(b, "abc", record.Progress{record.CopySent.State(): 1, record.CopyFailed.Because("refused"): 1, record.CopyStopped.State(): 1, record.CopyWaiting.State(): 1})
	b.must(b.attempt(inFlight))
	settle(b, inFlight, record.CopySent.State(), "m2")
	b.wantNothingDue(at(400))
}

func retracting(b *bench) {
	_, inFlight := halfSent(b, "abc")
	if n := fanOutStep(b, "abc", outbox.StepRetract); n != 2 {
		b.Errorf("%d deliveries are new", n)
	}
	if n := fanOutStep(b, "abc", outbox.StepRetract); n != 0 {
		b.Errorf("on a repeat %d deliveries are new", n)
	}
	due := dueKeys(b, at(11))
	wantKeys(b, due, "r/abc/sent", "r/abc/inFlight")
	settle(b, inFlight, record.CopySent.State(), "m2")
	for range 2 {
		settle(b, due["r/abc/sent"], record.CopyRetracted.State())
		settle(b, due["r/abc/inFlight"], record.CopyKept.Because("refused"))
	}
	settle(b, inFlight, record.CopySent.State(), "m2")
	wantProgress(b, "abc", record.Progress{record.CopyRetracted.State(): 1, record.CopyKept.Because("refused"): 1, record.CopyFailed.Because("refused"): 1, record.CopyStopped.State(): 1})
	if n := fanOutStep(b, "abc", outbox.StepRetract); n != 0 {
		b.Errorf("afterwards %d deliveries are new", n)
	}
}

func correcting(b *bench) {
	_, inFlight := halfSent(b, "abc")
	if n := fanOutStep(b, "abc", outbox.Correct(1)); n != 2 {
		b.Errorf("%d deliveries are new", n)
	}
	due := dueKeys(b, at(11))
	wantKeys(b, due, "a/abc/waiting", "c/abc.1/sent", "c/abc.1/inFlight")
	settle(b, inFlight, record.CopySent.State(), "m2")
	settle(b, due["c/abc.1/sent"], record.CopyState{Kind: record.CopyCorrected, Revision: 1})
	settle(b, due["c/abc.1/inFlight"], record.CopyState{Kind: record.CopyUncorrected, Revision: 1, Reason: "missing"})
	b.must(b.Store.PutBack(b.ctx, due["a/abc/waiting"], at(12)))
	if n := fanOutStep(b, "abc", outbox.Correct(1)); n != 0 {
		b.Errorf("on a repeat %d deliveries are new", n)
	}
	settle(b, b.leaseOne(at(12)), record.CopySent.State(), "m3")
	wantProgress(b, "abc", record.Progress{record.ParseCopyState("corrected 1"): 1, record.ParseCopyState("uncorrected 1 missing"): 1, record.CopyFailed.Because("refused"): 1, record.CopySent.State(): 1})
	if n := fanOutStep(b, "abc", outbox.Correct(2)); n != 3 {
		b.Errorf("at the next correction %d deliveries are new", n)
	}
}

func takingBackInDoubt(b *bench) {
	chats := []record.ChatID{b.save("doubt", at(500), 1), b.save("part", at(500), 1)}
	announce(b, "abc")
	fanOut(b, "abc", chats...)
	for key, l := range dueKeys(b, at(10)) {
		b.must(b.attempt(l))
		if l.Unknown = true; key == "a/abc/part" {
			l.IDs, l.Parts = []string{"m1"}, 1
		}
		b.must(b.Store.PutBack(b.ctx, l, at(20)))
	}
	if n := fanOutStep(b, "abc", outbox.StepRetract); n != 1 {
		b.Errorf("%d deliveries are new", n)
	}
	wantProgress(b, "abc", record.Progress{record.CopyFailed.Because("unknown"): 1, record.CopySent.State(): 1})
	wantKeys(b, dueKeys(b, at(30)), "r/abc/part")
}

func laterStepsBelongToTheChat(b *bench) {
	chats, _ := halfSent(b, "abc")
	fanOutStep(b, "abc", outbox.StepRetract)
	fanOutStep(b, "abc", outbox.Correct(2))
	to := chatID("moved")
	b.must(b.Store.MoveChat(b.ctx, chats["sent"], to))
	if c, err := b.Store.Copy(b.ctx, "abc", to); err != nil || c.State != record.CopySent.State() || len(c.IDs) != 1 {
		b.Errorf("under its new name the copy is %+v, %v", c, err)
	}
	b.must(b.Store.Forget(b.ctx, chats["inFlight"]))
	wantKeys(b, dueKeys(b, at(30)), "r/abc/moved", "c/abc.2/moved")
	b.must(b.Store.Forget(b.ctx, to))
	if dump := b.Dump(); strings.Contains(dump, "moved") || strings.Contains(dump, "inFlight") {
		b.Errorf("something of the chats is still there:\n%s", dump)
	}
}

func kindsAreDrawnApart(b *bench) {
	for i := range 6 {
		b.save(fmt.Sprint("daily", i), at(20), 1)
	}
	var chats []record.ChatID
	for i := range 9 {
		chats = append(chats, chatID(fmt.Sprint("c", i)))
	}
	announce(b, "abc")
	fanOut(b, "abc", chats...)
	draw := func(what string, want outbox.Want, daily, others int) {
		b.Helper()
		leases, err := b.Store.Lease(b.ctx, "telegram", at(20), at(900), want)
		b.must(err)
		n, keys := 0, map[string]bool{}
		for _, l := range leases {
			keys[l.Key()] = true
			if l.Daily() {
				n++
			}
		}
		if n != daily || len(leases)-n != others || len(keys) != len(leases) {
			b.Errorf("%s: %d daily points and %d announcements, %d deliveries", what, n, len(leases)-n, len(keys))
		}
	}
	draw("half and half", outbox.Want{All: 4, Share: 2, Others: 4}, 2, 2)
	draw("no share", outbox.Want{All: 2, Share: 0, Others: 2}, 2, 0)
	draw("room beside the last daily ones", outbox.Want{All: 6, Share: 1, Others: 4}, 2, 4)
	draw("a bound where there is room", outbox.Want{All: 6, Share: 0, Others: 2}, 0, 2)
	draw("the rest", outbox.Want{All: 6, Share: 3, Others: 6}, 0, 1)
	if next, err := b.Store.NextDue(b.ctx, "telegram"); err != nil || !next.Equal(at(900)) {
		b.Errorf("the next is due at %s, %v", next, err)
	}
}
