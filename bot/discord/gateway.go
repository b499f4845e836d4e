package discord

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// errToken and errRefused are the failures that cannot pass.
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

// openTime bounds how long a session may take to open. The library can hang
// there for ever: op 7 in answer to a resume locks it against itself.
const openTime = 30 * time.Second

// Run brings the commands up to date and keeps the gateway sessions open until
// the context ends, one for each shard that Discord recommends. What comes in
// while another process may have the platform is left to that. It returns an
// error only for what cannot pass.
func (p *Platform) Run(ctx context.Context, open func() bool) error {
	p.running.Store(true)
	defer p.running.Store(false)
	defer p.drain()
	shards, err := p.prepare(ctx)
	if err != nil || ctx.Err() != nil {
		return err
	}
	p.shards.Store(int64(shards))
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

// keep keeps one session open until the context ends.
func (p *Platform) keep(ctx context.Context, s shard, open func() bool) error {
	var line *connection // nil: the next session begins anew
	for tries := 0; ctx.Err() == nil; tries++ {
		if !open() {
			p.Clock.Sleep(ctx, closedPause)
			continue
		}
		began := p.Clock.Now()
		next, err := p.serve(ctx, line, s, open)
		if err != nil {
			return err
		}
		if line = next; p.Clock.Now().Sub(began) > time.Minute {
			tries = 0
		}
		p.Clock.Sleep(ctx, pause(tries))
	}
	if line != nil {
		line.abandon()
	}
	return nil
}

// closedPause is the pause between two looks whether this process may have the
// platform.
const closedPause = time.Second

// serve opens or resumes a session and watches it until it is lost. It returns
// the session where that can be resumed, and an error only for what cannot
// pass.
func (p *Platform) serve(ctx context.Context, line *connection, s shard, open func() bool) (*connection, error) {
	if line == nil {
		fresh, err := p.connect(s, open)
		if err != nil {
			return nil, err
		}
		line = fresh
	}
	if err := p.admit(ctx, line); err != nil {
		line.abandon()
		p.Log.Warn("the gateway could not be opened", "error", p.redact(err))
		return nil, fatalClose(err)
	}
	p.alive.Add(1)
	defer p.alive.Add(-1)
	if line.hold(ctx) {
		return line, nil
	}
	line.abandon()
	return nil, nil
}

// identifyEvery is how far apart sessions may begin
// (https://discord.com/developers/docs/events/gateway#rate-limiting).
const identifyEvery = 5 * time.Second

// admit opens sessions one after the other.
func (p *Platform) admit(ctx context.Context, line *connection) error {
	p.door.Lock()
	defer p.door.Unlock()
	if p.shards.Load() > 1 {
		p.Clock.Sleep(ctx, identifyEvery-p.Clock.Now().Sub(p.opened))
	}
	p.opened = p.Clock.Now()
	return line.open(ctx)
}

// pause grows from one second to a minute, with jitter.
func pause(tries int) time.Duration {
	span := min(time.Minute, time.Second<<min(tries, 6))
	return span/2 + rand.N(span/2)
}

// fatalClose is what to say of a close code that cannot pass; nil for others.
func fatalClose(err error) error {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		return fatalCloses[closed.Code]
	}
	return nil
}

// prepare asks who the bot is and into how many shards it is parted, and brings
// its commands up to date, until Discord answers.
func (p *Platform) prepare(ctx context.Context) (shards int, err error) {
	for tries := 0; ctx.Err() == nil; tries++ {
		shards, err := p.introduce(ctx)
		var refused *discordgo.RESTError
		switch {
		case err == nil:
			return max(1, shards), nil
		case errors.As(err, &refused) && refused.Response.StatusCode == http.StatusUnauthorized:
			return 0, errToken
		}
		p.Log.Warn("Discord does not answer yet", "error", p.redact(err))
		p.Clock.Sleep(ctx, pause(tries))
	}
	return 0, nil
}

func (p *Platform) introduce(ctx context.Context) (shards int, err error) {
	s, err := p.session()
	if err != nil {
		return 0, err
	}
	self, err := p.whoAmI(ctx, s)
	if err != nil {
		return 0, err
	}
	gateway, err := s.GatewayBot(discordgo.WithContext(ctx))
	if err != nil {
		return 0, err
	}
	return gateway.Shards, p.register(ctx, s, self)
}

// A connection is one gateway session with the wire below it, so that it can
// be cut from outside when the library hangs.
type connection struct {
	platform *Platform
	session  *discordgo.Session
	lost     chan struct{} // gets a word when the session is disconnected

	mu   sync.Mutex
	wire net.Conn
}

func (p *Platform) connect(of shard, open func() bool) (*connection, error) {
	s, err := p.newSession()
	if err != nil {
		return nil, err
	}
	s.ShardID, s.ShardCount = of.number, of.of
	c := &connection{platform: p, session: s, lost: make(chan struct{}, 1)}
	dialer := *websocket.DefaultDialer
	dialer.HandshakeTimeout = openTime
	dialer.NetDialContext = c.dial
	s.Dialer = &dialer
	s.AddHandler(func(_ *discordgo.Session, _ *discordgo.Disconnect) { c.tell() })
	s.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) {
		if open() {
			p.interact(i.Interaction)
		}
	})
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.ChannelDelete) { p.deleted(e.Channel.ID) })
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.ThreadDelete) { p.deleted(e.Channel.ID) })
	return c, nil
}

func (c *connection) tell() {
	select {
	case c.lost <- struct{}{}:
	default:
	}
}

// dial keeps the wire.
func (c *connection) dial(ctx context.Context, network, address string) (net.Conn, error) {
	wire, err := (&net.Dialer{}).DialContext(ctx, network, address)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wire = wire
	return wire, err
}

// open opens or resumes the session, but does not wait for ever.
func (c *connection) open(ctx context.Context) error {
	opened := make(chan error, 1)
	go func() { opened <- c.session.Open() }()
	select {
	case err := <-opened:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(openTime):
		return fmt.Errorf("the session did not open within %s", openTime)
	}
}

// The watch over an open session: how often it looks, and how old the last
// acknowledged heartbeat may be (Discord asks for one every 41 seconds).
const (
	watchEvery = 5 * time.Second
	heartbeats = 2 * time.Minute
)

// hold watches a session until it is lost or the context ends; true where the
// same session can be resumed.
func (c *connection) hold(ctx context.Context) bool {
	silent := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return true
		case <-c.lost:
			return true
		case <-time.After(watchEvery):
		}
		if c.beats() {
			silent = 0
		} else if silent += watchEvery; silent > openTime {
			c.platform.Log.Warn("the gateway session hung and is renewed")
			return false
		}
	}
}

// beats tells whether the session can be looked at and its heart beats.
func (c *connection) beats() bool {
	if !c.session.TryRLock() {
		return false
	}
	defer c.session.RUnlock()
	return time.Since(c.session.LastHeartbeatAck) < heartbeats
}

// abandon ends a session. Where the library hangs, the wire is cut below it.
func (c *connection) abandon() {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		c.session.Close()
	}()
	select {
	case <-closed:
	case <-time.After(watchEvery):
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.wire != nil {
		c.wire.Close()
	}
}
