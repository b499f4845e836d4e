package gateway_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/discord/gateway"
)

// A bench is a Gateway that keeps sessions with a Discord of the tests.
type bench struct {
	testing.TB
	srv    *discordtest.Server
	cfg    gateway.Config
	log    *logged
	pauses *pauses
	gw     *gateway.Gateway
	done   chan error
	stop   context.CancelFunc

	mu     sync.Mutex
	events []gateway.Event
	opened int
}

func newBench(t testing.TB, change ...func(*bench)) *bench {
	t.Helper()
	srv := discordtest.New()
	t.Cleanup(srv.Close)
	srv.Guild("100", "7", "110", "111", "112", "113", "114")
	b := &bench{TB: t, srv: srv, log: &logged{}, pauses: &pauses{}}
	b.cfg = gateway.Config{
		Start: b.start, Token: func() string { return "Bot " + discordtest.Token }, Version: "9", Intents: 1,
		Handle: b.note, Opened: b.noteOpened, Open: func() bool { return true },
		Clock: b.pauses, Wire: clock.System{}, Log: slog.New(slog.NewTextHandler(b.log, nil)),
	}
	for _, c := range change {
		c(b)
	}
	b.gw = gateway.New(b.cfg)
	return b
}

// start asks the server how sessions may be begun.
func (b *bench) start(ctx context.Context) (s gateway.Start, err error) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, b.srv.URL()+"/api/v9/gateway/bot", nil)
	if err != nil {
		return s, err
	}
	ask.Header.Set("Authorization", "Bot "+discordtest.Token)
	res, err := http.DefaultClient.Do(ask)
	if err != nil {
		return s, err
	}
	defer res.Body.Close()
	if res.StatusCode == http.StatusUnauthorized {
		return s, gateway.ErrToken
	}
	var asked struct {
		URL    string `json:"url"`
		Shards int    `json:"shards"`
		Limit  struct {
			Total       int `json:"total"`
			Remaining   int `json:"remaining"`
			ResetAfter  int `json:"reset_after"`
			Concurrency int `json:"max_concurrency"`
		} `json:"session_start_limit"`
	}
	if err := json.NewDecoder(res.Body).Decode(&asked); err != nil {
		return s, err
	}
	return gateway.Start{
		URL: asked.URL, Shards: asked.Shards, Concurrency: asked.Limit.Concurrency,
		Limited: true, Remaining: asked.Limit.Remaining, ResetAfter: time.Duration(asked.Limit.ResetAfter) * time.Millisecond,
	}, nil
}

func (b *bench) note(e gateway.Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.events = append(b.events, e)
}

func (b *bench) noteOpened() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.opened++
}

// names are the events that were handed on, by their names.
func (b *bench) names() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var all []string
	for _, e := range b.events {
		all = append(all, e.Name)
	}
	return all
}

// begin begins to run, until the test ends.
func (b *bench) begin() {
	ctx, stop := context.WithCancel(context.Background())
	b.stop, b.done = stop, make(chan error, 1)
	go func() { b.done <- b.gw.Run(ctx) }()
	b.Cleanup(func() {
		stop()
		select {
		case err := <-b.done:
			if err != nil {
				b.Error(err)
			}
		case <-time.After(time.Minute):
			b.Error("it does not end")
		}
	})
}

// run runs until the test ends, with one session that is open.
func (b *bench) run() {
	b.Helper()
	b.begin()
	b.await("a session", func() bool { return b.srv.Connected() == 1 })
	b.soon("health", func() bool { return b.gw.Health() == nil })
}

func (b *bench) await(what string, holds func() bool) {
	b.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := b.srv.Await(ctx, holds); err != nil {
		b.Fatalf("%s: %v\n%s", what, err, b.log)
	}
}

// soon waits until something holds that the server cannot see.
func (b *bench) soon(what string, holds func() bool) {
	b.Helper()
	for end := time.Now().Add(time.Minute); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			b.Fatalf("%s did not come\n%s", what, b.log)
		}
	}
}

// counts waits until so many sessions were begun anew and so many were resumed,
// and one is open.
func (b *bench) counts(begun, resumed int) {
	b.Helper()
	b.await(fmt.Sprintf("%d sessions begun and %d resumed", begun, resumed), func() bool {
		i, r := b.srv.Sessions()
		return i == begun && r == resumed && b.srv.Connected() == 1
	})
	b.soon("health", func() bool { return b.gw.Health() == nil })
}

// blameless fails where the bot did what the gateway does not take.
func (b *bench) blameless() {
	b.Helper()
	if o := b.srv.Offences(); len(o) > 0 {
		b.Errorf("the gateway has complained: %v", o)
	}
}

// pauses is a clock on which nobody waits for long, and which tells for how long
// it was to be waited.
type pauses struct {
	clock.System
	mu  sync.Mutex
	all []time.Duration
}

func (p *pauses) Sleep(ctx context.Context, d time.Duration) error {
	if d > 0 {
		p.mu.Lock()
		p.all = append(p.all, d)
		p.mu.Unlock()
	}
	return p.System.Sleep(ctx, min(d, time.Millisecond))
}

// since gives the pauses from the n-th on.
func (p *pauses) since(n int) []time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.all[min(n, len(p.all)):])
}

// logged keeps what is logged.
type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
