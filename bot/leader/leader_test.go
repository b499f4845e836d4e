package leader

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/clock"
)

// six is when the tests begin.
var six = time.Date(2026, time.January, 5, 6, 0, 0, 0, time.UTC)

// A lockbox is one lock in a store that the test may silence.
type lockbox struct {
	mu     sync.Mutex
	clock  clock.Clock
	holder string
	until  time.Time
	silent bool
	asked  chan struct{} // gets a word after every question
}

func (b *lockbox) Acquire(_ context.Context, _, owner string, ttl time.Duration) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer func() {
		select {
		case b.asked <- struct{}{}:
		default:
		}
	}()
	now := b.clock.Now()
	if b.silent {
		return false, errors.New("no answer")
	}
	if b.holder != owner && now.Before(b.until) {
		return false, nil
	}
	b.holder, b.until = owner, now.Add(ttl)
	return true, nil
}

func (b *lockbox) Release(_ context.Context, _, owner string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.holder == owner {
		b.until = time.Time{}
	}
	return nil
}

func (b *lockbox) silence(on bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.silent = on
}

// A candidate is one process that wants the lock.
type candidate struct {
	box   *lockbox
	clock *clock.Manual
	terms chan *Term         // the terms that began
	ended chan struct{}      // gets a word when one ends
	stop  context.CancelFunc // ends the process
}

func newBox() *lockbox {
	return &lockbox{clock: clock.NewManual(six), asked: make(chan struct{}, 1)}
}

// candidate starts a process whose clock is the box's, or one of its own.
func (b *lockbox) candidate(t *testing.T, owner string, c *clock.Manual) *candidate {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	k := &candidate{box: b, clock: c, terms: make(chan *Term, 8), ended: make(chan struct{}, 8), stop: stop}
	elector := New(Config{Locks: b, Owner: owner, Clock: c, Log: slog.New(slog.DiscardHandler)})
	done := make(chan struct{})
	go func() {
		defer close(done)
		elector.While(ctx, "telegram", func(ctx context.Context, s *Term) error {
			k.terms <- s
			<-ctx.Done()
			k.ended <- struct{}{}
			return nil
		})
	}()
	t.Cleanup(func() { stop(); <-done })
	return k
}

// tick moves a clock until something has come.
func tick[T any](t *testing.T, c *clock.Manual, from <-chan T, within time.Duration) T {
	t.Helper()
	for end := c.Now().Add(within); ; c.Advance(100 * time.Millisecond) {
		select {
		case got := <-from:
			return got
		case <-time.After(time.Millisecond):
			if c.Now().After(end) {
				t.Fatalf("it did not come within %s", within)
			}
		}
	}
}

func TestAStandbyTakesOverFromOneThatIsKilled(t *testing.T) {
	box := newBox()
	c := box.clock.(*clock.Manual)
	first := box.candidate(t, "first", clock.NewManual(six)) // its clock never moves: it never renews
	<-first.terms
	second := box.candidate(t, "second", c)
	began := c.Now()
	tick(t, c, second.terms, 15*time.Second)
	if took := c.Now().Sub(began); took < lockTTL {
		t.Errorf("it took the lock after %s, while the first could still act", took)
	}
}

func TestOneThatWasAsleepDoesNotHoldTheLock(t *testing.T) {
	box := newBox()
	mine := clock.NewManual(six)
	first := box.candidate(t, "first", mine)
	s := <-first.terms
	if !s.Held() || !s.Open() {
		t.Fatal("a new term does not hold")
	}
	box.clock.(*clock.Manual).Advance(90 * time.Second)
	s.clock = clock.NewManual(six.Add(90 * time.Second)) // as the clock shows when it wakes
	if s.Held() || s.Open() {
		t.Error("after ninety seconds of sleep it believes that it holds the lock")
	}
}

func TestASilentStoreEndsNoTermButNothingIsSent(t *testing.T) {
	box := newBox()
	c := box.clock.(*clock.Manual)
	k := box.candidate(t, "first", c)
	s := <-k.terms
	box.silence(true)
	for end := six.Add(30 * time.Second); c.Now().Before(end); {
		tick(t, c, box.asked, time.Minute)
	}
	if s.Held() || !s.Open() {
		t.Errorf("held: %v, open: %v", s.Held(), s.Open())
	}
	box.silence(false)
	// A word of the silence may be left; of two others the second comes when the
	// first question's answer is known.
	for range 3 {
		tick(t, c, box.asked, time.Minute)
	}
	if !s.Held() {
		t.Error("after the silence the lock is not held again")
	}
	select {
	case <-k.ended:
		t.Error("the term has ended")
	default:
	}
}

func TestOneThatLostTheLockEndsItsTerm(t *testing.T) {
	box := newBox()
	c := box.clock.(*clock.Manual)
	k := box.candidate(t, "first", c)
	<-k.terms
	box.mu.Lock()
	box.holder, box.until = "second", c.Now().Add(time.Hour)
	box.mu.Unlock()
	tick(t, c, k.ended, time.Minute)
}

// Who stands by and who takes over is told and said, once each.
func TestWhoStandsByAndWhoTakesOverIsSaidOnce(t *testing.T) {
	box := newBox()
	c := box.clock.(*clock.Manual)
	first := box.candidate(t, "first", clock.NewManual(six)) // its clock never moves: it never renews
	<-first.terms
	var said safeText
	told := make(chan bool, 64)
	ctx, stop := context.WithCancel(t.Context())
	elector := New(Config{
		Locks: box, Owner: "second", Clock: c, Log: slog.New(slog.NewTextHandler(&said, nil)),
		Told: func(_ string, held bool) { told <- held },
	})
	terms, done := make(chan *Term, 1), make(chan struct{})
	go func() {
		defer close(done)
		elector.While(ctx, "telegram", func(ctx context.Context, s *Term) error {
			terms <- s
			<-ctx.Done()
			return nil
		})
	}()
	tick(t, c, terms, 15*time.Second)
	stop()
	<-done
	close(told)
	var all []bool
	for held := range told {
		if len(all) == 0 || all[len(all)-1] != held {
			all = append(all, held)
		}
	}
	if !slices.Equal(all, []bool{false, true, false}) {
		t.Errorf("it was told %v", all)
	}
	for _, line := range []string{"this one stands by", "this replica takes over"} {
		if n := strings.Count(said.String(), line); n != 1 {
			t.Errorf("%q was said %d times:\n%s", line, n, said.String())
		}
	}
}

// A safeText is a text to which two may write at once.
type safeText struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *safeText) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *safeText) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}
