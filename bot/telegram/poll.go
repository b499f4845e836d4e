package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"time"

	"github.com/go-telegram/bot"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/outage"
	"prayerbot/bot/testhooks"
)

// A poller asks for updates and hands them on.
type poller struct {
	*client
	dispatcher *dispatcher
	intake     *intake
	registrar  *registrar
	hook       hook
	standing   adapter.Standing
	running    atomic.Bool  // this process takes in updates; else it stands by
	hindered   atomic.Value // error, errForeign where a webhook keeps updates away
	rival      atomic.Bool  // another program polls with the same token
	polled     atomic.Int64 // when updates were last asked for with success, or Telegram has answered at the start of Run, in Unix seconds; 0 is never
	silent     outage.Outage
	missed     outage.Outage // of updates
}

// The long poll: Telegram holds a question for pollTime where nothing is new,
// and gives at most pollBatch updates at once.
const (
	pollTime  = 25 * time.Second
	pollBatch = 100
)

// poll asks for updates and has them handled until the context ends. Telegram is
// told of an update once it is handled, whether or not its answer has gone out.
// What comes in while another process may poll is left to that.
func (p *poller) poll(ctx context.Context, open func() bool) error {
	work, end := clock.Outlive(ctx, adapter.SettleTimeout)
	defer end()
	at := newOffset()
	defer func() {
		p.intake.wait()
		if open() {
			p.acknowledge(ctx, at.now())
		}
		p.dispatcher.drain()
	}()
	most := pollBatch
	for tries := 0; ctx.Err() == nil; {
		if !open() {
			p.clock.Sleep(ctx, adapter.StandbyPause)
			continue
		}
		batch, err := p.updates(ctx, at.now(), most, pollTime)
		var torn *tornError
		switch {
		case errors.Is(err, errToken):
			return err
		case ctx.Err() != nil:
			return nil
		case errors.As(err, &torn) && (most > 1 || torn.id >= max(1, at.now())):
			// One of them makes all unreadable: they are taken one by one, and that
			// one is passed over.
			if most > 1 {
				most = 1
				continue
			}
			p.log.Warn("an update could not be read and is passed over", "update", torn.id)
			at.pass(torn.id + 1)
			most = pollBatch
			continue
		case err != nil:
			p.log.Warn("updates could not be asked for", "error", p.redact(err))
			p.missed.Failed(p.clock.Now())
			p.clock.Sleep(ctx, adapter.Backoff(tries, maxPause))
			tries++
			continue
		}
		tries = 0
		p.notePoll()
		if len(batch) == 0 {
			most = pollBatch
		} else if open() {
			p.take(ctx, work, at, batch)
		}
	}
	return nil
}

// notePoll notes that updates come in.
func (p *poller) notePoll() {
	now := p.clock.Now()
	p.polled.Store(now.Unix())
	p.rival.Store(false)
	p.missed.Over(p.log, now, "updates come in again from Telegram")
}

// take has a batch handled, but for what Telegram gives again because it is being
// handled, and waits for that a little.
func (p *poller) take(ctx, work context.Context, at *offset, batch []json.RawMessage) {
	before, floor, numbered := at.now(), at.floor(), false
	for _, raw := range batch {
		u, err := readUpdate(raw)
		numbered = numbered || u.ID > 0
		switch {
		case err != nil:
			p.log.Warn("an update could not be read and is passed over", "update", u.ID)
			at.pass(u.ID + 1)
		case at.begin(u.ID, floor):
			p.intake.take(work, u, func() {
				testhooks.CrashAt(testhooks.Handled)
				at.finish(u.ID)
			})
		}
	}
	at.settle(ctx, p.clock)
	if !numbered && at.idle() && at.now() == before {
		at.pass(p.beyond(ctx, before, len(batch)))
	}
}

// beyond is the next offset after a batch of which no number could be read. The
// numbers grow from the offset on, so none is passed over that has not been
// seen. Before the first offset is known, nothing can be done but to wait for
// an update that can be read.
func (p *poller) beyond(ctx context.Context, offset int64, batch int) int64 {
	p.log.Warn("updates without a number are passed over", "updates", batch)
	if offset == 0 {
		p.clock.Sleep(ctx, malformedPause)
		return 0
	}
	return offset + int64(batch)
}

// malformedPause is the pause before updates without a number are asked for
// again.
const malformedPause = 5 * time.Second

// acknowledge tells Telegram at the end what was handled, so that the next
// process is not given it again. Where that fails, it is.
func (p *poller) acknowledge(ctx context.Context, offset int64) {
	if offset == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), adapter.StandbyPause)
	defer cancel()
	if _, err := p.updates(ctx, offset, pollBatch, 0); err != nil {
		p.log.Debug("the last updates could not be acknowledged", "error", p.redact(err))
	}
}

// maxPause is the longest pause between two tries to reach Telegram.
const maxPause = 30 * time.Second

// Run introduces the bot, brings the menus up to date and takes in updates
// until the context ends, as long as open allows it. Where Telegram does not let
// the bot in, it is an *adapter.RefusalError.
func (p *poller) Run(ctx context.Context, open func() bool) error {
	p.running.Store(true)
	defer p.running.Store(false)
	p.takeToken()
	if err := p.run(ctx, open); err != nil && ctx.Err() == nil {
		return p.standing.Refuse(err)
	}
	return nil
}

func (p *poller) run(ctx context.Context, open func() bool) error {
	if err := p.introduce(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	registered := make(chan struct{})
	go func() {
		defer close(registered)
		p.registrar.register(ctx)
	}()
	defer func() { <-registered }()
	if p.webhook.URL != "" {
		return p.serveHook(ctx, open)
	}
	if err := p.hook.freeHook(ctx); err != nil && ctx.Err() == nil {
		p.hinder(err)
	}
	return p.poll(ctx, open)
}

// introduce asks for the bot's own name until Telegram answers.
func (p *poller) introduce(ctx context.Context) error {
	for tries := 0; ctx.Err() == nil; tries++ {
		me, err := p.api.GetMe(ctx)
		switch {
		case err == nil:
			first := p.username.Swap(me.Username) == nil
			p.polled.Store(p.clock.Now().Unix())
			p.silent.Over(p.log, p.clock.Now(), "Telegram answers again")
			if p.standing.Admit() {
				p.log.Info("Telegram lets the bot in again")
			} else if first {
				p.log.Info("Telegram lets the bot in", "name", "@"+me.Username)
			}
			return nil
		case errors.Is(err, bot.ErrorUnauthorized), errors.Is(err, bot.ErrorNotFound):
			return errToken
		}
		p.log.Warn("Telegram does not answer yet", "error", p.redact(err), "remedy", remedy)
		p.silent.Failed(p.clock.Now())
		p.clock.Sleep(ctx, adapter.Backoff(tries, maxPause))
	}
	return nil
}
