package discord

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

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
func (p *Platform) Run(ctx context.Context, open func() bool) error {
	p.running.Store(true)
	defer p.running.Store(false)
	defer p.drain()
	p.takeToken()
	if err := p.run(ctx, open); err != nil && ctx.Err() == nil {
		return p.standing.Refuse(err)
	}
	return nil
}

func (p *Platform) run(ctx context.Context, open func() bool) error {
	asked, err := p.prepare(ctx)
	if err != nil || ctx.Err() != nil {
		return err
	}
	shards := max(1, asked.Shards)
	p.shards.Store(int64(shards))
	p.gates = make([]gate, max(1, asked.SessionStartLimit.MaxConcurrency))
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	failures := make(chan error, shards)
	var wait sync.WaitGroup
	for n := range shards {
		wait.Go(func() {
			if err := p.keep(ctx, shard{n, shards}, open); err != nil {
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
func (p *Platform) keep(ctx context.Context, s shard, open func() bool) error {
	var known *session // nil: the next session begins anew
	for tries := 0; ctx.Err() == nil; tries++ {
		if !open() {
			p.Clock.Sleep(ctx, closedPause)
			continue
		}
		began := p.Clock.Now()
		next, err := p.serve(ctx, known, s, open)
		if err != nil {
			return err
		}
		if known = next; p.Clock.Now().Sub(began) > settled {
			tries = 0
		}
		if known == nil || tries > 0 {
			p.Clock.Sleep(ctx, pause(tries))
		}
	}
	return nil
}

// closedPause is the pause between two looks whether this process may have the
// platform.
const closedPause = time.Second

// serve opens or resumes a session and takes in what comes until it is lost. It
// returns the session where that can be resumed, and an error only for what
// cannot pass.
func (p *Platform) serve(ctx context.Context, known *session, s shard, open func() bool) (*session, error) {
	c, err := p.begin(ctx, known, s, open)
	if err != nil {
		return known, p.lost(ctx, err)
	}
	end, err := c.hold(ctx)
	next := c.session.Load()
	if c.ready {
		p.alive.Add(-1)
	}
	var closed *websocket.CloseError
	if end == invalidated || errors.As(err, &closed) && slices.Contains(lostCloses, closed.Code) {
		next = nil
	}
	return next, p.lost(ctx, err)
}

// lost says why there is no session; an error is one that cannot pass.
func (p *Platform) lost(ctx context.Context, err error) error {
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
	p.Log.Warn("there is no session with the gateway for the moment", "error", p.redact(err))
	return nil
}

// begin opens a connection and asks for a session on it: the one that is known,
// else one that begins anew in its turn.
func (p *Platform) begin(ctx context.Context, known *session, s shard, open func() bool) (*connection, error) {
	if known == nil {
		return p.identify(ctx, s, open)
	}
	address := known.address
	if address == "" {
		asked, err := p.askGateway(ctx)
		if err != nil {
			return nil, err
		}
		address = asked.URL
	}
	c, err := p.dial(ctx, address, open)
	if err != nil {
		known.address = "" // the next try goes where sessions begin
		return nil, err
	}
	c.session.Store(known)
	if err := c.write(opResume, resumption{"Bot " + p.token(), known.id, known.sequence.Load()}); err != nil {
		c.socket.Close()
		return nil, err
	}
	return c, nil
}

// pause grows from one second to a minute, with jitter.
func pause(tries int) time.Duration {
	span := min(time.Minute, time.Second<<min(tries, 6))
	return span/2 + rand.N(span/2)
}

// prepare asks who the bot is and how its sessions are to be begun, and brings
// its commands up to date, until Discord answers.
func (p *Platform) prepare(ctx context.Context) (asked *discordgo.GatewayBotResponse, err error) {
	for tries := 0; ctx.Err() == nil; tries++ {
		asked, err = p.introduce(ctx)
		if err == nil || errors.Is(err, errToken) {
			return asked, err
		}
		p.Log.Warn("Discord does not answer yet", "error", p.redact(err))
		p.Clock.Sleep(ctx, pause(tries))
	}
	return nil, nil
}

func (p *Platform) introduce(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	s, err := p.session()
	if err != nil {
		return nil, err
	}
	self, err := p.whoAmI(ctx, s)
	if err != nil {
		return nil, refusedToken(err)
	}
	asked, err := p.askGateway(ctx)
	if err != nil {
		return nil, err
	}
	return asked, refusedToken(p.register(ctx, s, self))
}

// askGateway asks where the gateway is, and how sessions may be begun.
func (p *Platform) askGateway(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	s, err := p.session()
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
