package storetest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// recallTests are those of what was delivered last, and of taking it back.
func recallTests() []test {
	return []test{
		{"what was delivered last is kept until the next", deliveredIsKept},
		{"what was delivered goes with its subscription and its chat", deliveredGoes},
		{"no field of a recall is forgotten", recallFields},
		{"what is withdrawn is listed until it is brought back", recallsAreListed},
		{"a recall reaches what was delivered, paused or not", recallReaches},
		{"a recall makes nothing due twice", recallRepeats},
		{"a recall takes up what arrives late", recallTakesUpWhatArrivesLate},
		{"a recall moves and is forgotten with the chat", recallBelongsToTheChat},
		{"a recall has its steps on each platform", recallSteps},
	}
}

// delivered is what a day's point has put into a chat.
func delivered(n int, ids ...string) outbox.Result {
	r := sent(n, at(60*n))
	r.Delivered = record.Delivered{IDs: ids, About: []string{"point", "post"}, Date: day(n), At: at(n)}
	return r
}

func deliveredTo(b *bench, id record.ChatID) record.Delivered {
	b.Helper()
	return b.chat(id).Subscriptions[0].Delivered
}

func wantDelivered(b *bench, id record.ChatID, want record.Delivered) {
	b.Helper()
	if diff := cmp.Diff(want, deliveredTo(b, id)); diff != "" {
		b.Error(diff)
	}
}

func deliveredIsKept(b *bench) {
	id := b.save("7", at(0), 1)
	first, second := delivered(1, "11", "12"), delivered(2, "21")
	l := b.leaseOne(at(1))
	for range 2 {
		b.must(b.finish(l, first))
	}
	wantDelivered(b, id, first.Delivered)
	chat := b.chat(id)
	chat.Subscriptions[0].At, chat.Subscriptions[0].Delivered = 60, record.Delivered{}
	b.must(b.Store.SaveChat(b.ctx, chat, "two", map[int]time.Time{1: at(1)}))
	wantDelivered(b, id, first.Delivered)
	// One that told nothing, or had no ids, leaves what the chat still shows.
	b.must(b.finish(b.leaseOne(at(1)), sent(1, at(2))))
	wantDelivered(b, id, first.Delivered)
	l2 := b.leaseOne(at(2))
	b.must(b.finish(l2, second))
	b.must(b.finish(l, first))
	wantDelivered(b, id, second.Delivered)
}

func deliveredGoes(b *bench) {
	id := b.save("7", at(0), 1)
	r := delivered(1, "message-11")
	r.Delivered.About = []string{"dangerous-point"}
	b.must(b.finish(b.leaseOne(at(0)), r))
	moved := chatID("8")
	b.must(b.Store.MoveChat(b.ctx, id, moved))
	wantDelivered(b, moved, r.Delivered)
	chat := b.chat(moved)
	chat.Subscriptions = []record.Subscription{subscription(2)}
	chat.LastID = 2
	b.must(b.Store.SaveChat(b.ctx, chat, "without", map[int]time.Time{2: at(3)}))
	wantGone(b, "after its subscription")
	b.must(b.finish(b.leaseOne(at(3)), func() outbox.Result { r := r; r.Slot = day(9); r.Entry.Subscription = 2; return r }()))
	b.must(b.Store.Forget(b.ctx, moved))
	wantGone(b, "after its chat")
}

// wantGone checks that nothing of a message is stored.
func wantGone(b *bench, when string) {
	b.Helper()
	for _, text := range []string{"message-11", "dangerous-point"} {
		if strings.Contains(b.Dump(), text) {
			b.Errorf("%s %q is still stored", when, text)
		}
	}
}

func recallFields(b *bench) {
	r := filled[record.Recall]()
	b.must(b.Store.SaveRecall(b.ctx, r))
	got, err := b.Store.Recalls(b.ctx)
	b.must(err)
	same(b, []record.Recall{r}, got)
}

