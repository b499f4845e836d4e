// Package telegram is the bot on Telegram: it polls for what people say, shows
// replies in Telegram's HTML, and sends deliveries.
//
// It never decides what to say, repeats a delivery by itself, or shows the
// token: errors that quote an address are redacted. An update is acknowledged
// after it was handled, so a crash hands it over again; the core's commands do
// no harm when they come twice.
package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-telegram/bot"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/hooks"
	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// name is the platform's name in every ChatID.
const name = "telegram"

// publicURL is where the Bot API lives unless another server is given.
const publicURL = "https://api.telegram.org"

// Core is what the platform asks of the core.
type Core interface {
	Handle(ctx context.Context, req reply.Request) reply.Reply
	Sorry(language string) reply.Reply
	Table(language string) []reply.Row
	Stop(ctx context.Context, chat record.ChatID, cause record.StopCause, now time.Time) error
	Move(ctx context.Context, from, to record.ChatID) error
}

// Config is what a Platform needs.
type Config struct {
	Token   string
	URL     string // of a Bot API server; "" is the public one
	Core    Core
	Clock   clock.Clock
	Log     *slog.Logger
	Unsure  outbox.Unsure                            // what to do where nobody can tell whether a request went out; "" is outbox.Resend
	Handled func(command string, took time.Duration) // counts answers; nil counts nothing
	Renew   func() string                            // reads the token anew before each Run; "" keeps the one there is, as nil does
}

// Platform is the bot on Telegram.
type Platform struct {
	Config
	api      *bot.Bot
	pacer    *outbox.Pacer
	client   *http.Client
	username atomic.Value // string, the bot's own name; nothing until Telegram has said it
	kinds    kinds
	running  atomic.Bool // this process takes in updates; else it stands by
	rotation adapter.Rotation
	standing adapter.Standing
	polled   atomic.Int64 // when updates were last asked for with success, in Unix seconds
}

// requestTime bounds one request, other than the long poll.
const requestTime = 20 * time.Second

// New makes a platform that has not begun. It does not ask Telegram anything.
func New(cfg Config) (*Platform, error) {
	if cfg.URL == "" {
		cfg.URL = publicURL
	}
	cfg.URL = strings.TrimRight(cfg.URL, "/")
	p := &Platform{Config: cfg, pacer: outbox.NewPacer(pace(), cfg.Clock)}
	p.client = over(&rotated{p, transport()})
	api, err := bot.New(cfg.Token, bot.WithSkipGetMe(), bot.WithServerURL(cfg.URL),
		bot.WithHTTPClient(requestTime, p.client), bot.WithErrorsHandler(func(error) {}))
	if err != nil {
		return nil, fmt.Errorf("telegram: %w", p.redact(err))
	}
	p.api = api
	return p, nil
}

// Name is the platform's name.
func (p *Platform) Name() string { return name }

// Unsure is the operator's choice: Telegram has no key by which it would know a
// repeat.
func (p *Platform) Unsure() outbox.Unsure { return p.Config.Unsure }

// Exclusive is true: Telegram lets only one process poll.
func (p *Platform) Exclusive() bool { return true }

// Pacer keeps to Telegram's limits.
func (p *Platform) Pacer() *outbox.Pacer { return p.pacer }

// The limits of Telegram (https://core.telegram.org/bots/faq): about 30
// messages a second in all, one a second to a chat, 20 a minute to a group.
// Deliveries leave room for answers.
const (
	perSecond  = 30
	deliveries = 25
	perChat    = time.Second
	perGroup   = 3 * time.Second
)

func pace() outbox.Pace {
	return outbox.Pace{
		PerSecond: hooks.PerSecond(perSecond), Deliveries: hooks.PerSecond(deliveries),
		Chat: func(id record.ChatID) time.Duration {
			// The number of a group or channel is below zero.
			if strings.HasPrefix(id.Key, "-") {
				return perGroup
			}
			return perChat
		},
	}
}

// errToken is the refusal that a new token mends.
var errToken = errors.New("the token was refused: copy it again from @BotFather")

// Run introduces the bot, brings the menus up to date and takes in updates
// until the context ends, as long as open allows it. Where Telegram does not let
// the bot in, it is an *adapter.RefusalError.
func (p *Platform) Run(ctx context.Context, open func() bool) error {
	p.running.Store(true)
	defer p.running.Store(false)
	p.takeToken()
	if err := p.run(ctx, open); err != nil && ctx.Err() == nil {
		return p.standing.Refuse(err)
	}
	return nil
}

func (p *Platform) run(ctx context.Context, open func() bool) error {
	if err := p.introduce(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	if err := p.updateMenus(ctx); err != nil && ctx.Err() == nil {
		p.Log.Warn("the menus could not be brought up to date", "error", p.redact(err))
	}
	return p.poll(ctx, open)
}

// introduce asks for the bot's own name until Telegram answers.
func (p *Platform) introduce(ctx context.Context) error {
	for tries := 0; ctx.Err() == nil; tries++ {
		me, err := p.api.GetMe(ctx)
		switch {
		case err == nil:
			p.username.Store(me.Username)
			if p.standing.Admit() {
				p.Log.Info("Telegram lets the bot in again")
			}
			return nil
		case errors.Is(err, bot.ErrorUnauthorized), errors.Is(err, bot.ErrorNotFound):
			return errToken
		}
		p.Log.Warn("Telegram does not answer yet", "error", p.redact(err))
		p.Clock.Sleep(ctx, pollPause(tries))
	}
	return nil
}

// healthyFor is how long ago the last successful poll may be.
const healthyFor = 2 * time.Minute

// Refused is why Telegram does not let the bot in; nil where it does.
func (p *Platform) Refused() error { return p.standing.Refused() }

// Healthy tells whether Telegram lets the bot in and updates come in, where it
// is this process that takes them in.
func (p *Platform) Healthy(context.Context) error {
	if err := p.Refused(); err != nil {
		return err
	}
	if p.running.Load() && p.Clock.Now().Unix()-p.polled.Load() > int64(healthyFor/time.Second) {
		return errors.New("no updates could be asked for in the last two minutes")
	}
	return nil
}

// redactedError is an error whose text does not show the token.
type redactedError struct {
	error
	text string
}

func (r redactedError) Error() string { return r.text }
func (r redactedError) Unwrap() error { return r.error }

// redact hides the token in an error's text; nil stays nil.
func (p *Platform) redact(err error) error {
	if err == nil {
		return nil
	}
	return redactedError{err, strings.NewReplacer(p.Token, "(hidden)", p.token(), "(hidden)").Replace(err.Error())}
}
