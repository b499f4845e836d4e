package storetest

import (
	"errors"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// chatsReadTogether reads chats in one go, in the order asked for.
func chatsReadTogether(b *bench) {
	second, first := b.save("b", at(1), 1), b.save("a", at(1), 1)
	ids := []record.ChatID{first, chatID("never stored"), second, first}
	chats, errs := b.Store.Chats(b.ctx, ids)
	b.must(errors.Join(errs...))
	for i, id := range ids {
		if want := b.chat(id); chats[i].ID != id || chats[i].Revision != want.Revision || len(chats[i].Subscriptions) != len(want.Subscriptions) {
			b.Errorf("chat %d is %+v, alone it is %+v", i, chats[i], want)
		}
	}
}

// settledTogether notes and settles leases of which one was lost and one is of
// an announcement: each for itself.
func settledTogether(b *bench) {
	b.save("a", at(1), 1)
	lost := b.save("b", at(2), 1)
	b.save("c", at(3), 1)
	leases := b.lease(at(3), 9)
	chat := b.chat(lost)
	b.must(b.Store.SaveChat(b.ctx, chat, "two", map[int]time.Time{1: at(7)}))
	for i, err := range b.Store.Attempt(b.ctx, leases) {
		if errors.Is(err, outbox.ErrLost) != (leases[i].Chat == lost) {
			b.Errorf("the attempt for %s: %v", leases[i].Chat.Key, err)
		}
	}
	var settled []outbox.Settlement
	for _, l := range leases {
		settled = append(settled, outbox.Settlement{Lease: l, Result: sent(24, at(60))})
	}
	for range 2 {
		b.must(errors.Join(b.Store.Finish(b.ctx, settled)...))
	}
	for _, l := range leases {
		if log := b.log(l.Chat); len(log) != 1 {
			b.Errorf("%s has %d entries", l.Chat.Key, len(log))
		}
	}
	if again := b.lease(at(59), 9); len(again) != 1 || again[0].Chat != lost || again[0].Unknown {
		b.Errorf("before the next day came %+v", again)
	}
	if next := b.lease(at(60), 9); len(next) != 2 || next[0].Unknown || next[1].Unknown {
		b.Errorf("the next day came %+v", next)
	}
}

// brokenRecordHoldsNoOtherUp leases three of which one has a record that cannot
// be read: the others are read, noted and settled with it. It is settled too, so
// that it does not come again and again, and can be forgotten.
func brokenRecordHoldsNoOtherUp(b *bench) {
	b.save("a", at(1), 1)
	broken := b.save("b", at(2), 1)
	b.save("c", at(3), 1)
	leases := b.lease(at(3), 9)
	b.Break(broken)
	var ids []record.ChatID
	var settled []outbox.Settlement
	for _, l := range leases {
		ids = append(ids, l.Chat)
		settled = append(settled, outbox.Settlement{Lease: l, Result: sent(24, at(60))})
	}
	chats, read := b.Store.Chats(b.ctx, ids)
	b.must(errors.Join(b.Store.Attempt(b.ctx, leases)...))
	finished := b.Store.Finish(b.ctx, settled)
	for i, id := range ids {
		if id == broken {
			var unreadable *record.UnreadableError
			if !errors.As(read[i], &unreadable) || unreadable.Kind != "chat" {
				b.Errorf("of the broken one is said: %v", read[i])
			}
			b.must(finished[i])
			continue
		}
		b.must(errors.Join(read[i], finished[i]))
		if log := b.log(id); len(chats[i].Subscriptions) != 1 || len(log) != 1 {
			b.Errorf("%s was read as %+v and has %d entries", id.Key, chats[i], len(log))
		}
	}
	if again := b.lease(at(20), 9); len(again) != 0 {
		b.Errorf("before the next day there came %+v", again)
	}
	for range 2 {
		b.must(b.Store.Forget(b.ctx, broken))
	}
	if chat := b.chat(broken); chat.Revision != "" {
		b.Errorf("after it was forgotten the chat is %+v", chat)
	}
	if again := b.lease(at(99), 9); len(again) != 2 {
		b.Errorf("the next day there came %+v", again)
	}
}
