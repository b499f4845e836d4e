package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"prayerbot/bot/adapter"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// A gateway keeps the sessions of this process, and deals with their events.
type gateway struct {
	*client
	core      Core
	answerer  *answerer
	registrar *registrar
	standing  adapter.Standing

	gates   []gate                    // through which sessions begin; made by Run
	resting atomic.Pointer[time.Time] // until when no session may begin; nil is no wait

	running atomic.Bool  // this process keeps the sessions; else it stands by
	alive   atomic.Int64 // sessions that are open
	shards  atomic.Int64 // sessions that there should be
}

// errToken is the refusal that a new token mends.
var errToken = errors.New("the token was refused: copy it again from your application's page Bot")

// fatalCloses are the close codes after which Discord will not take the session
// back (https://discord.com/developers/docs/topics/opcodes-and-status-codes).
var fatalCloses = map[int]error{
	4004: errToken,
	4010: errors.New("an invalid shard was asked for"),
	4011: errors.New("the bot is in so many servers that it needs sharding"),
	4012: errors.New("the API version is not valid any more"),
	4013: errors.New("an invalid intent was asked for"),
	4014: errors.New("an intent was asked for that is switched off for the application"),
}

// lostCloses are the close codes after which a session cannot be resumed.
var lostCloses = []int{4007, 4009}

// Run brings the commands up to date and keeps the gateway sessions open until
// the context ends, one for each shard that Discord recommends. What comes in
// while another process may have the platform is left to that. Where Discord
// does not let the bot in, it is an *adapter.RefusalError.
func (g *gateway) Run(ctx context.Context, open func() bool) error {
	g.running.Store(true)
	defer g.running.Store(false)
	defer g.answerer.drain()
	g.takeToken()
	if err := g.run(ctx, open); err != nil && ctx.Err() == nil {
		return g.standing.Refuse(err)
	}
	return nil
}

func (g *gateway) run(ctx context.Context, open func() bool) error {
	asked, err := g.prepare(ctx)
	if err != nil || ctx.Err() != nil {
		return err
	}
	shards := max(1, asked.Shards)
	g.shards.Store(int64(shards))
	g.gates = make([]gate, max(1, asked.SessionStartLimit.MaxConcurrency))
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	failures := make(chan error, shards)
	var wait sync.WaitGroup
	for n := range shards {
		wait.Go(func() {
			if err := g.keep(ctx, shard{n, shards}, open); err != nil {
				failures <- err
				stop()
			}
		})
	}
	wait.Wait()
	close(failures)
	return <-failures
}

// A shard is one of the sessions among which Discord parts the servers.
type shard struct{ number, of int }

// settled is from how long on a session counts as well: what fails sooner is
// tried again with growing pauses.
const settled = time.Minute

// keep keeps one session open until the context ends. A session that was cut
// is resumed at once; only what fails again and again is paused for.
func (g *gateway) keep(ctx context.Context, s shard, open func() bool) error {
	var known *session // nil: the next session begins anew
	for tries := 0; ctx.Err() == nil; tries++ {
		if !open() {
			g.clock.Sleep(ctx, adapter.StandbyPause)
			continue
		}
		began := g.clock.Now()
		next, err := g.serve(ctx, known, s, open)
		if err != nil {
			return err
		}
		if known = next; g.clock.Now().Sub(began) > settled {
			tries = 0
		}
		if known == nil || tries > 0 {
			g.clock.Sleep(ctx, adapter.Backoff(tries, maxPause))
		}
	}
	return nil
}

// serve opens or resumes a session and takes in what comes until it is lost. It
// returns the session where that can be resumed, and an error only for what
// cannot pass.
func (g *gateway) serve(ctx context.Context, known *session, s shard, open func() bool) (*session, error) {
	c, err := g.begin(ctx, known, s, open)
	if err != nil {
		return known, g.lost(ctx, err)
	}
	end, err := c.hold(ctx)
	next := c.session.Load()
	if c.ready {
		g.alive.Add(-1)
	}
	var closed *websocket.CloseError
	if end == invalidated || errors.As(err, &closed) && slices.Contains(lostCloses, closed.Code) {
		next = nil
	}
	return next, g.lost(ctx, err)
}

// lost says why there is no session; an error is one that cannot pass.
func (g *gateway) lost(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return nil
	}
	if errors.Is(err, errToken) {
		return errToken
	}
	var closed *websocket.CloseError
	if errors.As(err, &closed) && fatalCloses[closed.Code] != nil {
		return fatalCloses[closed.Code]
	}
	g.log.Warn("there is no session with the gateway for the moment", "error", g.redact(err))
	return nil
}

// begin opens a connection and asks for a session on it: the one that is known,
// else one that begins anew in its turn.
func (g *gateway) begin(ctx context.Context, known *session, s shard, open func() bool) (*connection, error) {
	if known == nil {
		return g.identify(ctx, s, open)
	}
	address := known.address
	if address == "" {
		asked, err := g.askGateway(ctx)
		if err != nil {
			return nil, err
		}
		address = asked.URL
	}
	c, err := g.dial(ctx, address, open)
	if err != nil {
		known.address = "" // the next try goes where sessions begin
		return nil, err
	}
	c.session.Store(known)
	if err := c.write(opResume, resumption{"Bot " + g.token.Current(), known.id, known.sequence.Load()}); err != nil {
		c.socket.Close()
		return nil, err
	}
	return c, nil
}

// maxPause is the longest pause between two tries to reach Discord.
const maxPause = time.Minute

// prepare asks who the bot is and how its sessions are to be begun, and brings
// its commands up to date, until Discord answers.
func (g *gateway) prepare(ctx context.Context) (asked *discordgo.GatewayBotResponse, err error) {
	for tries := 0; ctx.Err() == nil; tries++ {
		asked, err = g.introduce(ctx)
		if err == nil || errors.Is(err, errToken) {
			return asked, err
		}
		g.log.Warn("Discord does not answer yet", "error", g.redact(err))
		g.clock.Sleep(ctx, adapter.Backoff(tries, maxPause))
	}
	return nil, nil
}

func (g *gateway) introduce(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	s, err := g.session()
	if err != nil {
		return nil, err
	}
	self, err := g.whoAmI(ctx, s)
	if err != nil {
		return nil, refusedToken(err)
	}
	asked, err := g.askGateway(ctx)
	if err != nil {
		return nil, err
	}
	return asked, refusedToken(g.registrar.register(ctx, s, self))
}

// askGateway asks where the gateway is, and how sessions may be begun.
func (g *gateway) askGateway(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	s, err := g.session()
	if err != nil {
		return nil, err
	}
	asked, err := s.GatewayBot(discordgo.WithContext(ctx), discordgo.WithRestRetries(0))
	if err != nil {
		return nil, refusedToken(err)
	}
	if asked.URL = strings.TrimRight(asked.URL, "/"); asked.URL == "" {
		return nil, errors.New("the address of the gateway is missing")
	}
	return asked, nil
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
func (g *gateway) Refused() error { return g.standing.Refused() }

// Healthy tells whether Discord lets the bot in and all gateway sessions are
// open, where it is this process that keeps them.
func (g *gateway) Healthy(context.Context) error {
	if err := g.Refused(); err != nil {
		return err
	}
	if until := g.resting.Load(); until != nil && g.running.Load() {
		return fmt.Errorf("no further session may begin before %s, by Discord's limit of a day", until.UTC().Format(time.RFC3339))
	}
	if g.running.Load() && (g.alive.Load() == 0 || g.alive.Load() < g.shards.Load()) {
		return errors.New("there is no session with the gateway")
	}
	return nil
}
