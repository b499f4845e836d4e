package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/recall"
	"prayerbot/commands/record"
)

// recallDesk is a desk from which what was delivered is taken back.
type recallDesk struct{ *desk }

// onStores runs a test on each real store.
func onStores(t *testing.T, test func(recallDesk)) {
	t.Run("file", func(t *testing.T) { test(recallDesk{newDesk(t)}) })
	t.Run("redis", func(t *testing.T) {
		kept, err := redisstore.Open(t.Context(), redistest.Start(t).URL(), slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		test(recallDesk{deskOn(t, kept)})
	})
}

// others is a chat that follows another place; second follows the same as chat.
var (
	second = record.ChatID{Platform: "telegram", Key: "8"}
	others = record.ChatID{Platform: "telegram", Key: "9"}
)

// morning delivers the day's points: two of North Korea, one of Nigeria. It
// returns the point of the two.
func (d recallDesk) morning() string {
	d.t.Helper()
	for who, place := range map[record.ChatID]string{chat: "north korea", second: "north korea", others: "nigeria"} {
		d.sayIn(who, "subscribe 07:00 Africa/Lagos for "+place)
	}
	d.at("2026-11-24T06:00:00Z")
	if len(d.sent) != 3 {
		d.t.Fatalf("%d were sent", len(d.sent))
	}
	return d.delivered(chat).About[0]
}

// delivered is what a chat was sent last.
func (d recallDesk) delivered(who record.ChatID) record.Delivered {
	d.t.Helper()
	kept, err := d.store.Chat(context.Background(), who)
	if err != nil || len(kept.Subscriptions) != 1 {
		d.t.Fatal(kept, err)
	}
	return kept.Subscriptions[0].Delivered
}

// withdraw withdraws a point, which has to reach so many chats.
func (d recallDesk) withdraw(id string, chats int) {
	d.t.Helper()
	subject, err := d.core.Recallable(context.Background(), id, d.clock.Now())
	if err != nil || subject.Chats != chats {
		d.t.Fatalf("it is %+v, %v", subject, err)
	}
	if err := d.core.Recall(context.Background(), subject, d.clock.Now()); err != nil {
		d.t.Fatal(err)
	}
}

func (d recallDesk) wantDone(id string, want recall.Progress) {
	d.t.Helper()
	subject, err := d.core.Recallable(context.Background(), id, d.clock.Now())
	if err != nil || subject.Since == nil || subject.Done != want {
		d.t.Errorf("it is %+v, %v; want %+v", subject, err, want)
	}
}

// idsOf are the messages that two chats were sent last.
func (d recallDesk) idsOf(who ...record.ChatID) (ids []string) {
	for _, id := range who {
		ids = append(ids, d.delivered(id).IDs...)
	}
	slices.Sort(ids)
	return ids
}

func (d recallDesk) wantDeleted(ids []string) {
	d.t.Helper()
	if got := slices.Sorted(slices.Values(d.deleted)); !slices.Equal(got, ids) {
		d.t.Errorf("deleted are %v, want %v", got, ids)
	}
}

func TestWhatIsWithdrawnIsTakenBack(t *testing.T) {
	onStores(t, func(d recallDesk) {
		id := d.morning()
		d.clock.Advance(time.Hour)
		d.withdraw(id, 2)
		d.wantDeleted(nil)
		d.work()
		d.wantDeleted(d.idsOf(chat, second))
		d.wantDone(id, recall.Progress{Deleted: 2})
		d.restart()
		d.clock.Advance(time.Hour)
		d.work()
		d.wantDeleted(d.idsOf(chat, second))
		d.at("2026-11-25T06:00:00Z")
		if got := d.delivered(chat).About[0]; got == id {
			d.t.Error("it was sent again")
		}
	})
}

func TestWhatCannotBeDeletedIsReplaced(t *testing.T) {
	onStores(t, func(d recallDesk) {
		id := d.morning()
		d.fixed = &delivery.RefusedError{Err: errors.New("message can't be deleted")}
		d.withdraw(id, 2)
		d.work()
		if len(d.edited) != 2 {
			t.Fatalf("replaced are %v", d.edited)
		}
		for _, text := range d.edited {
			if text != ": This message was withdrawn." {
				t.Errorf("there stands %q", text)
			}
		}
		d.wantDone(id, recall.Progress{Replaced: 2})
	})
}

func TestWhatCannotBeTakenBackIsCounted(t *testing.T) {
	onStores(t, func(d recallDesk) {
		id := d.morning()
		d.refuse = &delivery.GoneError{Cause: record.StopBlocked}
		d.withdraw(id, 2)
		d.work()
		d.wantDone(id, recall.Progress{Failed: 2})
	})
}

// A process that dies between the two deletes what is left after its restart, and
// asks the platform for patience where it has to.
func TestARecallGoesOnAfterAKill(t *testing.T) {
	onStores(t, func(d recallDesk) {
		id := d.morning()
		d.withdraw(id, 2)
		m := &moody{Store: d.store}
		killed, cancel := context.WithCancel(context.Background())
		m.lease = func(l outbox.Lease) { cancel() }
		d.config.Store = m
		d.restart()
		_, _ = d.courier.Step(killed)
		d.wantDone(id, recall.Progress{Waiting: 2})
		d.config.Store = d.store
		d.restart()
		d.refuse = &delivery.RetryAfterError{For: time.Minute}
		d.clock.Advance(2 * time.Minute)
		d.work()
		d.wantDone(id, recall.Progress{Waiting: 2})
		d.refuse = nil
		d.clock.Advance(2 * time.Minute)
		d.work()
		d.wantDeleted(d.idsOf(chat, second))
		d.wantDone(id, recall.Progress{Deleted: 2})
	})
}

// What another process has on its way when something is withdrawn, and settles
// afterwards, is found too.
func TestWhatWasOnItsWayIsTakenBackToo(t *testing.T) {
	onStores(t, func(d recallDesk) {
		id := d.morning()
		late := record.ChatID{Platform: "telegram", Key: "10"}
		d.sayIn(late, "subscribe 07:01 Africa/Lagos for north korea")
		d.clock.Set(time.Date(2026, 11, 24, 6, 1, 0, 0, time.UTC))
		leases, err := d.store.Lease(context.Background(), "telegram", d.clock.Now(), d.clock.Now().Add(time.Minute), outbox.Want{All: 9})
		if err != nil || len(leases) != 1 || leases[0].Chat != late {
			t.Fatal(leases, err)
		}
		d.withdraw(id, 2)
		d.work()
		d.clock.Advance(10 * time.Second)
		settled := outbox.Settlement{Lease: leases[0], Result: outbox.Result{
			Slot: d.delivered(chat).Date, Next: d.clock.Now().Add(24 * time.Hour),
			Delivered: record.Delivered{IDs: []string{"late"}, About: []string{id}, Date: d.delivered(chat).Date, At: d.clock.Now()},
		}}
		if err := d.store.Finish(context.Background(), []outbox.Settlement{settled})[0]; err != nil {
			t.Fatal(err)
		}
		d.work()
		d.wantDone(id, recall.Progress{Deleted: 2})
		d.clock.Advance(3 * time.Minute)
		d.work()
		d.wantDeleted(append([]string{"late"}, d.idsOf(chat, second)...))
		d.wantDone(id, recall.Progress{Deleted: 3})
	})
}

// Brought back, it is sent again, and what is left of taking it back is not done.
func TestWhatIsBroughtBackIsTakenBackNoFurther(t *testing.T) {
	onStores(t, func(d recallDesk) {
		id := d.morning()
		d.withdraw(id, 2)
		d.refuse = &delivery.RetryAfterError{For: time.Minute}
		d.work()
		subject, err := d.core.Recallable(context.Background(), id, d.clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		if err := d.core.EndRecall(context.Background(), subject, d.clock.Now()); err != nil {
			t.Fatal(err)
		}
		d.refuse = nil
		d.clock.Advance(5 * time.Minute)
		d.work()
		d.wantDeleted(nil)
		if said := fmt.Sprint(d.say("start p_" + id)); strings.Contains(said, "no longer there") {
			t.Errorf("brought back, it says %s", said)
		}
	})
}

// A repeat that looks for its own among what the chat shows is told what is not.
func TestADeliveryKnowsTheOthersOfItsChat(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.say("subscribe 07:30 Africa/Lagos")
	d.at("2026-11-24T06:00:00Z")
	d.at("2026-11-24T06:30:00Z")
	d.at("2026-11-25T06:00:00Z")
	d.wantSent(3, "in two days")
	for i, want := range [][]string{nil, {"m1"}, {"m1", "m2"}} {
		if got := d.sent[i].Others; !slices.Equal(got, want) {
			t.Errorf("delivery %d is told of %q, want %q", i, got, want)
		}
	}
}