func recallsAreListed(b *bench) {
	for _, id := range []string{"b", "a", "b"} {
		b.must(b.Store.SaveRecall(b.ctx, record.Recall{ID: id, At: noon}))
	}
	list := func() (ids []string) {
		all, err := b.Store.Recalls(b.ctx)
		b.must(err)
		for _, r := range all {
			ids = append(ids, r.ID)
		}
		return ids
	}
	if got := list(); !slices.Equal(got, []string{"a", "b"}) {
		b.Errorf("withdrawn are %v", got)
	}
	for range 2 {
		b.must(b.Store.EndRecall(b.ctx, "b"))
	}
	if got := list(); !slices.Equal(got, []string{"a"}) {
		b.Errorf("withdrawn are %v", got)
	}
}

// makeRecall confirms a recall of a point.
func makeRecall(b *bench, id string) record.Announcement {
	b.Helper()
	a := record.Announcement{ID: id, To: record.Audience{Kind: record.ToRecall, Key: "point"}, State: record.StateDraft, Created: at(60)}
	b.must(b.Store.SaveDraft(b.ctx, a))
	a, _, err := b.Store.Confirm(b.ctx, id, 0, 1, at(60))
	b.must(err)
	return a
}

// recipientsOf are the chats that an announcement goes to.
func recipientsOf(b *bench, a record.Announcement) (keys []string) {
	b.Helper()
	for cursor, more := "", true; more; more = cursor != "" {
		chats, next, err := b.Store.Recipients(b.ctx, "telegram", a, cursor)
		b.must(err)
		for _, chat := range chats {
			if !slices.Contains(keys, chat.Key) {
				keys = append(keys, chat.Key)
			}
		}
		cursor = next
	}
	slices.Sort(keys)
	return keys
}

func recallReaches(b *bench) {
	old, other := delivered(1, "1"), delivered(1, "2")
	old.Delivered.At = at(60).Add(-record.RecallSpan - time.Second)
	other.Delivered.About = []string{"another"}
	results := map[string]outbox.Result{"old": old, "other": other, "near": delivered(1, "3"), "paused": delivered(1, "4"), "without": sent(1, at(99))}
	for key, r := range results {
		b.save(key, at(0), 1)
		b.must(b.finish(b.leaseOne(at(0)), r))
	}
	paused := b.chat(chatID("paused"))
	paused.Subscriptions[0].Paused, paused.Stopped, paused.StoppedAt = true, record.StopBlocked, noon
	b.must(b.Store.SaveChat(b.ctx, paused, "paused", map[int]time.Time{1: {}}))
	a := makeRecall(b, "rec")
	if got := recipientsOf(b, a); !slices.Equal(got, []string{"near", "paused"}) {
		b.Errorf("it goes to %v", got)
	}
	if n, err := b.Store.Audience(b.ctx, a); err != nil || n != 2 {
		b.Errorf("it goes to %d chats, %v", n, err)
	}
}

func recallRepeats(b *bench) {
	id := b.save("7", at(0), 1)
	b.must(b.finish(b.leaseOne(at(0)), delivered(1, "11", "12")))
	a := makeRecall(b, "rec")
	chats := []record.ChatID{id, chatID("nobody")}
	for _, want := range []int{1, 0} {
		if n, err := b.Store.Recall(b.ctx, a, chats, at(30)); err != nil || n != want {
			b.Errorf("%d are new, want %d: %v", n, want, err)
		}
	}
	leases := leaseSteps(b, at(30))
	if len(leases) != 1 || leases[0].Step != outbox.StepRetract || leases[0].Announcement != "rec" || leases[0].Chat != id {
		b.Fatalf("it is due as %+v", leases)
	}
	wantCopy(b, "rec", id, outbox.Copy{State: record.CopySent.State(), IDs: []string{"11", "12"}})
	for range 2 {
		b.must(b.finish(leases[0], outbox.Result{Copy: record.CopyReplaced.State()}))
	}
	if n, err := b.Store.Recall(b.ctx, a, chats, at(31)); err != nil || n != 0 {
		b.Errorf("%d are new after it was done: %v", n, err)
	}
	wantProgress(b, "rec", record.Progress{record.CopyReplaced.State(): 1})
}

