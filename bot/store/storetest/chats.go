package storetest

import (
	"errors"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
	"prayerbot/content"
)

func chatIsReadAsSaved(b *bench) {
	id := chatID("7")
	if diff := cmp.Diff(record.Chat{ID: id}, b.chat(id)); diff != "" {
		b.Error("a chat that was never stored: " + diff)
	}
	chat := record.Chat{
		ID: id, GroupID: "-100/7|x", Language: "en", Zone: "Africa/Lagos", Linked: "-300", LastID: 10, Stopped: record.StopBlocked, StoppedAt: at(3),
		Subscriptions: []record.Subscription{
			{ID: 2, At: 0, Zone: "Africa/Lagos", Since: noon},
			{ID: 3, News: true, At: 420, Zone: "Africa/Lagos", Since: noon, Told: at(-5)},
			{ID: 4, News: true, At: 420, Zone: "Asia/Tokyo", Since: noon, Selection: content.Selection{Regions: []string{"africa"}}},
			{ID: 5, Week: true, At: 1080, Zone: "Africa/Lagos", Days: 1, Since: noon},
			{ID: 9, At: 1439, Zone: "America/Argentina/Buenos_Aires", Days: 62, Since: at(1), Paused: true, PausedTo: day(30), Last: day(20),
				Selection: content.Selection{Countries: []string{"KP", "NG"}, Regions: []string{"africa", "middle-east"}, Lists: []string{"cpc", "world-watch-list"}}},
			{ID: 10, At: 420, Zone: "Africa/Lagos", Since: noon, Selection: content.Selection{Lists: []string{"vom"}}},
		},
	}
	b.must(b.Store.SaveChat(b.ctx, chat, "one", nil))
	chat.Revision = "one"
	if diff := cmp.Diff(chat, b.chat(id)); diff != "" {
		b.Error(diff)
	}
	chat.Subscriptions, chat.Stopped, chat.StoppedAt, chat.Language, chat.Linked = nil, "", time.Time{}, "", ""
	b.must(b.Store.SaveChat(b.ctx, chat, "two", nil))
	chat.Revision = "two"
	if diff := cmp.Diff(chat, b.chat(id)); diff != "" {
		b.Error(diff)
	}
}

func revisionIsHeld(b *bench) {
	id := b.save("7", at(1), 1)
	stale := b.chat(id)
	b.save("7", at(2), 1, 2)
	stale.Subscriptions = nil
	if err := b.Store.SaveChat(b.ctx, stale, "other", nil); !errors.Is(err, record.ErrChanged) {
		b.Errorf("got %v", err)
	}
	fresh := record.Chat{ID: id}
	if err := b.Store.SaveChat(b.ctx, fresh, "other", nil); !errors.Is(err, record.ErrChanged) {
		b.Errorf("a chat that was not read: got %v", err)
	}
	if n := len(b.chat(id).Subscriptions); n != 2 {
		b.Errorf("the chat has %d subscriptions", n)
	}
}

func saveRepeats(b *bench) {
	chat := record.Chat{ID: chatID("7"), Subscriptions: []record.Subscription{subscription(1)}}
	b.must(b.Store.SaveChat(b.ctx, chat, "one", map[int]time.Time{1: at(1)}))
	l := b.leaseOne(at(1))
	b.must(b.Store.SaveChat(b.ctx, chat, "one", map[int]time.Time{1: at(1)}))
	if err := b.attempt(l); err != nil {
		b.Errorf("the repeat took the lease away: %v", err)
	}
}

func queueFollowsSave(b *bench) {
	id := b.save("7", at(1), 1, 2, 3)
	chat := b.chat(id)
	chat.Subscriptions = []record.Subscription{subscription(1), subscription(2), subscription(4)}
	b.must(b.Store.SaveChat(b.ctx, chat, "two", map[int]time.Time{2: {}, 4: at(5)}))
	if l := b.leaseOne(at(1)); l.Subscription != 1 {
		b.Errorf("subscription %d is due; 1 was left as it was, 2 is due no more, 3 is gone", l.Subscription)
	}
	if l := b.leaseOne(at(5)); l.Subscription != 4 || !l.Due.Equal(at(5)) {
		b.Errorf("the new one is %+v", l)
	}
}

