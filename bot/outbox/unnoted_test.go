package outbox_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"prayerbot/bot/outbox"
)

// unnoted is a store that cannot write the note of an attempt for a while.
type unnoted struct {
	outbox.Store
	failures int
}

func (s *unnoted) Attempt(ctx context.Context, leases []outbox.Lease) []error {
	if s.failures--; s.failures >= 0 {
		return slices.Repeat([]error{errors.New("no space left on device")}, len(leases))
	}
	return s.Store.Attempt(ctx, leases)
}

func TestWhatCouldNotBeNotedIsDueAgainAtOnce(t *testing.T) {
	d := newDesk(t)
	d.config.Store = &unnoted{d.store, 1}
	d.restart()
	d.say("subscribe 07:00 Africa/Lagos")
	d.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	if _, err := d.courier.Step(t.Context()); err == nil {
		t.Error("nobody says that the attempt could not be noted")
	}
	d.wantSent(0, "without a note")
	d.work()
	d.wantSent(1, "at once afterwards")
	d.wantLedger("sent 2026-11-24")
}
