package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot"
	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/guard"
	"prayerbot/bot/pace"
	"prayerbot/bot/store/boltstore"
	"prayerbot/commands"
	"prayerbot/content"
)

// A gatedPlatform lets the bot in or not, as the test says.
type gatedPlatform struct {
	quietPlatform
	name  string
	pacer *pace.Pacer
	clock *clock.Manual

	mu      sync.Mutex
	answers []error // to the next runs; the last one stays. nil lets it in
	asked   []time.Time
	rotated bool
	in      chan struct{} // gets a word when the bot is let in
}

// noon is when these tests begin.
var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

func newGated(name string, c *clock.Manual, answers ...error) *gatedPlatform {
	return &gatedPlatform{name: name, clock: c, pacer: pace.New(pace.Limits{}, c), answers: answers, in: make(chan struct{}, 1)}
}

func (p *gatedPlatform) Name() string       { return p.name }
func (p *gatedPlatform) Pacer() *pace.Pacer { return p.pacer }

func (p *gatedPlatform) Rotated() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.rotated
}

func (p *gatedPlatform) Run(ctx context.Context, _ func() bool) error {
	p.mu.Lock()
	p.asked = append(p.asked, p.clock.Now())
	p.rotated = false
	answer := p.answers[0]
	if len(p.answers) > 1 {
		p.answers = p.answers[1:]
	}
	p.mu.Unlock()
	if answer != nil {
		return answer
	}
	p.in <- struct{}{}
	<-ctx.Done()
	return nil
}

func (p *gatedPlatform) times() int { return len(p.begun()) }

// begun are the times at which it was asked to let the bot in.
func (p *gatedPlatform) begun() []time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.asked)
}

func (p *gatedPlatform) rotate() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rotated = true
}

func refusal(before bool) error {
	return &adapter.RefusalError{Err: errors.New("the token was refused"), Before: before}
}

// A gatehouse runs a bot on platforms that may not let it in.
type gatehouse struct {
	*testing.T
	clock *clock.Manual
	log   *lockedBuffer
	ended chan error
	stop  context.CancelFunc
}

type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *lockedBuffer) count(text string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Count(b.Buffer.String(), text)
}

func openGates(t *testing.T, c *clock.Manual, platforms ...*gatedPlatform) *gatehouse {
	t.Helper()
	kept, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	core, err := commands.New(commands.Config{Library: func() *content.Library { return &content.Library{} }, Store: kept, Random: randomText})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	g := &gatehouse{T: t, clock: c, log: &lockedBuffer{}, ended: make(chan error, 1), stop: cancel}
	cfg := bot.Config{Core: core, Store: kept, Clock: c, Owner: randomText(), Log: slog.New(slog.NewTextHandler(g.log, nil))}
	for _, p := range platforms {
		cfg.Platforms = append(cfg.Platforms, p)
	}
	go func() { g.ended <- bot.Run(ctx, cfg) }()
	return g
}

// until waits until something holds, and moves the clock meanwhile.
func (g *gatehouse) until(what string, step time.Duration, holds func() bool) {
	g.Helper()
	if !clock.Await(patience, time.Millisecond, func() bool {
		g.clock.Advance(step)
		return holds()
	}) {
		g.Fatalf("%s did not come: %s", what, g.log)
	}
}

func (g *gatehouse) end() {
	g.Helper()
	g.stop()
	if err := <-g.ended; err != nil {
		g.Error(err)
	}
}

func TestARefusedPlatformHoldsUpNoOtherAndIsAskedAgainSlowly(t *testing.T) {
	c := clock.NewManual(noon)
	well, ill := newGated("well", c, nil), newGated("ill", c, refusal(false), refusal(false), refusal(false), nil)
	g := openGates(t, c, well, ill)
	<-well.in
	g.until("it is let in", time.Second, func() bool { return len(ill.in) == 1 })
	begun := ill.begun()
	for i, least := range []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute} {
		if pause := begun[i+1].Sub(begun[i]); pause < least {
			t.Errorf("after refusal %d it was asked again after %s, want at least %s", i+1, pause, least)
		}
	}
	if n := g.log.count("does not let the bot in"); n != 1 {
		t.Errorf("it was said %d times", n)
	}
	if well.times() != 1 {
		t.Errorf("the other platform was begun %d times", well.times())
	}
	g.end()
}

func TestAnotherTokenIsTriedAtOnce(t *testing.T) {
	c := clock.NewManual(noon)
	well, ill := newGated("well", c, nil), newGated("ill", c, refusal(false), nil)
	g := openGates(t, c, well, ill)
	g.until("the refusal is said", 0, func() bool { return g.log.count("does not let the bot in") == 1 })
	ill.rotate()
	g.until("it is let in", time.Second, func() bool { return len(ill.in) == 1 })
	begun := ill.begun()
	if pause := begun[1].Sub(begun[0]); pause >= time.Minute {
		t.Errorf("it was asked again after %s", pause)
	}
	g.end()
}

func TestItEndsOnlyWhereNoPlatformHasEverLetItIn(t *testing.T) {
	c := clock.NewManual(noon)
	for n := range 3 {
		var all []*gatedPlatform
		for i := range n + 1 {
			all = append(all, newGated(fmt.Sprint("p", i), c, refusal(false)))
		}
		g := openGates(t, c, all...)
		err := <-g.ended
		var refused *adapter.RefusalError
		if !errors.As(err, &refused) || strings.Count(err.Error(), "the token was refused") != n+1 {
			t.Errorf("%d refused: %v", n+1, err)
		}
		g.stop()
	}
	later := newGated("later", c, refusal(true), nil)
	g := openGates(t, c, later)
	g.until("it is let in again", time.Second, func() bool { return len(later.in) == 1 })
	g.end()
}

func TestWhatAPlatformPanicsWithEndsTheRunAsAnError(t *testing.T) {
	c := clock.NewManual(noon)
	p := newGated("broken", c, nil)
	p.answers = nil // the next answer is out of range
	g := openGates(t, c, p)
	var broken *guard.PanicError
	if err := <-g.ended; !errors.As(err, &broken) || !strings.Contains(broken.Stack, "gatedPlatform") {
		t.Errorf("it ends with %v", err)
	}
	g.stop()
}