func lastMovesByDeliveries(b *bench) {
	id := b.save("7", at(1), 1)
	b.must(b.finish(b.leaseOne(at(1)), sent(24, at(9))))
	chat := b.chat(id)
	chat.Subscriptions[0].Last = day(1)
	chat.Subscriptions[0].At = 60
	b.must(b.Store.SaveChat(b.ctx, chat, "two", map[int]time.Time{1: at(2)}))
	if got := b.chat(id).Subscriptions[0]; got.Last != day(24) || got.At != 60 {
		b.Errorf("the subscription is %+v", got)
	}
	b.must(b.finish(b.leaseOne(at(2)), sent(23, at(9))))
	if got := b.chat(id).Subscriptions[0].Last; got != day(24) {
		b.Errorf("the last date went back to %s", got)
	}
}

func toldMovesByDeliveries(b *bench) {
	chat := record.Chat{ID: chatID("7"), Subscriptions: []record.Subscription{subscription(1), subscription(2)}}
	chat.Subscriptions[0].News = true
	b.must(b.Store.SaveChat(b.ctx, chat, "one", map[int]time.Time{1: at(1)}))
	silent := outbox.Result{Slot: day(24), Told: at(3), Next: at(4)}
	for range 2 {
		b.must(b.finish(b.leaseHeld(), silent))
	}
	if log := b.log(chat.ID); len(log) != 0 {
		b.Errorf("what brought nothing stands in the ledger: %+v", log)
	}
	chat = b.chat(chat.ID)
	if got := chat.Subscriptions[0]; got.Last != day(24) || !got.Told.Equal(at(3)) || !got.News {
		b.Errorf("the subscription is %+v", got)
	}
	chat.Subscriptions[0].Told, chat.Subscriptions[0].At = at(1), 60
	b.must(b.Store.SaveChat(b.ctx, chat, "two", map[int]time.Time{1: at(5)}))
	l := b.leaseOne(at(5))
	failed := sent(25, at(9))
	failed.Entry.Outcome = record.OutcomeFailed
	b.must(b.finish(l, failed))
	if got := b.chat(chat.ID).Subscriptions[0]; got.Last != day(25) || !got.Told.Equal(at(3)) {
		b.Errorf("after a failure the subscription is %+v", got)
	}
	for i, told := range []int{8, 7} {
		again := sent(26+i, at(10+i))
		again.Told = at(told)
		b.must(b.finish(b.leaseOne(at(9+i)), again))
	}
	if got := b.chat(chat.ID).Subscriptions; !got[0].Told.Equal(at(8)) || !got[1].Told.IsZero() {
		b.Errorf("the subscriptions are %+v", got)
	}
	b.must(b.Store.MoveChat(b.ctx, chat.ID, chatID("8")))
	if got := b.chat(chatID("8")).Subscriptions[0]; !got.Told.Equal(at(8)) || !got.News {
		b.Errorf("after a move the subscription is %+v", got)
	}
}

// strange are keys that are legal but would confuse careless storing.
var strange = []string{"-100123/45", "7", "77", "7/1", "s/1/7", "a b", "Ünïcödé", "7:log", "{x}", "*", "7\x007"}

func strangeKeys(b *bench) {
	for i, key := range strange {
		b.save(key, at(i), 1)
	}
	for i, key := range strange {
		l := b.leaseOne(at(i))
		if l.Chat.Key != key {
			b.Errorf("%q came as %q", key, l.Chat.Key)
		}
		b.must(b.finish(l, sent(24, time.Time{})))
	}
	b.must(b.Store.Forget(b.ctx, chatID("7")))
	for _, key := range strange {
		if known := len(b.log(chatID(key))) == 1; known == (key == "7") {
			b.Errorf("%q is known: %v", key, known)
		}
	}
}

