package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/guard"
	"prayerbot/bot/pace"
)

// A client makes the requests that bear the bot's token, and knows what follows
// from their answers. All other parts of the platform ask through it.
type client struct {
	http   *http.Client
	token  *adapter.Token
	pacer  *pace.Pacer
	clock  clock.Clock
	wire   clock.Clock // the machine's own, by which the network is measured: clock may stand still
	ahead  offset      // of wire
	log    *slog.Logger
	asking chan struct{} // held by the one who asks Discord for the bot's own id

	invalid  breaker
	blockage adapter.Blockage
	pictures *adapter.Pictures
	commands commandIDs
	added    atomic.Value // the address by which the bot is added to a server, a string, once Discord has said it

	mu    sync.Mutex
	rest  *discordgo.Session // for requests; renewed now and then
	begun time.Time          // when rest was made
	self  string             // the bot's own user id; "" until Discord has said it
}

func newClient(cfg Config) (*client, error) {
	c := &client{
		token: adapter.NewToken(cfg.Token, cfg.Renew), pacer: pace.New(limits(), cfg.Clock), clock: cfg.Clock,
		wire: clock.System{}, log: cfg.Log, asking: make(chan struct{}, 1),
		pictures: adapter.NewPictures(cfg.Clock),
	}
	transport := http.RoundTripper(adapter.NewTransport())
	if cfg.URL != "" {
		to, err := url.Parse(cfg.URL)
		if err != nil || to.Host == "" {
			return nil, errors.New("discord: the API's address is not an address")
		}
		transport = &redirect{to, transport}
	}
	c.http = &http.Client{Transport: &watcher{transport, c}, Timeout: adapter.RequestTimeout}
	_, err := c.session()
	return c, err
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
func (c *client) session() (*discordgo.Session, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.clock.Now(); c.rest == nil || now.Sub(c.begun) > renewAfter {
		s, err := c.newSession()
		if err != nil {
			return nil, err
		}
		c.rest, c.begun = s, now
	}
	return c.rest, nil
}

// newSession makes a session that neither waits nor repeats by itself.
func (c *client) newSession() (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + c.token.Current())
	if err != nil {
		return nil, fmt.Errorf("discord: %w", c.redact(err))
	}
	s.Client = c.http
	s.StateEnabled = false
	s.ShouldRetryOnRateLimit = false
	s.ShouldReconnectOnError = false
	s.MaxRestRetries = 0
	s.LogLevel = discordgo.LogError - 1
	return s, nil
}

// webhookToken is where an address holds the token of an interaction.
var webhookToken = regexp.MustCompile(`(/interactions/\d+/|/webhooks/\d+/)[^/"\s]+`)

// redact hides tokens in an error's text; nil stays nil.
func (c *client) redact(err error) error {
	return adapter.Redact(err, func(text string) string {
		return webhookToken.ReplaceAllString(c.token.Hide(text), "$1"+adapter.Hidden)
	})
}

// takeToken takes another token where there is one.
func (c *client) takeToken() {
	next := c.token.Next()
	if next == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.token.Take(next)
	c.rest, c.self = nil, "" // made with the one before
	c.log.Info("another token is used for Discord")
}

// myself is the bot's own id. Of many deliveries that need it at the same time
// one asks Discord. The error is sorted.
func (c *client) myself(ctx context.Context) (string, error) {
	select {
	case c.asking <- struct{}{}:
		defer func() { <-c.asking }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	c.mu.Lock()
	self := c.self
	c.mu.Unlock()
	if self != "" {
		return self, nil
	}
	var me discordgo.User
	if _, err := c.get(ctx, discordgo.EndpointUser("@me"), &me); err != nil {
		return "", err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.self = me.ID
	return me.ID, nil
}

// whoAmI is the bot's own id, for the one who begins: it is not paced, and the error
// is as the library gives it.
func (c *client) whoAmI(ctx context.Context, s *discordgo.Session) (string, error) {
	c.mu.Lock()
	self := c.self
	c.mu.Unlock()
	if self != "" {
		return self, nil
	}
	me, err := s.User("@me", discordgo.WithContext(ctx), discordgo.WithRestRetries(0))
	if err != nil {
		return "", err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.self = me.ID
	return me.ID, nil
}

// sayBroken logs what panicked; nil is nothing.
func (c *client) logPanic(what string, broken *guard.PanicError) {
	broken.Log(c.log, "an event could not be dealt with", "event", what)
}
