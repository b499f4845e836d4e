package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
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

// maxPoll bounds the answer to a poll, in bytes: a hundred of the largest
// updates are far smaller.
const maxPoll = 16 << 20

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

// updates asks for what is new, at most so many, and lets Telegram hold the
// question for a time.
func (p *poller) updates(ctx context.Context, offset int64, most int, hold time.Duration) ([]json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, hold+adapter.RequestTimeout)
	defer cancel()
	body, err := json.Marshal(map[string]any{
		"offset": offset, "limit": most, "timeout": int(hold / time.Second), "allowed_updates": allowedUpdates,
	})
	if err != nil {
		return nil, err
	}
	res, err := p.post(ctx, "getUpdates", body)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	return p.readPoll(ctx, res)
}

// A tornError says that Telegram gave updates, and that one of them makes all of
// them unreadable.
type tornError struct{ id int64 } // of the first one; 0 where it cannot be found

func (*tornError) Error() string { return "the updates cannot be read" }

// readPoll reads the answer to a poll.
func (p *poller) readPoll(ctx context.Context, res *http.Response) ([]json.RawMessage, error) {
	data, err := io.ReadAll(io.LimitReader(res.Body, maxPoll))
	if err != nil {
		return nil, err
	}
	var answer struct {
		OK          bool
		Result      []json.RawMessage
		Description string
	}
	if err := json.Unmarshal(data, &answer); err != nil && res.StatusCode == http.StatusOK && len(data) > 0 && data[0] == '{' {
		return nil, &tornError{idIn(data)}
	} else if err != nil {
		return nil, fmt.Errorf("status %d, and no JSON", res.StatusCode)
	}
	switch {
	case answer.OK:
		return answer.Result, nil
	case res.StatusCode == http.StatusUnauthorized || res.StatusCode == http.StatusNotFound:
		return nil, errToken
	case res.StatusCode == http.StatusConflict:
		p.conflict(ctx, answer.Description)
	}
	return nil, fmt.Errorf("status %d: %s", res.StatusCode, answer.Description)
}

// conflict says who keeps updates from being polled, and removes a webhook where
// that may be; another process that polls can only be said.
func (p *poller) conflict(ctx context.Context, description string) {
	err := p.hook.freeHook(ctx)
	p.hinder(err)
	switch {
	case errors.Is(err, errForeign):
	case err != nil:
		p.log.Warn("the webhook could not be removed", "error", p.redact(err))
	case !strings.Contains(description, "webhook"):
		p.rival.Store(true)
		p.log.Error("another program polls with the same token: stop it", "telegram", description)
	}
}

// hinder notes that another program's webhook keeps updates away, or that none
// does, and says it once.
func (p *poller) hinder(err error) {
	if !errors.Is(err, errForeign) {
		err = errNone
	}
	if before := p.hindered.Swap(err); err != errNone && before != err {
		p.log.Error("updates cannot be taken in", "error", err)
	}
}

// errNone says that nothing keeps updates away: an atomic value holds no nil.
var errNone = errors.New("nothing")

// errToken is the refusal that a new token mends.
var errToken = errors.New("the token was refused: copy it again from @BotFather")

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

// healthyFor is how long ago the last successful poll may be.
const healthyFor = 2 * time.Minute

// Refused is why Telegram does not let the bot in; nil where it does.
func (p *poller) Refused() error { return p.standing.Refused() }

// Healthy tells whether Telegram lets the bot in and updates come in, where it
// is this process that takes them in.
func (p *poller) Healthy(context.Context) error {
	if err := p.Refused(); err != nil {
		return err
	}
	if err, _ := p.hindered.Load().(error); errors.Is(err, errForeign) {
		return err
	}
	switch {
	case !p.running.Load():
		return nil
	case p.polled.Load() == 0:
		return fmt.Errorf("it has not answered since the start. %s", remedy)
	case p.rival.Load():
		return errors.New("another program polls with the same token, and each takes what the other should get: stop it")
	}
	if p.clock.Now().Unix()-p.polled.Load() > int64(healthyFor/time.Second) {
		return fmt.Errorf("no updates could be asked for in the last two minutes. %s", remedy)
	}
	return nil
}
