package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
)

// onEachStore runs a test on a desk with each of the real stores.
func onEachStore(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Helper()
	t.Run("file", func(t *testing.T) {
		kept, err := boltstore.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		test(t, deskOn(t, kept))
	})
	t.Run("redis", func(t *testing.T) {
		kept, err := redisstore.Open(context.Background(), redistest.Start(t).URL(), slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		test(t, deskOn(t, kept))
	})
}

// errRefused is what is known not to have been accepted.
var errRefused = errors.New("connection refused")

// answers to a repeat, and whether what was in doubt before is in doubt after.
var answers = []struct {
	what   string
	answer error
	doubt  bool
}{
	{"the chat has to wait", &delivery.RetryAfterError{For: 30 * time.Second}, true},
	{"everyone has to wait", &delivery.RetryAfterError{For: 30 * time.Second, Everyone: true}, true},
	{"it did not go out", errRefused, true},
	{"it may have gone out again", &delivery.InDoubtError{Err: errRefused}, true},
	{"a part was there, and for the next one the chat has to wait", &delivery.PartialError{Sent: 1, Err: &delivery.RetryAfterError{For: 30 * time.Second}}, true},
	{"what was in doubt is not there, and the chat has to wait", &delivery.AbsentError{Err: &delivery.RetryAfterError{For: 30 * time.Second}}, false},
	{"what was in doubt is not there, and the repeat did not go out", &delivery.AbsentError{Err: errRefused}, false},
	{"what was in doubt is not there, and the repeat may have gone out", &delivery.AbsentError{Err: &delivery.InDoubtError{Err: errRefused}}, true},
}

func TestADoubtLastsUntilTheOutcomeIsKnown(t *testing.T) {
	for _, tt := range answers {
		t.Run(tt.what, func(t *testing.T) {
			onEachStore(t, func(t *testing.T, d *desk) {
				d.say("subscribe 07:00 Africa/Lagos")
				d.clock.Set(seven)
				crashed(t, d)
				d.answer = func(delivery.Message) error { return tt.answer }
				d.step(seven.Add(3 * time.Minute))
				d.wantSent(2, "the repeat")
				if !d.sent[1].First.Equal(seven) {
					t.Errorf("the repeat says that the first try was at %s", d.sent[1].First)
				}
				now := seven.Add(10 * time.Minute)
				l := d.peek(now)
				if l.Unknown != tt.doubt || !l.Due.Equal(seven) {
					t.Errorf("it was put back as %+v", l)
				}
				d.accept()
				d.restart()
				d.at(now.Add(2 * time.Minute).Format(time.RFC3339))
				d.wantSent(3, "the next try")
				if tried := tt.doubt || l.Tries > 0; d.sent[2].First.Equal(seven) != tried {
					t.Errorf("the next try says that the first was at %s", d.sent[2].First)
				}
				d.wantLedger("late 2026-11-24")
			})
		})
	}
}

// TestADoubtOutlastsManyPauses has one that is asked to wait again and again,
// and whose chat is moved and cannot be read in between.
func TestADoubtOutlastsManyPauses(t *testing.T) {
	onEachStore(t, func(t *testing.T, d *desk) {
		m := &moody{Store: d.store}
		d.config.Store = m
		d.restart()
		d.say("subscribe 07:00 Africa/Lagos")
		d.clock.Set(seven)
		crashed(t, d)
		to := record.ChatID{Platform: "telegram", Key: "-1007"}
		now := seven
		for _, answer := range []error{&delivery.RetryAfterError{For: time.Second}, errRefused, &delivery.MovedError{To: to}, &delivery.RetryAfterError{For: time.Second, Everyone: true}} {
			d.answer = func(delivery.Message) error { return answer }
			now = now.Add(2 * time.Minute)
			before := d.count()
			d.step(now)
			d.wantSent(before+1, answer.Error())
		}
		m.unreadable = to.Key
		d.clock.Set(now.Add(2 * time.Minute))
		if _, err := d.courier.Step(context.Background()); err == nil {
			t.Error("a chat was read that cannot be")
		}
		if l := d.peek(now.Add(10 * time.Minute)); !l.Unknown || !l.Due.Equal(seven) || l.Chat != to {
			t.Errorf("in the end it is %+v", l)
		}
	})
}

func TestWithDropWhatIsInDoubtIsNeverSentAgain(t *testing.T) {
	onEachStore(t, func(t *testing.T, d *desk) {
		d.say("subscribe 07:00 Africa/Lagos")
		d.clock.Set(seven)
		crashed(t, d)
		// The one who takes over sends again, and is asked to wait; then whoever
		// looks after the bot decides otherwise.
		d.answer = func(delivery.Message) error { return &delivery.RetryAfterError{For: 30 * time.Second} }
		d.step(seven.Add(2 * time.Minute))
		d.wantSent(2, "the repeat")
		d.accept()
		d.config.InDoubt = delivery.Drop
		d.restart()
		d.at("2026-11-24T06:03:00Z")
		d.wantSent(2, "with drop")
		d.wantLedger("failed 2026-11-24 unknown")
		d.at("2026-11-25T06:00:00Z")
		d.wantSent(3, "the next day's")
	})
}

func TestWhatMayHaveGoneOutIsNeverSaidNotToHave(t *testing.T) {
	for _, tt := range []struct {
		what   string
		answer error  // to every repeat
		at     string // when the courier comes back
		ledger string
	}{
		{"too late to send again", nil, "2026-11-24T12:30:00Z", "failed 2026-11-24 unknown"},
		{"after the last try", errRefused, "2026-11-24T06:03:00Z", "failed 2026-11-24 unknown"},
		{"refused in the end", &delivery.RefusedError{Err: errRefused}, "2026-11-24T06:03:00Z", "failed 2026-11-24 refused"},
		{"never there", &delivery.AbsentError{Err: errRefused}, "2026-11-24T06:03:00Z", "failed 2026-11-24 tries"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			d := newDesk(t)
			d.say("subscribe 07:00 Africa/Lagos")
			d.clock.Set(seven)
			crashed(t, d)
			if tt.answer != nil {
				d.answer = func(delivery.Message) error { return tt.answer }
			}
			d.at(tt.at)
			for range 50 {
				d.clock.Advance(5 * time.Minute)
				d.work()
			}
			d.wantLedger(tt.ledger)
		})
	}
}

