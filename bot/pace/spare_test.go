package pace

import (
	"context"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/commands/record"
)

// spared asks for what is to spare and tells when it was had.
func spared(t *testing.T, p *Pacer, c *clock.Manual) time.Duration {
	t.Helper()
	began := c.Now()
	done := make(chan error, 1)
	go func() { done <- p.Spare(t.Context(), someone) }()
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return c.Now().Sub(began)
		case <-c.Asleep():
			c.Advance(time.Second)
		}
	}
}

func TestWhatNobodyWaitsForTakesWhatIsLeft(t *testing.T) {
	t.Parallel()
	window := func(record.ChatID) Window { return Window{Gap: time.Second, Most: 2, Span: time.Minute} }
	p, c := pacerAt(Limits{PerSecond: 10, Deliveries: 5, Window: window})
	if n := p.Reserve(10, c.Now()); n != 1 {
		t.Fatalf("%d deliveries are reserved", n)
	}
	if wait := p.takeSpare(someone, c.Now()); wait <= 0 {
		t.Error("it was had before a delivery that is reserved")
	}
	p.Sent(c.Now())
	if took := spared(t, p, c); took != time.Second {
		t.Errorf("behind a delivery it took %s", took)
	}
	if wait := p.Wait(c.Now()); wait <= 0 {
		t.Error("it was not taken off the limits")
	}
	c.Advance(time.Second)
	if err := p.Turn(t.Context(), someone, 0); err != nil {
		t.Fatal(err)
	}
	if took := spared(t, p, c); took < 57*time.Second {
		t.Errorf("in a chat that has had its messages of a minute it took %s", took)
	}
}

func TestWhatNobodyWaitsForEndsWithTheContext(t *testing.T) {
	t.Parallel()
	p, c := pacerAt(Limits{})
	p.Hold(someone, c.Now().Add(time.Hour))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Spare(ctx, someone) }()
	<-c.Asleep()
	cancel()
	if err := <-done; err == nil {
		t.Error("it was had while the chat has to wait")
	}
}
