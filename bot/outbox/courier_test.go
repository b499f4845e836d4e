package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/load"
)

// A platform that does what the test says, and remembers what it was sent.
type platform struct {
	mu     sync.Mutex
	sent   []delivery.Message
	answer func(delivery.Message) error // nil accepts everything

	unlocked func(delivery.Message) // happens before, while others may send too; nil does nothing
	edited   map[string]string      // text by message id
	deleted  []string               // message ids
	refuse   error                  // of every change
	arrivals chan struct{}          // gets a word after each message; nil tells nobody
	fixed    error                  // of every deletion
}

func (p *platform) Send(_ context.Context, m delivery.Message) ([]string, error) {
	if p.unlocked != nil {
		p.unlocked(m)
	}
	if p.arrivals != nil {
		defer func() { p.arrivals <- struct{}{} }()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent = append(p.sent, m)
	if p.answer != nil {
		if err := p.answer(m); err != nil {
			return nil, err
		}
	}
	return []string{fmt.Sprint("m", len(p.sent))}, nil
}

// accept makes the platform well again.
func (p *platform) accept() { p.answer = nil }

// A desk is a courier on a real embedded store with a clock that the test
// moves.
type desk struct {
	t       *testing.T
	store   store.Store
	clock   *clock.Manual
	core    *commands.Core
	courier *outbox.Courier
	platform
	config outbox.Config
}

// builtin is the built-in content, loaded once.
var builtin = sync.OnceValues(func() (*content.Library, error) { return load.Library(content.Builtin()) })

var chat = record.ChatID{Platform: "telegram", Key: "7"}

func newDesk(t *testing.T) *desk {
	t.Helper()
	kept, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return deskOn(t, kept)
}

// deskOn makes a desk on a store, which closes with the test.
func deskOn(t *testing.T, store store.Store) *desk {
	t.Helper()
	t.Cleanup(func() { store.Close() })
	library, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	var n atomic.Int64
	core, err := commands.New(commands.Config{
		Library: func() *content.Library { return library }, Store: store,
		Random: func() string { return fmt.Sprintf("%08d-random", n.Add(1)) },
	})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, store: store, core: core, clock: clock.NewManual(time.Date(2026, 11, 24, 5, 0, 0, 0, time.UTC))}
	d.config = outbox.Config{
		Platform: "telegram", Sender: &d.platform, Editor: &d.platform, Core: core, Store: store, Clock: d.clock,
		Log: slog.New(slog.DiscardHandler),
	}
	d.restart()
	return d
}

// restart is a new process on the same store.
func (d *desk) restart() { d.courier = outbox.New(d.config) }

// say types a line in the chat.
func (d *desk) say(line string) reply.Reply { return d.sayIn(chat, line) }

// sayIn types a line in a chat.
func (d *desk) sayIn(chat record.ChatID, line string) reply.Reply {
	command, _, args := reply.ParseLine(line)
	return d.core.Handle(context.Background(), reply.Request{
		Chat: chat, Private: true, Person: "7", Now: d.clock.Now(), Command: command, Line: args,
	})
}

// at moves the clock and lets the courier work until nothing is due.
func (d *desk) at(moment string) {
	d.t.Helper()
	now, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		d.t.Fatal(err)
	}
	d.clock.Set(now)
	d.work()
}

