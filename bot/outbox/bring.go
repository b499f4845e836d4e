package outbox

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/commands"
)

// A lease is a Lease with its key and the time at which it runs out.
type lease struct {
	Lease
	key   string
	until time.Time
}

// A parcel is a delivery that is ready to be sent.
type parcel struct {
	lease
	job
}

// take gives each lease a slot. One whose delivery this very process still has
// in flight only gives that its new token.
func (c *Courier) take(leases []Lease, until time.Time) []lease {
	batch := make([]lease, 0, len(leases))
	for _, leased := range leases {
		l := lease{leased, leased.Key(), until}
		if !c.flight.take(l) {
			c.Pacer.giveBack(1)
			continue
		}
		c.slots <- struct{}{}
		batch = append(batch, l)
	}
	return batch
}

// free gives a slot back.
func (c *Courier) free(l lease) {
	c.flight.land(l)
	<-c.slots
	select {
	case c.freed <- struct{}{}:
	default:
	}
}

// bring brings what was leased together: what the store is asked before a
// request goes out it is asked for all at once, and from then on each goes its
// own way, so that none holds another up. What has begun is settled even where
// the context ends. failed gets what went wrong.
func (c *Courier) bring(ctx context.Context, batch []lease, failed func(error)) {
	work, end := clock.Outlive(ctx, settleWithin)
	defer end()
	work, cancel := context.WithTimeout(work, sendFor)
	defer cancel()
	var each sync.WaitGroup
	defer each.Wait()
	alone := func(l lease, do func() error) {
		each.Go(func() {
			defer c.free(l)
			if err := do(); err != nil {
				failed(err)
			}
		})
	}
	for _, p := range c.attempted(ctx, c.ready(ctx, batch, alone), alone) {
		alone(p.lease, func() error { return c.attempt(ctx, work, p) })
	}
}

// ready reads the chats and says what is ready to be sent; alone gets what has
// to be done with each of the others.
func (c *Courier) ready(ctx context.Context, batch []lease, alone func(lease, func() error)) []parcel {
	ids := make([]commands.ChatID, len(batch))
	for i, l := range batch {
		ids[i] = l.Chat
	}
	chats, errs := c.Store.Chats(context.WithoutCancel(ctx), ids)
	parcels := make([]parcel, 0, len(batch))
	for i, l := range batch {
		if errs[i] != nil {
			errs[i] = fmt.Errorf("read the chat: %w", errs[i])
		}
		job, instead := c.prepare(ctx, l, chats[i], errs[i])
		if instead == nil {
			parcels = append(parcels, parcel{l, job})
			continue
		}
		c.Pacer.giveBack(1)
		alone(l, instead)
	}
	return parcels
}

// prepare decides what a lease means now. Where it is not to be sent now, it
// says what to do instead: to settle it, or to put it back untouched where it
// is not its turn or the courier has to stop.
func (c *Courier) prepare(ctx context.Context, l lease, chat commands.Chat, err error) (j job, instead func() error) {
	now := c.Clock.Now()
	var done *Result
	if err == nil {
		j, done, err = c.plan(context.WithoutCancel(ctx), l.Lease, chat, now)
	}
	if err == nil && done == nil && c.flight.sentLately(j.name(l)) {
		result := j.result()
		done = &result
	}
	wait := j.later
	if err == nil && done == nil && wait == 0 {
		wait = c.Pacer.chat(l.Chat, now)
	}
	switch {
	case err != nil:
		l.Tries++
		return j, func() error { return errors.Join(err, c.putBack(ctx, l, now.Add(backoff(l.Tries)))) }
	case done != nil:
		return j, func() error { return c.settle(ctx, l, *done) }
	case wait > 0:
		return j, func() error { return c.putBack(ctx, l, now.Add(wait)) }
	case ctx.Err() != nil || !c.Held():
		return j, func() error { return c.putBack(ctx, l, l.Due) }
	case l.Unknown && c.Unsure == Drop && j.step == StepPost:
		return j, func() error { return c.fail(ctx, l, j, "unknown", true) }
	}
	return j, nil
}

// attempted notes that requests may go out, and returns those for which that
// is noted; alone gets the others.
func (c *Courier) attempted(ctx context.Context, parcels []parcel, alone func(lease, func() error)) []parcel {
	if len(parcels) == 0 {
		return nil
	}
	leases := make([]Lease, len(parcels))
	for i, p := range parcels {
		leases[i] = c.flight.current(p.lease).Lease
	}
	noted := parcels[:0]
	for i, err := range c.Store.Attempt(context.WithoutCancel(ctx), leases) {
		if err == nil {
			noted = append(noted, parcels[i])
			continue
		}
		c.Pacer.giveBack(1)
		alone(parcels[i].lease, func() error {
			if errors.Is(err, ErrLost) {
				return nil
			}
			return fmt.Errorf("note an attempt: %w", err)
		})
	}
	return noted
}
