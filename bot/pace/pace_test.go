package pace

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

var (
	six     = time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	someone = record.ChatID{Platform: "telegram", Key: "7"}
)

// pacerAt is a pacer with a clock that the test moves.
func pacerAt(p Limits) (*Pacer, *clock.Manual) {
	c := clock.NewManual(six)
	return New(p, c), c
}

// checkWindows fails where more than most went out in any one second.
func checkWindows(t *testing.T, sent []time.Time, most int) {
	t.Helper()
	for i, from := range sent {
		n := 0
		for _, at := range sent[i:] {
			if at.Sub(from) < time.Second {
				n++
			}
		}
		if n > most {
			t.Fatalf("%d went out in the second after %s, at most %d may", n, from, most)
		}
	}
}

func TestThePaceHoldsInEverySecond(t *testing.T) {
	p, c := pacerAt(Limits{PerSecond: 30, Deliveries: 25})
	var sent []time.Time
	for c.Now().Before(six.Add(10 * time.Second)) {
		for range p.Reserve(64, c.Now()) {
			p.Sent(c.Now())
			sent = append(sent, c.Now())
		}
		c.Advance(max(time.Millisecond, p.Wait(c.Now())))
	}
	if n := len(sent); n < 250 || n > 254 {
		t.Errorf("in ten seconds %d went out", n)
	}
	checkWindows(t, sent, 28)
}

func TestAnswersGoFirst(t *testing.T) {
	p, c := pacerAt(Limits{PerSecond: 30, Deliveries: 25})
	var sent []time.Time
	answers, deliveries := 0, 0
	for c.Now().Before(six.Add(10 * time.Second)) {
		for range p.Reserve(64, c.Now()) {
			p.Sent(c.Now())
			sent = append(sent, c.Now())
			deliveries++
		}
		if answers < 20*int(c.Now().Sub(six).Milliseconds())/1000 {
			if wait := p.all.ReserveN(c.Now(), 1).DelayFrom(c.Now()); wait > 100*time.Millisecond {
				t.Fatalf("an answer waits for %s", wait)
			}
			sent = append(sent, c.Now())
			answers++
		}
		c.Advance(5 * time.Millisecond)
	}
	if answers < 190 || deliveries < 60 || deliveries > 80 {
		t.Errorf("%d answers and %d deliveries went out", answers, deliveries)
	}
	checkWindows(t, sent, 32)
}

func TestWhatIsReservedIsNotGivenTwice(t *testing.T) {
	p, c := pacerAt(Limits{PerSecond: 30, Deliveries: 25})
	if n := p.Reserve(64, c.Now()); n != 3 {
		t.Fatalf("%d were reserved at once", n)
	}
	if n := p.Reserve(64, c.Now()); n != 0 {
		t.Errorf("%d more were reserved", n)
	}
	p.GiveBack(2)
	if n := p.Reserve(64, c.Now()); n != 2 {
		t.Errorf("of what was given back %d were reserved", n)
	}
}

func TestNoPaceIsNoLimit(t *testing.T) {
	p, c := pacerAt(Limits{})
	if n := p.Reserve(64, c.Now()); n != 64 || p.Wait(c.Now()) != 0 || p.ChatTurn(someone, c.Now()) != 0 || p.ChatTurn(someone, c.Now()) != 0 {
		t.Errorf("%d of 64 were reserved", n)
	}
}

func TestOneChatIsNotFlooded(t *testing.T) {
	p, _ := pacerAt(Limits{Chat: func(record.ChatID) time.Duration { return time.Second }})
	if wait := p.ChatTurn(someone, six); wait != 0 {
		t.Errorf("the first waits for %s", wait)
	}
	if wait := p.ChatTurn(someone, six.Add(900*time.Millisecond)); wait != 100*time.Millisecond {
		t.Errorf("the second waits for %s", wait)
	}
	if wait := p.ChatTurn(someone, six.Add(time.Second)); wait != 0 {
		t.Errorf("after a second it waits for %s", wait)
	}
	if wait := p.ChatTurn(someone, six.Add(-time.Hour)); wait != 0 {
		t.Errorf("after the clock was set back it waits for %s", wait)
	}
}

func TestAFurtherPartWaitsForItsChat(t *testing.T) {
	p, c := pacerAt(Limits{PerSecond: 30, Deliveries: 25, Chat: func(record.ChatID) time.Duration { return time.Second }})
	done := make(chan error, 1)
	go func() { done <- p.Part(context.Background(), someone) }()
	for sleeping := false; !sleeping; {
		p.mu.Lock()
		sleeping = p.last[someone].Equal(six.Add(time.Second))
		p.mu.Unlock()
	}
	select {
	case <-done:
		t.Fatal("it did not wait")
	default:
	}
	for {
		c.Advance(time.Second)
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			return
		case <-time.After(time.Millisecond):
		}
	}
}

