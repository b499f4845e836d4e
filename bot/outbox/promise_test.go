package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// A moody store fails, or forgets, when the test says so.
type moody struct {
	outbox.Store
	mu         sync.Mutex
	unreadable string                         // the key of the chat whose record is broken
	failures   int                            // of Finish, that are still to come
	failed     chan struct{}                  // gets a word when one has come
	attempt    func()                         // after an attempt is noted
	lease      func(outbox.Lease)             // after a lease is given
	finish     func(outbox.Lease) (skip bool) // true: says that it is done, and forgets
}

func (m *moody) Lease(ctx context.Context, platform string, now, until time.Time, want outbox.Want) ([]outbox.Lease, error) {
	leases, err := m.Store.Lease(ctx, platform, now, until, want)
	for _, l := range leases {
		if m.lease != nil {
			m.lease(l)
		}
	}
	return leases, err
}

func (m *moody) Chats(ctx context.Context, ids []record.ChatID) ([]record.Chat, []error) {
	chats, errs := m.Store.Chats(ctx, ids)
	for i, id := range ids {
		if id.Key == m.unreadable {
			chats[i], errs[i] = record.Chat{}, errors.New("a broken record")
		}
	}
	return chats, errs
}

func (m *moody) Attempt(ctx context.Context, leases []outbox.Lease) []error {
	errs := m.Store.Attempt(ctx, leases)
	if m.attempt != nil {
		m.attempt()
	}
	return errs
}

func (m *moody) Finish(ctx context.Context, settled []outbox.Settlement) []error {
	errs := make([]error, len(settled))
	for i, of := range settled {
		errs[i] = m.finishOne(ctx, of)
	}
	return errs
}

func (m *moody) finishOne(ctx context.Context, of outbox.Settlement) error {
	m.mu.Lock()
	fails := m.failures > 0
	if fails {
		m.failures--
		select {
		case m.failed <- struct{}{}:
		default:
		}
	}
	m.mu.Unlock()
	switch {
	case fails:
		return errors.New("no answer")
	case m.finish != nil && m.finish(of.Lease):
		return nil
	}
	return m.Store.Finish(ctx, []outbox.Settlement{of})[0]
}

// awaitFailures waits until at most n failures are still to come.
func (m *moody) awaitFailures(n int) {
	for {
		m.mu.Lock()
		left := m.failures
		m.mu.Unlock()
		if left <= n {
			return
		}
		<-m.failed
	}
}

// moodyDesk is a desk whose courier works on a moody store.
func moodyDesk(t *testing.T) (*desk, *moody) {
	d := newDesk(t)
	m := &moody{Store: d.store, failed: make(chan struct{}, 1)}
	d.config.Store = m
	d.restart()
	return d, m
}

var seven = time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC) // in Lagos

func TestACourierWithoutItsPostSendsNothing(t *testing.T) {
	d := newDesk(t)
	var held atomic.Bool
	d.config.Held = held.Load
	d.restart()
	d.say("subscribe 07:00 Africa/Lagos")
	d.at("2026-11-24T06:00:00Z")
	d.wantSent(0, "without the lock")
	held.Store(true)
	d.work()
	d.wantSent(1, "with the lock")
}

func TestACourierThatFallsAsleepBeforeItSendsSendsNothing(t *testing.T) {
	for _, what := range []string{"the lock is lost", "the lease has nearly run out"} {
		t.Run(what, func(t *testing.T) {
			d, m := moodyDesk(t)
			var held atomic.Bool
			held.Store(true)
			d.config.Held = held.Load
			d.restart()
			d.say("subscribe 07:00 Africa/Lagos")
			m.attempt = func() {
				m.attempt = nil
				if what == "the lock is lost" {
					held.Store(false)
				} else {
					d.clock.Advance(50 * time.Second)
				}
			}
			d.clock.Set(seven)
			if _, err := d.courier.Step(context.Background()); err != nil {
				t.Fatal(err)
			}
			d.wantSent(0, "after it woke")
			held.Store(true)
			d.work()
			d.wantSent(1, "when it has the lock again")
			if !d.sent[0].First.IsZero() {
				t.Error("it is taken for a second try")
			}
		})
	}
}

func TestAStoreThatIsSilentForAWhileMakesNothingComeTwice(t *testing.T) {
	d, m := moodyDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	m.failures = 20
	d.clock.Set(seven)
	done := make(chan error, 1)
	go func() { _, err := d.courier.Step(context.Background()); done <- err }()
	m.awaitFailures(19)
	for waiting := true; waiting; {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			waiting = false
		case <-time.After(time.Millisecond):
			d.clock.Advance(5 * time.Second)
		}
	}
	d.work()
	d.wantSent(1, "after the silence")
	d.wantLedger("sent 2026-11-24")
}

