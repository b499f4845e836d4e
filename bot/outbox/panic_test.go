package outbox_test

import (
	"context"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A panicking core panics at the point of one chat.
type panicking struct {
	*commands.Core
	chat record.ChatID
}

func (p *panicking) Daily(ctx context.Context, chat record.Chat, s record.Subscription, slot record.Slot, now time.Time) (reply.Reply, error) {
	if chat.ID == p.chat {
		panic("a point went wrong")
	}
	return p.Core.Daily(ctx, chat, s, slot, now)
}

func TestAPanicAtOneDeliveryTakesNothingFromTheOthers(t *testing.T) {
	d := newDesk(t)
	ill := record.ChatID{Platform: "telegram", Key: "8"}
	d.say("subscribe 07:00 Africa/Lagos")
	d.sayIn(ill, "subscribe 07:00 Africa/Lagos")
	core := &panicking{d.core, ill}
	d.config.Core = core
	d.restart()
	d.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	if _, err := d.courier.Step(t.Context()); err == nil {
		t.Error("nobody is told of the panic")
	}
	d.wantSent(1, "to the chat that is well")
	core.chat = record.ChatID{}
	d.at("2026-11-24T06:01:00Z")
	d.wantSent(2, "to both once nothing panics")
}

// A sender that panics may have sent: the delivery is in doubt.
func TestAPanicWhileSendingLeavesADoubt(t *testing.T) {
	d := newDesk(t)
	d.config.InDoubt = delivery.Drop
	d.restart()
	d.say("subscribe 07:00 Africa/Lagos")
	d.answer = func(delivery.Message) error { panic("the connection went wrong") }
	d.at("2026-11-24T06:00:00Z")
	d.accept()
	d.at("2026-11-24T06:10:00Z")
	entries, err := d.store.Log(t.Context(), chat)
	if err != nil || len(entries) != 1 || entries[0].Outcome != record.OutcomeFailed || entries[0].Reason != "unknown" {
		t.Errorf("the ledger is %+v, %v", entries, err)
	}
}