func TestAPausedPlatformLetsNothingOut(t *testing.T) {
	p, _ := pacerAt(Limits{PerSecond: 30, Deliveries: 25})
	p.Pause(six.Add(10 * time.Second))
	p.Pause(six.Add(5 * time.Second))
	if p.Reserve(1, six.Add(9*time.Second)) != 0 || p.Wait(six.Add(9*time.Second)) != time.Second {
		t.Error("the pause does not hold")
	}
	if p.Reserve(1, six.Add(10*time.Second)) == 0 {
		t.Error("the pause does not end")
	}
}

// TestQuestionsKeepThePace has each delivery ask something before its message, as
// all of them do after a crash.
func TestQuestionsKeepThePace(t *testing.T) {
	p, c := pacerAt(Limits{PerSecond: 48, Deliveries: 40})
	var requests []time.Time
	for c.Now().Before(six.Add(5 * time.Second)) {
		for range p.Reserve(64, c.Now()) {
			p.Sent(c.Now())
			asked := c.Now().Add(p.further(c.Now()))
			requests = append(requests, asked, asked) // the question and then the message
		}
		c.Advance(max(time.Millisecond, p.Wait(c.Now())))
	}
	slices.SortFunc(requests, time.Time.Compare)
	if n := len(requests); n < 190 {
		t.Errorf("in five seconds %d requests went out", n)
	}
	checkWindows(t, requests, 48)
}

func TestAQuestionWaitsWhereEveryoneHasTo(t *testing.T) {
	p, c := pacerAt(Limits{PerSecond: 48, Deliveries: 40})
	p.Pause(six.Add(30 * time.Second))
	c.Advance(10 * time.Second)
	for what, ask := range map[string]func() error{
		"a question":     func() error { return p.Question(context.Background()) },
		"a further part": func() error { return p.Part(context.Background(), someone) },
	} {
		var wait *delivery.RetryAfterError
		if err := ask(); !errors.As(err, &wait) || wait.For != 20*time.Second || !wait.Everyone {
			t.Errorf("%s: %v", what, err)
		}
	}
	c.Advance(20 * time.Second)
	if err := p.Question(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestAChatTakesItsWindowOfAnswersAndDeliveries(t *testing.T) {
	topic := record.ChatID{Platform: "telegram", Key: "-7/3"}
	p, c := pacerAt(Limits{
		Chat:   func(record.ChatID) time.Duration { return time.Second },
		Window: func(record.ChatID) Window { return Window{Gap: time.Second, Most: 20, Span: time.Minute} },
		Place:  func(id record.ChatID) record.ChatID { id.Key, _, _ = strings.Cut(id.Key, "/"); return id },
	})
	whole := record.ChatID{Platform: "telegram", Key: "-7"}
	var sent []time.Time
	for i := 0; c.Now().Before(six.Add(3 * time.Minute)); i++ {
		switch {
		case i%2 == 0 && p.Turn(t.Context(), whole, 0) == nil, i%2 == 1 && p.ChatTurn(topic, c.Now()) == 0:
			sent = append(sent, c.Now())
			p.Landed(whole)
		}
		c.Advance(100 * time.Millisecond)
	}
	if len(sent) < 58 || len(sent) > 61 {
		t.Errorf("in three minutes %d went out", len(sent))
	}
	for i, from := range sent[:len(sent)-20] {
		if sent[i+1].Sub(from) < time.Second || sent[i+20].Sub(from) < time.Minute {
			t.Fatalf("too much went out after %s", from)
		}
	}
	if err := p.Turn(t.Context(), someone, 0); err != nil {
		t.Errorf("another chat: %v", err)
	}
}

func TestAChatThatIsHeldIsLeftAlone(t *testing.T) {
	p, c := pacerAt(Limits{PerSecond: 30, Deliveries: 25, Chat: func(record.ChatID) time.Duration { return time.Second }})
	p.Hold(someone, six.Add(30*time.Second))
	p.Hold(someone, six.Add(10*time.Second))
	c.Advance(29 * time.Second)
	if err := p.Turn(t.Context(), someone, 0); !errors.Is(err, ErrLate) || !p.Holds(someone) {
		t.Errorf("an answer: %v", err)
	}
	if err := p.Touch(t.Context(), someone, 0); !errors.Is(err, ErrLate) {
		t.Errorf("a change: %v", err)
	}
	if wait := p.ChatTurn(someone, c.Now()); wait != time.Second {
		t.Errorf("a delivery waits for %s", wait)
	}
	if err := p.Turn(t.Context(), record.ChatID{Platform: "telegram", Key: "8"}, 0); err != nil {
		t.Errorf("another chat: %v", err)
	}
	c.Advance(time.Second)
	if err := p.Turn(t.Context(), someone, 0); err != nil || p.Holds(someone) {
		t.Errorf("afterwards: %v", err)
	}
}
