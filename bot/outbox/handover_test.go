package outbox_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/outbox"
)

// handover is a store that tells when a lease was put back, before the courier
// hears of it.
type handover struct {
	outbox.Store
	once sync.Once
	then func() // what happens in between, once
}

func (s *handover) PutBack(ctx context.Context, l outbox.Lease, at time.Time) error {
	err := s.Store.PutBack(ctx, l, at)
	s.once.Do(s.then)
	return err
}

func TestWhatIsLeasedAgainBeforeItsEndIsHeardOfGoesOut(t *testing.T) {
	d := newDesk(t)
	put := &handover{Store: &unnoted{d.store, 1}}
	d.config.Store = put
	d.restart()
	put.then = func() {
		if n, err := d.courier.Launch(t.Context()); n != 1 || err != nil {
			t.Errorf("%d were leased meanwhile, %v", n, err)
		}
	}
	d.say("subscribe 07:00 Africa/Lagos")
	d.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	if _, err := d.courier.Step(t.Context()); err == nil {
		t.Error("nobody says that the attempt could not be noted")
	}
	d.work()
	d.wantSent(1, "without waiting for a lease to run out")
	d.wantLedger("sent 2026-11-24")
}
