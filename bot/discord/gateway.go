package discord

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/discord/gateway"
	"prayerbot/bot/outage"
)

// A receiver takes in what happens at Discord: it keeps the bot's commands up to
// date and the gateway's sessions open, and deals with their events.
type receiver struct {
	*client
	core      Core
	answerer  *answerer
	sender    *sender
	registrar *registrar
	standing  adapter.Standing
	silent    outage.Outage
	running   atomic.Bool // this process takes in what happens; else it stands by
	lanes     *gateway.Lanes
	looks     *looks
	gateway   *gateway.Gateway
	publicKey ed25519.PublicKey
	open      atomic.Pointer[func() bool] // of the newest Run; nil before
}

// The limits of events that are no interactions.
const (
	laneWorkers = 16   // are dealt with at once
	lanePlaces  = 4096 // may wait; what comes beyond is dropped
)

// What the bot asks to be told of, neither of which needs Discord's permission: what
// happens to servers and their channels, and what people say who are alone with it.
const (
	intentGuilds         = 1 << 0
	intentDirectMessages = 1 << 12
)

func newReceiver(c *client, cfg Config, send *sender, counter *counter) *receiver {
	r := &receiver{
		client: c, core: cfg.Core, sender: send, answerer: newAnswerer(c, cfg, counter), registrar: &registrar{client: c, core: cfg.Core},
		lanes: gateway.NewLanes(cfg.Log, laneWorkers, lanePlaces), looks: newLooks(cfg.Clock), publicKey: cfg.PublicKey,
	}
	r.answerer.returned = r.returned
	r.gateway = gateway.New(gateway.Config{
		Start: r.askGateway, Token: func() string { return "Bot " + c.token.Current() }, Version: discordgo.APIVersion, Intents: intentGuilds | intentDirectMessages,
		Handle: r.handle, Opened: r.opened, Open: r.isOpen, Clock: cfg.Clock, Wire: c.wire, Log: cfg.Log,
	})
	return r
}

// errToken is the refusal that a new token mends.
var errToken = gateway.ErrToken

// Run brings the commands up to date and keeps the gateway sessions open until
// the context ends, one for each shard that Discord recommends. What comes in
// while another process may have the platform is left to that. Where Discord
// does not let the bot in, it is an *adapter.RefusalError.
func (r *receiver) Run(ctx context.Context, open func() bool) error {
	r.open.Store(&open)
	defer r.drain()
	r.takeToken()
	r.running.Store(true)
	defer r.running.Store(false)
	err := r.prepare(ctx)
	if err == nil && ctx.Err() == nil {
		err = r.gateway.Run(ctx)
	}
	if err != nil && ctx.Err() == nil {
		return r.standing.Refuse(err)
	}
	return nil
}

// drain waits until all is dealt with that came in, but not for ever.
func (r *receiver) drain() {
	r.answerer.drain()
	began := r.clock.Now()
	r.lanes.Drain(adapter.SettleTimeout) // events may ask for looks
	r.looks.finish()
	if left := r.lanes.Drain(adapter.SettleTimeout - r.clock.Now().Sub(began)); left > 0 {
		r.log.Warn("events were not dealt with in time", "count", left)
	}
}

// isOpen tells whether this process may have the platform.
func (r *receiver) isOpen() bool {
	open := r.open.Load()
	return open != nil && (*open)()
}

// opened notes that Discord lets the bot in.
func (r *receiver) opened() {
	if r.standing.Admit() {
		r.log.Info("Discord lets the bot in again")
	}
}

// maxPause is the longest pause between two tries to reach Discord.
const maxPause = time.Minute

// prepare asks who the bot is and brings its commands up to date, until Discord
// answers. An error is one that cannot pass.
func (r *receiver) prepare(ctx context.Context) error {
	for tries := 0; ctx.Err() == nil; tries++ {
		err := r.introduce(ctx)
		if err == nil {
			r.silent.Over(r.log, r.clock.Now(), "Discord answers again")
		}
		if err == nil || errors.Is(err, errToken) {
			return err
		}
		r.log.Warn("Discord does not answer yet", "error", r.redact(err), "remedy", remedy)
		r.silent.Failed(r.clock.Now())
		r.clock.Sleep(ctx, adapter.Backoff(tries, maxPause))
	}
	return nil
}

func (r *receiver) introduce(ctx context.Context) error {
	s, err := r.session()
	if err != nil {
		return err
	}
	self, err := r.whoAmI(ctx, s)
	if err != nil {
		return refusedToken(err)
	}
	if err := r.registrar.register(ctx, s, self); err != nil {
		return refusedToken(err)
	}
	return refusedToken(r.compare(ctx, s))
}

// compare says where the bot is added to a server, and warns where interactions do
// not come where they are waited for.
func (r *receiver) compare(ctx context.Context, s *discordgo.Session) error {
	is, err := r.application(ctx, s)
	if err != nil {
		return err
	}
	if m := is.mismatch(r.publicKey); m != nil {
		r.log.Error(m.found, "remedy", m.remedy)
	}
	r.log.Info("Discord lets the bot in", "name", is.Name, "added to a server by", is.invite())
	return nil
}

// askGateway asks where the gateway is, and how sessions may be begun. The error
// shows no token.
func (r *receiver) askGateway(ctx context.Context) (gateway.Start, error) {
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	s, err := r.session()
	if err != nil {
		return gateway.Start{}, err
	}
	asked, err := s.GatewayBot(discordgo.WithContext(ctx), discordgo.WithRestRetries(0))
	if err != nil {
		return gateway.Start{}, r.redact(refusedToken(err))
	}
	limit := asked.SessionStartLimit
	return gateway.Start{
		URL: strings.TrimRight(asked.URL, "/"), Shards: asked.Shards, Concurrency: limit.MaxConcurrency,
		Limited: limit.Total > 0, Remaining: limit.Remaining, ResetAfter: milliseconds(limit.ResetAfter),
	}, nil
}

// milliseconds is a time that Discord gives, at most a day.
func milliseconds(n int) time.Duration {
	return time.Duration(min(max(0, n), int(24*time.Hour/time.Millisecond))) * time.Millisecond
}

// refusedToken is errToken for the answer that says so, else the error itself.
func refusedToken(err error) error {
	var refused *discordgo.RESTError
	if errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode == http.StatusUnauthorized {
		return errToken
	}
	return err
}

// Refused is why Discord does not let the bot in; nil where it does.
func (r *receiver) Refused() error { return r.standing.Refused() }

// Healthy tells whether Discord lets the bot in and all gateway sessions are
// open, where it is this process that keeps them.
func (r *receiver) Healthy(context.Context) error {
	if err := r.Refused(); err != nil {
		return err
	}
	if r.running.Load() && !r.gateway.Running() {
		return fmt.Errorf("it has not answered since the start. %s", remedy)
	}
	return r.gateway.Health()
}

func (r *receiver) sessions() (open, wanted, left int) {
	open, wanted, left = r.gateway.Sessions()
	if r.running.Load() {
		wanted = max(1, wanted)
	}
	return open, wanted, left
}