// leaseSteps leases what is due, daily points aside.
func leaseSteps(b *bench, now time.Time) []outbox.Lease {
	b.Helper()
	return slices.DeleteFunc(b.lease(now, 99), func(l outbox.Lease) bool { return l.Daily() })
}

func wantCopy(b *bench, announcement string, chat record.ChatID, want outbox.Copy) {
	b.Helper()
	got, err := b.Store.Copy(b.ctx, announcement, chat)
	b.must(err)
	if diff := cmp.Diff(want, got); diff != "" {
		b.Error(diff)
	}
}

func recallTakesUpWhatArrivesLate(b *bench) {
	id := b.save("7", at(0), 1)
	b.must(b.finish(b.leaseOne(at(0)), delivered(1, "11")))
	late := b.leaseOne(at(60))
	a := makeRecall(b, "rec")
	_, err := b.Store.Recall(b.ctx, a, []record.ChatID{id}, at(30))
	b.must(err)
	b.must(b.finish(leaseSteps(b, at(60))[0], outbox.Result{Copy: record.CopyRetracted.State()}))
	b.must(b.finish(late, delivered(2, "21")))
	if n, err := b.Store.Recall(b.ctx, a, []record.ChatID{id}, at(61)); err != nil || n != 1 {
		b.Errorf("%d are new: %v", n, err)
	}
	wantProgress(b, "rec", record.Progress{record.CopySent.State(): 1})
	b.must(b.finish(leaseSteps(b, at(61))[0], outbox.Result{Copy: record.CopyRetracted.State()}))
	wantCopy(b, "rec", id, outbox.Copy{State: record.CopyRetracted.State(), IDs: []string{"11", "21"}})
	wantProgress(b, "rec", record.Progress{record.CopyRetracted.State(): 1})
}

func recallBelongsToTheChat(b *bench) {
	from, to := b.save("-100", at(0), 1), chatID("-200")
	b.must(b.finish(b.leaseOne(at(0)), delivered(1, "11")))
	a := makeRecall(b, "rec")
	_, err := b.Store.Recall(b.ctx, a, []record.ChatID{from}, at(30))
	b.must(err)
	b.must(b.Store.MoveChat(b.ctx, from, to))
	if all := leaseSteps(b, at(30)); len(all) != 1 || all[0].Chat != to {
		b.Errorf("after the move there are %+v", all)
	}
	wantCopy(b, "rec", to, outbox.Copy{State: record.CopySent.State(), IDs: []string{"11"}})
	b.must(b.Store.Forget(b.ctx, to))
	if n, err := b.Store.Recall(b.ctx, a, []record.ChatID{to}, at(31)); err != nil || n != 0 {
		b.Errorf("%d are new in a chat that was forgotten: %v", n, err)
	}
	if strings.Contains(b.Dump(), to.Key) {
		b.Error("the chat is still there")
	}
}

func recallSteps(b *bench) {
	makeRecall(b, "rec")
	next := func(platform string) string {
		all, err := b.Store.PendingFanOuts(b.ctx, platform, at(61))
		b.must(err)
		if len(all) != 1 {
			return fmt.Sprint(len(all))
		}
		return string(all[0].Step)
	}
	for _, want := range []outbox.Step{outbox.StepRetract, outbox.StepRecallAgain} {
		if got := next("telegram"); got != string(want) {
			b.Errorf("the next step is %q, want %q", got, want)
		}
		b.must(b.Store.FinishFanOut(b.ctx, "telegram", "rec", want))
	}
	if got := next("telegram"); got != "0" {
		b.Errorf("in the end there is %q", got)
	}
	b.must(b.Store.Amend(b.ctx, "rec", record.Amendment{State: record.StateStopped}, at(61)))
	if got := next("discord"); got != "0" {
		b.Errorf("once it is stopped there is %q", got)
	}
}
