package outbox

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/guard"
	"prayerbot/commands/record"
)

// A task is a delivery on its way: what was leased, and what that turned out
// to ask for.
type task struct {
	Lease
	key  string
	plan plan
}

// take gives each lease a slot. One whose delivery this very process still has
// in flight only gives that its new token.
func (c *Courier) take(leases []Lease, until time.Time) []*task {
	all, batch := make([]task, len(leases)), make([]*task, 0, len(leases))
	for i, l := range leases {
		p := &all[i]
		p.Lease, p.key = l, l.Key()
		if !c.inFlight.add(p, until) {
			c.cfg.Pacer.GiveBack(1)
			continue
		}
		c.slots <- struct{}{}
		batch = append(batch, p)
	}
	return batch
}

// free gives a slot back.
func (c *Courier) free(p *task) {
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
func (c *Courier) deliver(ctx context.Context, batch []*task, failed func(error)) {
	work, end := clock.Outlive(ctx, settleWithin)
	defer end()
	work, cancel := context.WithTimeout(work, sendFor)
	defer cancel()
	var each sync.WaitGroup
	defer each.Wait()
	alone := func(p *task, do func() error) {
		each.Go(func() {
			defer c.free(p)
			if err := guard.Try(do); err != nil {
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
func (c *Courier) ready(ctx context.Context, batch []*task, alone func(*task, func() error)) []*task {
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
			c.cfg.Pacer.GiveBack(1)
			alone(p, instead)
			continue
		}
		ready = append(ready, p)
	}
	return ready
}

// prepare finds out what a lease means now. Where it is not to be sent now, it
// returns what to do instead.
func (c *Courier) prepare(ctx context.Context, p *task, chat *record.Chat, err error, now time.Time) (instead func() error) {
	send := false
	if err == nil {
		err = guard.Try(func() (failed error) {
			send, failed = c.planner.plan(context.WithoutCancel(ctx), p, chat, now)
			p.plan.message.Reply = c.cfg.Core.Delivered(p.plan.message.Reply, *chat, now)
			return failed
		})
	}
	send = send && !c.memory.knows(p.occurrence())
	wait := p.plan.later
	if send && wait == 0 {
		wait = c.cfg.Pacer.ChatTurn(p.Chat, now)
	}
	d := decide(p.Lease, now, situation{
		err: err, send: send, wait: wait, step: p.plan.step,
		stopping: ctx.Err() != nil || !c.cfg.Held(), policy: c.cfg.InDoubt,
	})
	if d.do == actSend {
		return nil
	}
	return func() error { return c.act(ctx, p, d, err, now) }
}

// act does what was decided of a lease that is not sent now.
func (c *Courier) act(ctx context.Context, p *task, d decision, err error, now time.Time) error {
	switch d.do {
	case actSettle:
		return c.settler.settle(ctx, p)
	case actDrop:
		return c.settler.fail(ctx, p, "unknown", true)
	case actSetAside:
		return c.failures.setAside(ctx, p, err, now)
	case actRetry:
		p.Tries++
		return errors.Join(err, c.settler.putBack(ctx, p, now.Add(backoff(p.Tries))))
	default:
		return c.settler.putBack(ctx, p, d.at)
	}
}

// attempted notes that requests may go out, and returns those for which that
// is noted; alone gets the others.
func (c *Courier) attempted(ctx context.Context, tasks []*task, alone func(*task, func() error)) []*task {
	if len(tasks) == 0 {
		return nil
	}
	leases := make([]Lease, len(tasks))
	for i, p := range tasks {
		leases[i] = c.inFlight.lease(p)
	}
	noted := tasks[:0]
	for i, err := range c.cfg.Store.Attempt(context.WithoutCancel(ctx), leases) {
		if err == nil {
			noted = append(noted, tasks[i])
			continue
		}
		c.cfg.Pacer.GiveBack(1)
		alone(tasks[i], func() error {
			if errors.Is(err, ErrLost) {
				return nil
			}
			// Nothing has gone out: nobody has to wait for the lease to run out.
			return errors.Join(fmt.Errorf("note an attempt: %w", err), c.settler.putBack(ctx, tasks[i], tasks[i].Due))
		})
	}
	return noted
}