func TestAnAnnouncementInDoubtIsNotSaidToBeStopped(t *testing.T) {
	for _, policy := range []delivery.InDoubtPolicy{delivery.Resend, delivery.Drop} {
		t.Run(string(policy), func(t *testing.T) {
			onEachStore(t, func(t *testing.T, d *desk) {
				d.config.InDoubt = policy
				d.restart()
				d.say("subscribe 07:00 Africa/Lagos")
				sent := d.press(d.say("announce We meet on Friday."), "send")
				for _, err := range []error{&delivery.InDoubtError{Err: errRefused}, &delivery.RetryAfterError{For: time.Second}} {
					d.answer = func(delivery.Message) error { return err }
					d.step(d.clock.Now().Add(time.Minute))
				}
				d.press(sent, "stop")
				d.accept()
				d.clock.Advance(10 * time.Minute)
				d.work()
				d.wantFacts("Sent 0, Could not be delivered 1 (it is not known whether it arrived: 1)")
			})
		})
	}
}

// step moves the clock and makes one step.
func (d *desk) step(now time.Time) {
	d.t.Helper()
	d.clock.Set(now)
	if _, err := d.courier.Step(context.Background()); err != nil {
		d.t.Fatal(err)
	}
}

// peek looks at the one delivery that is due at a time, by a lease that is over
// a minute later.
func (d *desk) peek(now time.Time) outbox.Lease {
	d.t.Helper()
	leases, err := d.store.Lease(context.Background(), "telegram", now, now.Add(time.Minute), outbox.Want{All: 9, Others: 9})
	if err != nil || len(leases) != 1 {
		d.t.Fatal(fmt.Sprint(leases), err)
	}
	return leases[0]
}
