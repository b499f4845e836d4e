package storetest

import (
	"errors"
	"strings"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// deadIsListed sets a record aside and gives a delivery up: both are listed, under
// the mark that whoever asks for the record is told, and go with their chat.
func deadIsListed(b *bench) {
	broken, given := b.save("987654321", at(1), 1), b.save("123456789", at(1), 1)
	if all, err := b.Store.Dead(b.ctx); err != nil || len(all) != 0 {
		b.Errorf("at first there are %+v, %v", all, err)
	}
	for _, l := range b.lease(at(1), 9) {
		if l.Chat == given {
			b.must(b.finish(l, outbox.Result{Entry: record.LedgerEntry{At: at(1), Outcome: record.OutcomeFailed, Reason: "tries"}, Dead: true}))
		}
	}
	b.Break(broken)
	var unreadable *record.UnreadableError
	if _, err := b.Store.Chat(b.ctx, broken); !errors.As(err, &unreadable) {
		b.Fatalf("it is read with %v", err)
	}
	all, err := b.Store.Dead(b.ctx)
	b.must(err)
	if len(all) != 2 {
		b.Fatalf("there are %+v", all)
	}
	for _, d := range all {
		chat := given.Key
		if d.Kind == unreadable.Kind && d.Mark == unreadable.Mark {
			chat = broken.Key
		} else if d.Reason != "tries" || !d.At.Equal(at(1)) {
			b.Errorf("what was given up is %+v", d)
		}
		if !strings.Contains(d.Key, chat) || strings.Contains(d.Kind+d.Mark+d.Reason, chat) {
			b.Errorf("it is %+v", d)
		}
	}
	b.must(b.Store.Forget(b.ctx, broken))
	b.must(b.Store.Forget(b.ctx, given))
	if all, err := b.Store.Dead(b.ctx); err != nil || len(all) != 0 {
		b.Errorf("after both are forgotten there are %+v, %v", all, err)
	}
}
