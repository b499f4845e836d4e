package outbox_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/commands"
	"prayerbot/commands/record"
)

// joinedCore is a core whose platform says that a channel and a group are joined, or not.
type joinedCore struct {
	*commands.Core
	are bool
}

func (c joinedCore) Joined(context.Context, record.Chat) bool { return c.are }

// Of a channel and the group to which its posts come, the group waits a little for the
// channel, and is sent nothing once that has it.
func TestAGroupWaitsForItsChannelAMinuteAtMost(t *testing.T) {
	const confirmed = "2026-11-24T05:00:00Z"
	for _, tt := range []struct {
		name   string
		joined bool
		hears  string // when the channel can be written to
		own    string // when the group gets its own copy; "" is never
	}{
		{"the channel has it", true, confirmed, ""},
		{"the channel has it a little later", true, "2026-11-24T05:00:30Z", ""},
		{"the channel is hindered", true, "2026-11-24T06:00:00Z", "2026-11-24T05:01:00Z"},
		{"they are joined no more", false, confirmed, "2026-11-24T05:00:05Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.config.Core = joinedCore{d.core, tt.joined}
			d.restart()
			channel, group := record.ChatID{Platform: "telegram", Key: "-300"}, record.ChatID{Platform: "telegram", Key: "-100"}
			d.say("subscribe 07:00 Africa/Lagos")
			d.sayIn(group, "subscribe 07:00 Africa/Lagos")
			if err := d.core.Forwards(t.Context(), channel, group, d.clock.Now()); err != nil {
				t.Fatal(err)
			}
			d.press(d.say("announce We meet on Friday."), "send")
			all, err := d.store.PendingFanOuts(t.Context(), "telegram", d.clock.Now())
			if err != nil || len(all) != 1 {
				t.Fatal(all, err)
			}
			if _, err := d.store.FanOut(t.Context(), all[0].ID, []record.ChatID{group, channel}, d.clock.Now()); err != nil {
				t.Fatal(err)
			}
			hears, own := at(t, tt.hears), ""
			d.answer = func(m delivery.Message) error {
				switch {
				case m.Chat == channel && d.clock.Now().Before(hears):
					return &delivery.RetryAfterError{For: hears.Sub(d.clock.Now())}
				case m.Chat == group && own != "":
					return errors.New("it has come twice")
				case m.Chat == group:
					own = d.clock.Now().Format(time.RFC3339)
				}
				return nil
			}
			for range 30 {
				d.work()
				d.clock.Advance(5 * time.Second)
			}
			if own != tt.own {
				t.Errorf("the group gets its own copy at %q, want %q", own, tt.own)
			}
			made, err := d.store.Copy(t.Context(), all[0].ID, group)
			if err != nil || made.State.Kind != record.CopySent {
				t.Errorf("what became of it in the group is %v (%v)", made.State, err)
			}
		})
	}
}

func at(t *testing.T, moment string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		t.Fatal(err)
	}
	return when
}
