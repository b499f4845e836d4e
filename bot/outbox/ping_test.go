package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// What became of the wish to ping everyone is counted, also where the message had to
// be tried again, and stays known when it is corrected.
func TestWhatBecameOfAPingIsKept(t *testing.T) {
	for outcome, want := range map[string]string{
		record.PingDone:   "Everyone was pinged 1",
		record.PingBot:    "Not pinged, because I may not do that there 1",
		record.PingPerson: "Not pinged, because the sender may not do that there 1",
	} {
		t.Run(outcome, func(t *testing.T) {
			d := newDesk(t)
			d.say("subscribe 07:00 Africa/Lagos")
			tries := 0
			d.answer = func(m delivery.Message) error {
				if m.Pinged(outcome); tries == 0 {
					tries++
					return errors.New("it may pass")
				}
				return nil
			}
			id := strings.Fields(d.say("announce We meet on Friday.").Buttons[0][0].Do)[2]
			draft := d.core.Handle(context.Background(), reply.Request{
				Chat: chat, Private: true, Person: "7", MayPing: true, Now: d.clock.Now(), Payload: "1 desk ping " + id + " 0 on",
			})
			sent := d.press(draft, "send")
			d.work()
			d.wantFacts("Sent 0, Waiting 1")
			d.at("2026-11-24T06:30:00Z")
			d.wantFacts("Sent 1, " + want)
			form := d.press(d.press(sent, "status"), "reword")
			_, _, line := reply.ParseLine("/" + form.Form.Do)
			d.press(d.say("announce "+line+" We meet on Saturday."), "send")
			d.work()
			d.wantFacts("Sent 1, " + want + ", Corrected 1")
		})
	}
}

// What became of a role that the daily point pings stands in the ledger and in the status,
// on both stores; a discreet chat and the news ping nobody.
func TestWhatBecameOfARoleIsToldInTheStatus(t *testing.T) {
	onStores(t, func(d recallDesk) {
		d.say("subscribe 07:00 Africa/Lagos")
		d.choose(record.SettingPing, "701")
		said := record.PingDone
		d.answer = func(m delivery.Message) error {
			if m.PingRole != "" {
				m.Pinged(said)
			}
			return nil
		}
		d.at("2026-11-24T06:00:00Z")
		if role := d.sent[0].PingRole; role != "701" {
			t.Errorf("%q is pinged", role)
		}
		d.wantLedger("sent 2026-11-24 pinged")
		said = record.PingBot
		d.at("2026-11-25T06:00:00Z")
		if got := fmt.Sprint(d.say("status")); !strings.Contains(got, "the role was pinged") || !strings.Contains(got, "because I may not do that here") {
			t.Error(got)
		}
		d.choose(record.SettingDiscreet, record.On)
		d.at("2026-11-26T06:00:00Z")
		if role := d.sent[2].PingRole; role != "" {
			t.Errorf("a discreet chat pings %q", role)
		}
		d.wantLedger("sent 2026-11-26, sent 2026-11-25 ping_bot, sent 2026-11-24 pinged")
	})
}

// choose sets a setting of the chat.
func (d *desk) choose(name record.Setting, value string) {
	d.t.Helper()
	kept, err := d.store.Chat(context.Background(), chat)
	if err == nil {
		kept.Choose(name, value)
		err = d.store.SaveChat(context.Background(), kept, kept.Revision+"x", nil)
	}
	if err != nil {
		d.t.Fatal(err)
	}
}
