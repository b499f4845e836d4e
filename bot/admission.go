package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/leader"
)

// An admission is what the platforms have said to the bot so far: whether there
// is any that may let it in.
type admission struct {
	platforms int

	mu      sync.Mutex
	refused map[string]error // by platforms that have never let it in
}

// refuse notes that a platform does not let the bot in. It returns why nothing
// can run where that is so: no platform has let it in, and each has refused it.
func (a *admission) refuse(name string, r *adapter.RefusalError) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if r.Before {
		return nil
	}
	if a.refused == nil {
		a.refused = map[string]error{}
	}
	a.refused[name] = fmt.Errorf("%s: %w", name, r)
	if len(a.refused) < a.platforms {
		return nil
	}
	var all []error
	for _, err := range a.refused {
		all = append(all, err)
	}
	return errors.Join(all...)
}

// The times of a refusal: the pause before the next try grows from the first to
// the longest, and every rotationLook it is looked whether there is another
// token to try.
const (
	firstRefusal   = time.Minute
	longestRefusal = 10 * time.Minute
	rotationLook   = 5 * time.Second
)

// A rotator is a platform whose token may be replaced while it runs.
type rotator interface {
	// Rotated tells whether there is another token than the one in use. The next
	// Run takes it.
	Rotated() bool
}

// intake takes in what people say until the term ends. A platform that refuses
// the bot is asked again, slowly, and holds up no other; meanwhile nothing is
// delivered there. It is an error only where nothing else can run either.
func (cfg Config) intake(ctx context.Context, p Platform, t *leader.Term) error {
	said := ""
	for tries := 0; ; tries++ {
		began := cfg.Clock.Now()
		err := p.Run(ctx, t.Open)
		var refusal *adapter.RefusalError
		if !errors.As(err, &refusal) || ctx.Err() != nil {
			return named(p, err)
		}
		if hopeless := cfg.admission.refuse(p.Name(), refusal); hopeless != nil {
			return hopeless
		}
		if cfg.Clock.Now().Sub(began) > firstRefusal {
			said, tries = "", 0
		}
		if said != refusal.Error() {
			said = refusal.Error()
			cfg.Log.Error("a platform does not let the bot in: it is asked again from time to time", "platform", p.Name(), "error", said)
		}
		cfg.standOff(ctx, p, min(longestRefusal, firstRefusal<<min(tries, 10)))
	}
}

// named is an error with its platform's name; nil stays nil.
func named(p Platform, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", p.Name(), err)
}

// standOff delivers nothing for a time, or until there is another token.
func (cfg Config) standOff(ctx context.Context, p Platform, pause time.Duration) {
	turns, canRotate := p.(rotator)
	until := cfg.Clock.Now().Add(pause)
	for left := pause; left > 0 && ctx.Err() == nil; left = until.Sub(cfg.Clock.Now()) {
		if canRotate && turns.Rotated() {
			return
		}
		p.Pacer().Pause(cfg.Clock.Now().Add(rotationLook))
		cfg.Clock.Sleep(ctx, min(left, rotationLook))
	}
}