func TestALeaseThatRanOutMeanwhileGoesOnUnderTheNewOne(t *testing.T) {
	d, m := moodyDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.clock.Set(seven)
	leased := 0
	m.lease = func(outbox.Lease) { leased++ }
	m.failures = 1
	ctx := context.Background()
	done := make(chan error, 1)
	go func() { _, err := d.courier.Step(ctx); done <- err }()
	m.awaitFailures(0)
	// Its lease runs out while it waits to tell the store; another step leases
	// the same again, and must neither send it nor stand in its way.
	m.mu.Lock()
	m.failures = 1
	m.mu.Unlock()
	d.clock.Advance(3 * time.Minute)
	for ended := false; !ended; {
		select {
		case err := <-done:
			ended = true
			if err != nil {
				t.Fatal(err)
			}
		case <-time.After(time.Millisecond):
			d.clock.Advance(3 * time.Second)
		}
	}
	d.work()
	d.wantSent(1, "after all")
	d.wantLedger("sent 2026-11-24")
}

func TestAStoreThatForgetsItsLastMomentMakesNothingComeTwice(t *testing.T) {
	d, m := moodyDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	forgets := true
	m.finish = func(outbox.Lease) bool { was := forgets; forgets = false; return was }
	d.at("2026-11-24T06:00:00Z")
	d.wantSent(1, "at seven")
	d.at("2026-11-24T06:01:30Z")
	d.wantSent(1, "when the store has forgotten that it was sent")
	d.wantLedger("sent 2026-11-24")
}

func TestACourierThatTakesOverGoesOnAtOnce(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	ctx := context.Background()
	if _, err := d.store.Lease(ctx, "telegram", seven, seven.Add(time.Minute), outbox.Want{All: 9}); err != nil {
		t.Fatal(err)
	}
	d.clock.Set(seven.Add(time.Second))
	d.run(func() bool { return d.count() == 1 })
	d.wantLedger("sent 2026-11-24")
}

func TestAPauseHoldsForTheNextCourierToo(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.answer = func(delivery.Message) error { return &delivery.RetryAfterError{For: 30 * time.Second, Everyone: true} }
	d.at("2026-11-24T06:00:00Z")
	d.wantSent(1, "when it is asked to wait")
	d.accept()
	d.restart()
	d.clock.Set(seven.Add(29 * time.Second))
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	if err := d.courier.Run(ctx); err != nil {
		t.Fatal(err)
	}
	d.wantSent(1, "before the time")
	d.restart()
	d.clock.Set(seven.Add(31 * time.Second))
	d.run(func() bool { return d.count() == 2 })
}

func TestOneThatHangsDelaysNoOther(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos for North Korea")
	d.say("subscribe 07:00 Africa/Lagos for Nigeria")
	d.say("subscribe 07:01 Africa/Lagos for Nigeria")
	hanging, released := make(chan struct{}), make(chan struct{})
	d.unlocked = func(m delivery.Message) {
		if strings.Contains(m.Reply.Title, "North Korea") {
			close(hanging)
			<-released
		}
	}
	d.clock.Set(seven)
	release := sync.OnceFunc(func() { close(released) })
	defer release()
	log := func() string {
		log, _ := d.store.Log(context.Background(), chat)
		return fmt.Sprint(len(log))
	}
	stop := d.start()
	<-hanging
	for late := time.After(10 * time.Second); log() != "2"; {
		select {
		case <-d.clock.Asleep():
			d.clock.Advance(time.Second)
		case <-late:
			t.Fatalf("%s of two others came", log())
		}
	}
	release()
	stop()
}

func TestARecordThatCannotBeReadDelaysNoOther(t *testing.T) {
	d, m := moodyDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	other := record.ChatID{Platform: "telegram", Key: "8"}
	d.sayIn(other, "subscribe 07:00 Africa/Lagos")
	m.unreadable = chat.Key
	d.clock.Set(seven)
	if _, err := d.courier.Step(context.Background()); err == nil {
		t.Error("nothing is said")
	}
	if len(d.sent) != 1 || d.sent[0].Chat != other {
		t.Fatalf("beside it %+v was sent", d.sent)
	}
	m.unreadable = ""
	d.at("2026-11-24T06:00:02Z")
	d.wantSent(1, "before its next try")
	d.at("2026-11-24T06:00:06Z")
	d.wantSent(2, "at its next try")
}

func TestTheQueueIsReconciledEveryHour(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	d.at("2026-11-24T05:30:00Z")
	ctx := context.Background()
	// The queue loses the delivery: it is leased for a year.
	if _, err := d.store.Lease(ctx, "telegram", seven.Add(time.Hour), seven.AddDate(1, 0, 0), outbox.Want{All: 9}); err != nil {
		t.Fatal(err)
	}
	d.at("2026-11-24T06:10:00Z")
	d.wantSent(0, "before the queue is reconciled")
	d.at("2026-11-24T06:31:00Z")
	d.wantSent(1, "after an hour")
	d.wantLedger("late 2026-11-24")
}

// run lets the courier run until something holds.
func (d *desk) run(holds func() bool) {
	d.t.Helper()
	d.arrivals = make(chan struct{}, outbox.InFlight)
	stop := d.start()
	defer stop()
	for late := time.After(10 * time.Second); !holds(); {
		select {
		case <-d.arrivals:
		case <-late:
			d.t.Fatal("it did not come")
		}
	}
}

// start lets the courier run; what it returns stops it.
func (d *desk) start() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.courier.Run(ctx) }()
	return func() {
		cancel()
		if err := <-done; err != nil {
			d.t.Error(err)
		}
	}
}

// count is how many messages were sent.
func (d *desk) count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.sent)
}
