package outbox

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/commands/record"
)

// A parcel is a delivery on its way: what was leased, and what that turned out
// to ask for.
type parcel struct {
	Lease
	key string
	job job
}

// take gives each lease a slot. One whose delivery this very process still has
// in flight only gives that its new token.
func (c *Courier) take(leases []Lease, until time.Time) []*parcel {
	all, batch := make([]parcel, len(leases)), make([]*parcel, 0, len(leases))
	for i, l := range leases {
		p := &all[i]
		p.Lease, p.key = l, l.Key()
		if !c.inFlight.add(p, until) {
			c.cfg.Pacer.giveBack(1)
			continue
		}
		c.slots <- struct{}{}
		batch = append(batch, p)
	}
	return batch
}

// free gives a slot back.
func (c *Courier) free(p *parcel) {
	c.inFlight.remove(p)
	<-c.slots
	select {
	case c.freed <- struct{}{}:
	default:
	}
}

// deliver delivers what was leased together: what the store is asked before a
// request goes out it is asked for all at once, and from then on each goes its
// own way, so that none holds another up. What has begun is settled even where
// the context ends. failed gets what went wrong.
func (c *Courier) deliver(ctx context.Context, batch []*parcel, failed func(error)) {
	work, end := clock.Outlive(ctx, settleWithin)
	defer end()
	work, cancel := context.WithTimeout(work, sendFor)
	defer cancel()
	var each sync.WaitGroup
	defer each.Wait()
	alone := func(p *parcel, do func() error) {
		each.Go(func() {
			defer c.free(p)
			if err := guarded(do); err != nil {
				failed(err)
			}
		})
	}
	for _, p := range c.attempted(ctx, c.ready(ctx, batch, alone), alone) {
		alone(p, func() error { return c.attempt(ctx, work, p) })
	}
}

// ready reads the chats and returns what is ready to be sent; alone gets what
// has to be done with each of the others.
func (c *Courier) ready(ctx context.Context, batch []*parcel, alone func(*parcel, func() error)) []*parcel {
	ids := make([]record.ChatID, len(batch))
	for i, p := range batch {
		ids[i] = p.Chat
	}
	chats, errs := c.cfg.Store.Chats(context.WithoutCancel(ctx), ids)
	now := c.cfg.Clock.Now()
	ready := batch[:0]
	for i, p := range batch {
		err := errs[i]
		if err != nil {
			err = fmt.Errorf("read the chat: %w", err)
		}
		if instead := c.prepare(ctx, p, &chats[i], err, now); instead != nil {
			c.cfg.Pacer.giveBack(1)
			alone(p, instead)
			continue
		}
		ready = append(ready, p)
	}
	return ready
}

// prepare finds out what a lease means now. Where it is not to be sent now, it
// returns what to do instead.
func (c *Courier) prepare(ctx context.Context, p *parcel, chat *record.Chat, err error, now time.Time) (instead func() error) {
	send := false
	if err == nil {
		err = guarded(func() (failed error) {
			send, failed = c.plan(context.WithoutCancel(ctx), p, chat, now)
			p.job.message.Reply = c.cfg.Core.Delivered(p.job.message.Reply, *chat, now)
			return failed
		})
	}
	send = send && !c.memory.knows(p.errand())
	wait := p.job.later
	if send && wait == 0 {
		wait = c.cfg.Pacer.chat(p.Chat, now)
	}
	d := decide(p.Lease, now, outlook{
		err: err, send: send, wait: wait, step: p.job.step,
		stopping: ctx.Err() != nil || !c.cfg.Held(), unsure: c.cfg.Unsure,
	})
	if d.do == actSend {
		return nil
	}
	return func() error { return c.act(ctx, p, d, err, now) }
}

// act does what was decided of a lease that is not sent now.
func (c *Courier) act(ctx context.Context, p *parcel, d decision, err error, now time.Time) error {
	switch d.do {
	case actSettle:
		return c.settle(ctx, p)
	case actDrop:
		return c.fail(ctx, p, "unknown", true)
	case actSetAside:
		return c.setAside(ctx, p, err, now)
	case actRetry:
		p.Tries++
		return errors.Join(err, c.putBack(ctx, p, now.Add(backoff(p.Tries))))
	default:
		return c.putBack(ctx, p, d.at)
	}
}

// setAside ends a lease whose records cannot be read.
func (c *Courier) setAside(ctx context.Context, p *parcel, err error, now time.Time) error {
	var unreadable *record.UnreadableError
	if errors.As(err, &unreadable) {
		c.cfg.Log.Error("a delivery was set aside because a record cannot be read", "platform", c.cfg.Platform, "kind", unreadable.Kind, "mark", unreadable.Mark)
	}
	p.job.Entry, p.job.step = record.LedgerEntry{At: now, Subscription: p.Subscription}, p.Step
	if !p.Daily() {
		p.job.Copy = record.CopyFailed
	}
	return c.fail(ctx, p, "unreadable", true)
}

// attempted notes that requests may go out, and returns those for which that
// is noted; alone gets the others.
func (c *Courier) attempted(ctx context.Context, parcels []*parcel, alone func(*parcel, func() error)) []*parcel {
	if len(parcels) == 0 {
		return nil
	}
	leases := make([]Lease, len(parcels))
	for i, p := range parcels {
		leases[i] = c.inFlight.lease(p)
	}
	noted := parcels[:0]
	for i, err := range c.cfg.Store.Attempt(context.WithoutCancel(ctx), leases) {
		if err == nil {
			noted = append(noted, parcels[i])
			continue
		}
		c.cfg.Pacer.giveBack(1)
		alone(parcels[i], func() error {
			if errors.Is(err, ErrLost) {
				return nil
			}
			// Nothing has gone out: nobody has to wait for the lease to run out.
			return errors.Join(fmt.Errorf("note an attempt: %w", err), c.putBack(ctx, parcels[i], parcels[i].Due))
		})
	}
	return noted
}
