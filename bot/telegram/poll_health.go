package telegram

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

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
