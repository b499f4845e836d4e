package bot_test

import (
	"context"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"prayerbot/bot"
	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/pace"
	"prayerbot/bot/store/boltstore"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// A quietPlatform is one where nobody says anything.
type quietPlatform struct{}

func (quietPlatform) Name() string                                             { return "quiet" }
func (quietPlatform) Run(ctx context.Context, _ func() bool) error             { <-ctx.Done(); return nil }
func (quietPlatform) InDoubt() delivery.InDoubtPolicy                          { return delivery.Resend }
func (quietPlatform) Pacer() *pace.Pacer                                       { return nil }
func (quietPlatform) Exclusive() bool                                          { return false }
func (quietPlatform) Send(context.Context, delivery.Message) ([]string, error) { return nil, nil }
func (quietPlatform) Edit(context.Context, delivery.Message, []string) error   { return nil }
func (quietPlatform) Delete(context.Context, record.ChatID, []string) error    { return nil }
func (quietPlatform) Role(context.Context, record.ChatID, string, string) (reply.Role, error) {
	return reply.Anyone, nil
}

// A newsDesk counts how many fetch the news at once.
type newsDesk struct {
	busy  atomic.Int32
	began chan struct{} // gets a word whenever one begins
}

func (d *newsDesk) Run(ctx context.Context) error {
	d.busy.Add(1)
	d.began <- struct{}{}
	defer d.busy.Add(-1)
	<-ctx.Done()
	return nil
}

func TestOneOfSeveralBotsFetchesTheNewsAndAnotherTakesOver(t *testing.T) {
	kept, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	core, err := commands.New(commands.Config{Library: func() *content.Library { return &content.Library{} }, Store: kept, Random: randomText})
	if err != nil {
		t.Fatal(err)
	}
	desk := &newsDesk{began: make(chan struct{}, 2)}
	start := func() (stop func()) {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() {
			done <- bot.Run(ctx, bot.Config{
				Platforms: []bot.Platform{quietPlatform{}}, Core: core, Store: kept, Clock: clock.System{},
				Owner: randomText(), Log: slog.New(slog.DiscardHandler), News: desk,
			})
		}()
		return func() {
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	}
	began := func(which string) {
		t.Helper()
		select {
		case <-desk.began:
		case <-time.After(patience):
			t.Fatalf("the %s did not begin", which)
		}
		if busy := desk.busy.Load(); busy != 1 {
			t.Errorf("%d fetch the news at once", busy)
		}
	}
	first := start()
	began("first")
	second := start()
	first()
	began("second")
	second()
	if desk.busy.Load() != 0 {
		t.Error("it goes on after the end")
	}
}

// A broughtPlatform is one that brings what people say to every process.
type broughtPlatform struct {
	quietPlatform
	pacer *pace.Pacer
	began chan struct{} // gets a word whenever a process takes in
}

func (broughtPlatform) Exclusive() bool      { return true }
func (broughtPlatform) Everywhere() bool     { return true }
func (p broughtPlatform) Pacer() *pace.Pacer { return p.pacer }
func (p broughtPlatform) Run(ctx context.Context, open func() bool) error {
	if open() {
		p.began <- struct{}{}
	}
	<-ctx.Done()
	return nil
}

func TestWhatIsBroughtIsTakenInByEveryBot(t *testing.T) {
	kept, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	core, err := commands.New(commands.Config{Library: func() *content.Library { return &content.Library{} }, Store: kept, Random: randomText})
	if err != nil {
		t.Fatal(err)
	}
	p := broughtPlatform{pacer: pace.New(pace.Limits{}, clock.System{}), began: make(chan struct{}, 2)}
	for _, owner := range []string{"one", "two"} {
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() {
			done <- bot.Run(ctx, bot.Config{Platforms: []bot.Platform{p}, Core: core, Store: kept, Clock: clock.System{}, Owner: owner, Log: slog.New(slog.DiscardHandler)})
		}()
		t.Cleanup(func() {
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
		<-p.began // each, while the one before goes on
	}
}