func forgettingIsComplete(b *bench) {
	const key = "987654321"
	id := b.saveIn("-55", key, at(1))
	other := b.saveIn("-55", "7", at(1))
	announce(b, "abc")
	fanOut(b, "abc", id, other)
	for _, l := range b.lease(at(30), 2) {
		b.must(b.attempt(l))
		b.must(b.finish(l, outbox.Result{Entry: record.LedgerEntry{At: noon, Outcome: record.OutcomeFailed, Reason: "refused", Date: day(24), Subscription: l.Subscription}, Dead: true, Next: at(99)}))
	}
	b.lease(at(30), 1)
	if !strings.Contains(b.Dump(), key) {
		b.Fatal("the dump does not show what is stored")
	}
	for range 2 {
		b.must(b.Store.Forget(b.ctx, id))
	}
	if dump := b.Dump(); strings.Contains(dump, key) {
		b.Errorf("something of the chat is still there:\n%s", dump)
	}
	if len(b.chat(other).Subscriptions) != 1 {
		b.Error("another chat was forgotten too")
	}
}

func forgottenStays(b *bench) {
	id := b.save("7", at(1), 1)
	l := b.leaseOne(at(1))
	b.must(b.Store.Forget(b.ctx, id))
	if err := b.attempt(l); !errors.Is(err, outbox.ErrLost) {
		b.Errorf("an attempt after forgetting: %v", err)
	}
	b.must(b.finish(l, sent(24, at(9))))
	if chat := b.chat(id); chat.Revision != "" || len(b.log(id)) != 0 {
		b.Errorf("the chat is back: %+v", chat)
	}
	b.wantNothingDue(at(99))
}

func chatMoves(b *bench) {
	from, to := chatID("-100"), chatID("-200")
	chat := record.Chat{ID: from, GroupID: "-100", Zone: "Africa/Lagos", LastID: 2, Subscriptions: []record.Subscription{subscription(1), subscription(2)}}
	b.must(b.Store.SaveChat(b.ctx, chat, "one", map[int]time.Time{1: at(1), 2: at(5)}))
	a := announce(b, "abc")
	fanOut(b, a.ID, from)
	b.must(b.finish(b.firstOf(b.lease(at(1), 1)), sent(24, at(4))))
	for range 2 {
		b.must(b.Store.MoveChat(b.ctx, from, to))
	}
	moved := b.chat(to)
	if moved.GroupID != "-200" || moved.LastID != 2 || len(moved.Subscriptions) != 2 || moved.Subscriptions[0].Last != day(24) || len(b.log(to)) != 1 {
		b.Errorf("under its new name the chat is %+v", moved)
	}
	if old := b.chat(from); old.Revision != "" || len(b.log(from)) != 0 {
		b.Errorf("under its old name the chat is %+v", old)
	}
	fanOut(b, a.ID, to)
	keys := map[string]bool{}
	for _, l := range b.lease(at(20), 10) {
		keys[l.Key()] = true
	}
	if diff := cmp.Diff(map[string]bool{"s/1/-200": true, "s/2/-200": true, "a/abc/-200": true}, keys); diff != "" {
		b.Error(diff)
	}
	if n, err := b.Store.Audience(b.ctx, record.Announcement{ID: "x", To: group("-200")}); err != nil || n != 1 {
		b.Errorf("the new group has %d chats, %v", n, err)
	}
}

func (b *bench) firstOf(leases []outbox.Lease) outbox.Lease {
	b.Helper()
	if len(leases) == 0 {
		b.Fatal("nothing is due")
	}
	return leases[0]
}

func chatStays(b *bench) {
	from, to := b.save("-100", at(1), 1), b.save("-200", at(2), 5)
	b.must(b.Store.MoveChat(b.ctx, from, to))
	if chat := b.chat(to); len(chat.Subscriptions) != 1 || chat.Subscriptions[0].ID != 5 {
		b.Errorf("the chat is %+v", chat)
	}
	if l := b.leaseOne(at(9)); l.Chat != to {
		b.Errorf("%s is due", l.Key())
	}
	if strings.Contains(b.Dump(), "-100") {
		b.Error("something of the old chat is still there")
	}
}

func endedContext(b *bench) {
	ended, cancel := contextThatEnds(b)
	cancel()
	if _, err := b.Store.Chat(ended, chatID("7")); err == nil {
		b.Error("a chat was read")
	}
	if err := b.Store.SaveChat(ended, record.Chat{ID: chatID("7")}, "one", nil); err == nil {
		b.Error("a chat was saved")
	}
	if b.chat(chatID("7")).Revision != "" {
		b.Error("something was stored")
	}
}
