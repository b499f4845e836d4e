// Package discord is the bot on Discord: it keeps a gateway session, answers
// slash commands and buttons, and sends deliveries.
//
// It never decides what to say, repeats a delivery by itself, or shows a token,
// its own or an interaction's. A delivery carries a nonce, so that Discord
// drops a repeat within minutes; past that the channel is read back first. On a
// crash nothing is lost here: what was to be sent is in the store.
package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/hooks"
	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// name is the platform's name in every ChatID.
const name = "discord"

// Core is what the platform asks of the core.
type Core interface {
	Handle(ctx context.Context, req reply.Request) reply.Reply
	Sorry(language string) reply.Reply
	Table(language string) []reply.Row
	Complete(ctx context.Context, req reply.Request, command, param, typed string) []reply.Choice
	ModeratorRoles(ctx context.Context, platform, space string) ([]string, error)
	Stop(ctx context.Context, chat record.ChatID, cause record.StopCause, now time.Time) error
}

// Config is what a Platform needs.
type Config struct {
	Token   string
	URL     string // scheme and host that replace those of the public API; "" is public
	Core    Core
	Clock   clock.Clock
	Log     *slog.Logger
	Handled func(command string, took time.Duration) // counts answers; nil counts nothing
	Renew   func() string                            // reads the token anew before each Run; "" keeps the one there is, as nil does
}

// Platform is the bot on Discord.
type Platform struct {
	Config
	client *http.Client
	pacer  *outbox.Pacer
	asking chan struct{} // held by the one who asks Discord for the bot's own id
	inside chan struct{} // bounds how many interactions are inside
	room   chan struct{} // bounds how many of them are with the core
	wire   clock.Clock   // the machine's own, by which the network is measured: Config's may stand still
	ahead  offset        // of wire
	// within is how long an interaction may be answered: answerWithin.
	within time.Duration

	mu    sync.Mutex
	rest  *discordgo.Session // for requests; renewed now and then
	begun time.Time          // when rest was made
	self  string             // the bot's own user id; "" until Discord has said it

	rotation adapter.Rotation
	standing adapter.Standing

	gates   []gate                    // through which sessions begin; made by Run
	resting atomic.Pointer[time.Time] // until when no session may begin; nil is no wait

	running atomic.Bool  // this process keeps the session; else it stands by
	alive   atomic.Int64 // gateway sessions that are open
	shards  atomic.Int64 // gateway sessions that there should be
	invalid breaker
}

// idleConnections is how many connections are kept open between requests: room
// for deliveries and for a crowd that presses at once. Go's own are two.
const idleConnections = 160

// requestTime bounds one request.
const requestTime = 20 * time.Second

// New makes a platform that has not begun. It does not ask Discord anything.
func New(cfg Config) (*Platform, error) {
	p := &Platform{Config: cfg, pacer: outbox.NewPacer(pace(), cfg.Clock), within: answerWithin, wire: clock.System{}}
	p.inside, p.room = make(chan struct{}, places), make(chan struct{}, workers)
	p.asking = make(chan struct{}, 1)
	kept := http.DefaultTransport.(*http.Transport).Clone()
	kept.MaxIdleConns, kept.MaxIdleConnsPerHost = idleConnections, idleConnections
	transport := http.RoundTripper(kept)
	if cfg.URL != "" {
		to, err := url.Parse(cfg.URL)
		if err != nil || to.Host == "" {
			return nil, errors.New("discord: the API's address is not an address")
		}
		transport = &redirect{to, transport}
	}
	p.client = &http.Client{Transport: &watcher{transport, p}, Timeout: requestTime}
	_, err := p.session()
	return p, err
}

// redirect sends every request to another server.
type redirect struct {
	to   *url.URL
	next http.RoundTripper
}

func (r *redirect) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.URL.Scheme, req.URL.Host, req.Host = r.to.Scheme, r.to.Host, r.to.Host
	return r.next.RoundTrip(req)
}

// renewAfter is how long a session for requests is kept: the library never
// forgets a rate-limit bucket, and each interaction leaves one of half a
// kilobyte behind.
const renewAfter = time.Hour

// session is the session for requests.
func (p *Platform) session() (*discordgo.Session, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := p.Clock.Now(); p.rest == nil || now.Sub(p.begun) > renewAfter {
		s, err := p.newSession()
		if err != nil {
			return nil, err
		}
		p.rest, p.begun = s, now
	}
	return p.rest, nil
}

// newSession makes a session that neither waits nor repeats by itself.
func (p *Platform) newSession() (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + p.token())
	if err != nil {
		return nil, fmt.Errorf("discord: %w", p.redact(err))
	}
	s.Client = p.client
	s.StateEnabled = false
	s.ShouldRetryOnRateLimit = false
	s.ShouldReconnectOnError = false
	s.MaxRestRetries = 0
	s.LogLevel = discordgo.LogError - 1
	return s, nil
}

// Name is the platform's name.
func (p *Platform) Name() string { return name }

// Unsure is to send again: by its nonce, or in the channel itself, a repeat is
// known.
func (p *Platform) Unsure() outbox.Unsure { return outbox.Resend }

// Exclusive is true: one process owns the gateway session.
func (p *Platform) Exclusive() bool { return true }

// Pacer keeps to Discord's limits.
func (p *Platform) Pacer() *outbox.Pacer { return p.pacer }

// The limits of Discord (https://discord.com/developers/docs/topics/rate-limits):
// below 50 requests a second in all, and five messages in five seconds to one
// channel. Deliveries leave room for questions; answers to interactions are not
// bound to the limit and are not counted.
const (
	perSecond  = 48
	deliveries = 40
	perChat    = time.Second
)

func pace() outbox.Pace {
	return outbox.Pace{
		PerSecond: hooks.PerSecond(perSecond), Deliveries: hooks.PerSecond(deliveries),
		Chat: func(record.ChatID) time.Duration { return perChat },
	}
}

// Refused is why Discord does not let the bot in; nil where it does.
func (p *Platform) Refused() error { return p.standing.Refused() }

// Healthy tells whether Discord lets the bot in and all gateway sessions are
// open, where it is this process that keeps them.
func (p *Platform) Healthy(context.Context) error {
	if err := p.Refused(); err != nil {
		return err
	}
	if until := p.resting.Load(); until != nil && p.running.Load() {
		return fmt.Errorf("no further session may begin before %s, by Discord's limit of a day", until.UTC().Format(time.RFC3339))
	}
	if p.running.Load() && (p.alive.Load() == 0 || p.alive.Load() < p.shards.Load()) {
		return errors.New("there is no session with the gateway")
	}
	return nil
}

// redactedError is an error whose text shows no token.
type redactedError struct {
	error
	text string
}

func (r redactedError) Error() string { return r.text }
func (r redactedError) Unwrap() error { return r.error }

// webhookToken is where an address holds the token of an interaction.
var webhookToken = regexp.MustCompile(`(/interactions/\d+/|/webhooks/\d+/)[^/"\s]+`)

// redact hides tokens in an error's text; nil stays nil.
func (p *Platform) redact(err error) error {
	if err == nil {
		return nil
	}
	text := strings.NewReplacer(p.Token, "(hidden)", p.token(), "(hidden)").Replace(err.Error())
	return redactedError{err, webhookToken.ReplaceAllString(text, "$1(hidden)")}
}