func (d *desk) work() {
	d.t.Helper()
	for range 100 {
		n, err := d.courier.Step(context.Background())
		if err != nil {
			d.t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
	d.t.Fatal("the courier never came to rest")
}

// wantSent checks how many messages the platform has seen.
func (d *desk) wantSent(n int, when string) {
	d.t.Helper()
	if len(d.sent) != n {
		d.t.Fatalf("%s: %d messages were sent, want %d", when, len(d.sent), n)
	}
}

// ledger writes the outcomes, newest first: "late 2026-11-24".
func (d *desk) ledger() string {
	d.t.Helper()
	log, err := d.store.Log(context.Background(), chat)
	if err != nil {
		d.t.Fatal(err)
	}
	var lines []string
	for _, e := range log {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s", e.Outcome, e.Date, e.Reason)))
	}
	return strings.Join(lines, ", ")
}

func (d *desk) wantLedger(want string) {
	d.t.Helper()
	if got := d.ledger(); got != want {
		d.t.Errorf("the ledger says %q, want %q", got, want)
	}
}

func TestADailyPointComesEveryDayAtItsMinute(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.at("2026-11-24T05:59:59Z")
	d.wantSent(0, "before seven in Lagos")
	d.at("2026-11-24T06:00:00Z")
	d.wantSent(1, "at seven in Lagos")
	d.at("2026-11-24T12:00:00Z")
	d.wantSent(1, "at noon")
	d.at("2026-11-25T06:00:00Z")
	d.wantSent(2, "the next day")
	d.wantLedger("sent 2026-11-25, sent 2026-11-24")
}

func TestTheDailyPointIsWhatPrayAnswers(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos for East Asia")
	d.at("2026-11-24T06:00:00Z")
	d.wantSent(1, "at seven")
	if got, want := d.sent[0].Reply.Title, d.say("pray").Title; got != want {
		t.Errorf("the daily point is %q, /pray answers %q", got, want)
	}
}

func TestAfterDowntimeOnlyTheLatestComesAndOnlyWithinSixHours(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.at("2026-11-27T11:59:00Z")
	d.wantSent(1, "under six hours late")
	d.wantLedger("late 2026-11-27")
	if text := fmt.Sprint(d.sent[0].Reply.Blocks); !strings.Contains(text, "late") {
		t.Errorf("the message does not say that it is late: %s", text)
	}
	d.at("2026-11-28T12:00:01Z")
	d.wantSent(1, "over six hours late")
	d.wantLedger("missed 2026-11-28 late, late 2026-11-27")
}

func TestAClockThatJumpsNeverRepeatsADate(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.at("2026-11-24T06:00:00Z")
	for _, moment := range []string{"2026-11-24T04:00:00Z", "2026-11-23T06:00:00Z", "2026-11-24T06:00:00Z", "2026-11-24T08:00:00Z"} {
		d.at(moment)
	}
	d.wantSent(1, "after the clock went back and forth")
	d.at("2026-11-25T06:00:00Z")
	d.wantSent(2, "the next day")
}

func TestAChangeOfTimeAndZoneSendsNoSecondOneThatDate(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.at("2026-11-24T06:00:00Z")
	d.say("schedule change 1 09:00 Pacific/Honolulu")
	d.at("2026-11-24T19:00:00Z")
	d.wantSent(1, "nine in Honolulu on the same date")
	d.at("2026-11-25T19:00:00Z")
	d.wantSent(2, "nine in Honolulu on the next date")
}

func TestACrashBeforeTheAnswerIsKnown(t *testing.T) {
	for _, tt := range []struct {
		policy delivery.InDoubtPolicy
		sent   int
		ledger string
	}{
		{delivery.Resend, 2, "sent 2026-11-24"},
		{delivery.Drop, 1, "failed 2026-11-24 unknown"},
	} {
		d := newDesk(t)
		d.config.InDoubt = tt.policy
		d.restart()
		d.say("subscribe 07:00 Africa/Lagos")
		d.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
		d.answer = func(delivery.Message) error { panic("the process is killed here") }
		crashed(t, d)
		d.accept()
		d.restart()
		d.at("2026-11-24T06:03:00Z")
		d.wantSent(tt.sent, string(tt.policy))
		d.wantLedger(tt.ledger)
		if tt.sent == 2 && d.sent[0].Nonce != d.sent[1].Nonce {
			t.Error("the second try has another nonce")
		}
	}
}

// crashed leaves a delivery as a kill between the request and its answer does:
// leased, the attempt noted, nothing settled.
func crashed(t *testing.T, d *desk) {
	t.Helper()
	ctx, now := context.Background(), d.clock.Now()
	leases, err := d.store.Lease(ctx, "telegram", now, now.Add(2*time.Minute), outbox.Want{All: 1})
	if err != nil || len(leases) != 1 {
		t.Fatal(leases, err)
	}
	if err := errors.Join(d.store.Attempt(ctx, leases)...); err != nil {
		t.Fatal(err)
	}
	chat, err := d.store.Chat(ctx, leases[0].Chat)
	if err != nil {
		t.Fatal(err)
	}
	slot, _ := chat.Subscriptions[0].Latest(now)
	d.sent = append(d.sent, delivery.Message{Chat: leases[0].Chat, Nonce: delivery.Nonce(leases[0].Key(), slot.Date.String())})
}

func TestFailuresAreSorted(t *testing.T) {
	reset := errors.New("connection reset")
	for _, tt := range []struct {
		what   string
		answer error
		later  string // when the courier works again, with a platform that is well
		sent   int
		ledger string
	}{
		{"a blocked chat is paused and nothing is tried again", &delivery.GoneError{Cause: record.StopBlocked}, "2026-11-25T06:00:00Z", 1, "failed 2026-11-24 blocked"},
		{"a refused message is set aside, and the next day's comes", &delivery.RefusedError{Err: reset}, "2026-11-25T06:00:00Z", 2, "sent 2026-11-25, failed 2026-11-24 refused"},
		{"a platform that asks to wait is obeyed", &delivery.RetryAfterError{For: 30 * time.Second}, "2026-11-24T06:00:29Z", 1, ""},
		{"after the wait it comes", &delivery.RetryAfterError{For: 30 * time.Second, Everyone: true}, "2026-11-24T06:00:31Z", 2, "sent 2026-11-24"},
		{"what may pass is tried again", reset, "2026-11-24T06:00:10Z", 2, "sent 2026-11-24"},
		{"what is in doubt is sent again by default", &delivery.InDoubtError{Err: reset}, "2026-11-24T06:00:10Z", 2, "sent 2026-11-24"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			d := newDesk(t)
			d.say("subscribe 07:00 Africa/Lagos")
			d.answer = func(delivery.Message) error { return tt.answer }
			d.at("2026-11-24T06:00:00Z")
			d.accept()
			d.at(tt.later)
			d.wantSent(tt.sent, tt.what)
			d.wantLedger(tt.ledger)
		})
	}
}

func TestABlockedChatHearsWhyAndResumes(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.answer = func(delivery.Message) error { return &delivery.GoneError{Cause: record.StopBlocked} }
	d.at("2026-11-24T06:00:00Z")
	d.accept()
	if text := fmt.Sprint(d.say("status")); !strings.Contains(text, "/schedule resume") {
		t.Errorf("/status does not say what to do: %s", text)
	}
	d.say("schedule resume")
	d.at("2026-11-25T06:00:00Z")
	d.wantSent(2, "after it was resumed")
}

// What was not sent to a chat that shut the bot out comes when it lets it in again in
// time, but where some of it may be there already.
func TestWhatIsPartlyThereDoesNotComeAgainOnceAChatIsBack(t *testing.T) {
	blocked := &delivery.GoneError{Cause: record.StopBlocked}
	for _, tt := range []struct {
		what     string
		policy   delivery.InDoubtPolicy
		failures []error // of the tries, one a minute
		again    bool
	}{
		{"nothing has gone out", delivery.Resend, []error{blocked}, true},
		{"a part has gone out", delivery.Resend, []error{&delivery.PartialError{Sent: 1, Err: blocked}}, false},
		{"a part had gone out before", delivery.Resend, []error{&delivery.PartialError{Sent: 1, Err: errors.New("reset")}, blocked}, false},
		{"it was in doubt, and may come twice", delivery.Resend, []error{&delivery.InDoubtError{Err: errors.New("reset")}, blocked}, true},
		{"it is in doubt, and may not come twice", delivery.Drop, []error{errors.Join(&delivery.InDoubtError{Err: errors.New("reset")}, blocked)}, false},
	} {
		t.Run(tt.what, func(t *testing.T) {
			d := newDesk(t)
			d.config.InDoubt = tt.policy
			d.restart()
			d.say("subscribe 07:00 Africa/Lagos")
			for i, err := range tt.failures {
				d.answer = func(delivery.Message) error { return err }
				d.at(fmt.Sprintf("2026-11-24T06:%02d:00Z", i))
			}
			d.accept()
			if _, err := d.core.Resume(t.Context(), chat, d.clock.Now()); err != nil {
				t.Fatal(err)
			}
			before := len(d.sent)
			d.at("2026-11-24T07:00:00Z")
			if again := len(d.sent) > before; again != tt.again {
				t.Errorf("it came again: %t", again)
			}
			d.at("2026-11-25T06:00:00Z")
			if n := len(d.sent) - before; n == 0 || tt.again != (n == 2) {
				t.Errorf("by the next day it was sent %d times more", n)
			}
		})
	}
}

func TestAMovedChatIsFollowed(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	to := record.ChatID{Platform: "telegram", Key: "-1007"}
	d.answer = func(m delivery.Message) error {
		if m.Chat == chat {
			return &delivery.MovedError{To: to}
		}
		return nil
	}
	d.at("2026-11-24T06:00:00Z")
	d.work()
	d.wantSent(2, "old name, then new name")
	if d.sent[1].Chat != to {
		t.Errorf("sent to %v", d.sent[1].Chat)
	}
}

func TestADeliveryThatAlwaysFailsIsSetAsideAndDelaysNoOther(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos for North Korea")
	d.say("subscribe 07:00 Africa/Lagos for Nigeria")
	d.answer = func(m delivery.Message) error {
		if strings.Contains(m.Reply.Title, "North Korea") {
			return errors.New("always")
		}
		return nil
	}
	for minute := range 5 * 60 {
		d.clock.Set(time.Date(2026, 11, 24, 6, minute, 0, 0, time.UTC))
		d.work()
	}
	if got := d.ledger(); !strings.Contains(got, "sent 2026-11-24") || !strings.Contains(got, "failed 2026-11-24 tries") {
		t.Errorf("the ledger says %q", got)
	}
	depth, err := d.store.Depth(context.Background(), "telegram", d.clock.Now())
	if err != nil || depth.Dead != 1 {
		t.Errorf("set aside: %+v, %v", depth, err)
	}
}

func TestAMessageInPartsGoesOnWhereItStopped(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.answer = func(delivery.Message) error { return &delivery.PartialError{Sent: 1, Err: errors.New("reset")} }
	d.at("2026-11-24T06:00:00Z")
	d.accept()
	d.at("2026-11-24T06:01:00Z")
	d.wantSent(2, "after the first part")
	if d.sent[1].Skip != 1 {
		t.Errorf("the second try skips %d parts", d.sent[1].Skip)
	}
}

func TestAnAnnouncementReachesEachChatOnce(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.say("subscribe 19:00 Africa/Lagos")
	draft := d.say("announce We meet on Friday.")
	payload := draft.Buttons[0][0].Payload()
	for range 3 {
		d.core.Handle(context.Background(), reply.Request{Chat: chat, Private: true, Person: "7", Now: d.clock.Now(), Payload: payload})
		d.restart()
		d.work()
	}
	d.wantSent(1, "confirmed three times with restarts between")
	d.wantLedger("sent")
}

func TestACourierThatIsToldToStopPutsBackWhatItHasNotBegun(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.courier.Step(ctx); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	d.wantSent(0, "when told to stop")
	d.work()
	d.wantSent(1, "by the next courier, at once")
}
