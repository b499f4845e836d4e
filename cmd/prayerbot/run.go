package main

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"strings"
	"time"

	"prayerbot/bot"
	"prayerbot/bot/adapter"
	"prayerbot/bot/backup"
	"prayerbot/bot/clock"
	"prayerbot/bot/contentwatch"
	"prayerbot/bot/memory"
	"prayerbot/bot/ops"
	"prayerbot/bot/outage"
	"prayerbot/bot/store"
	"prayerbot/bot/terminal"
	"prayerbot/bot/testhooks"
	"prayerbot/bot/web"
)

// runCommand runs the bot.
type runCommand struct{}

// stopWithin bounds how long the program takes to settle what is in flight
// when it is told to stop.
const stopWithin = 20 * time.Second

// Run is the bot from its start to its end.
func (runCommand) Run(world surroundings, c *Config) error {
	if err := c.check(os.Getenv); err != nil {
		return err
	}
	typos := misspelled(os.Environ())
	if c.inTerminal() && !terminal.Reachable(world.in) {
		return append(nobody, typos...)
	}
	log := c.logger(world)
	for _, typo := range typos {
		log.Warn("a variable is set that nothing reads", "fault", typo)
	}
	ctx, end := context.WithCancel(world.Context)
	defer end()
	b, checks := builder{Config: c, log: log, metrics: ops.NewMetrics()}, &ops.Checks{}
	b.metrics.Build(version(), clock.System{}.Now())
	if err := b.serveHealth(ctx, checks); err != nil {
		return err
	}
	h, err := b.build(world, func() (store.Store, error) {
		return openAwaited(world, clock.System{}, log, func() (store.Store, error) { return openStore(world, *c, log, b.metrics.Stored) })
	})
	if err != nil {
		return err
	}
	defer h.kept.Close()
	if err := h.showPages(ctx); err != nil {
		return err
	}
	checks.Set(h.checks...)
	b.sayStart(h.watcher.Library())
	defer log.Info("the bot has stopped")
	system := supervisedBy(os.Getenv)
	system.tell("READY=1")
	context.AfterFunc(ctx, func() { system.tell("STOPPING=1") })
	go system.assure(ctx, clock.System{}, h.kept.Ping)
	return faultsOf(h.run(world))
}

// nobody is said where there is neither a platform nor somebody at a terminal.
var nobody = configFaults{"There is nobody to talk with. Set TELEGRAM_TOKEN or DISCORD_TOKEN, or run it in a terminal."}

// faultsOf makes a wrong configuration of what turned out to be one only when
// the bot ran; other errors stay what they are.
func faultsOf(err error) error {
	var refusal *adapter.RefusalError
	switch {
	case errors.Is(err, terminal.ErrNobody):
		return nobody
	case errors.As(err, &refusal):
		return configFaults(strings.Split(err.Error(), "\n"))
	}
	return err
}

// logger writes to standard error, and folds what repeats. In the terminal, where people
// read, only what is wrong is said unless more is asked for.
func (c *Config) logger(world surroundings) *slog.Logger {
	level := c.level
	if c.inTerminal() && level == slog.LevelInfo {
		level = slog.LevelWarn
	}
	options := &slog.HandlerOptions{Level: level}
	var lines slog.Handler = slog.NewTextHandler(world.err, options)
	if c.json {
		lines = slog.NewJSONHandler(world.err, options)
	}
	return slog.New(outage.Fold(lines))
}

// inTerminal tells whether the conversation is in the terminal.
func (c *Config) inTerminal() bool { return c.TelegramToken == "" && c.DiscordToken == "" }

// An app is everything wired together.
type app struct {
	config  bot.Config
	kept    store.Store
	metrics *ops.Metrics
	watcher *contentwatch.Watcher
	checks  []ops.Check
	inside  func(context.Context) // does what operators ask for beside it; nil where the store is Redis
	copies  *backup.Saver         // keeps copies for disasters; nil where none are wanted
	pages   *web.Site             // what everybody may read on the web; nil where that is not wanted
	web     string                // the address at which they are shown
	broken  <-chan error          // gives why the store cannot be used any more; nil where none says so
}

// systemClock is the machine's clock; a trial may have moved it.
func systemClock() clock.System { return clock.System{Offset: testhooks.ClockOffset()} }

// randomText is 16 characters of a-z and 2-7: 80 random bits.
func randomText() string { return strings.ToLower(rand.Text()[:16]) }

// run runs the app until it ends by itself or is told to stop, and then
// waits for what is in flight, but not for ever.
func (h *app) run(world surroundings) error {
	ctx, cancel := context.WithCancel(world.Context)
	defer cancel()
	if h.inside != nil {
		go h.inside(ctx)
	}
	if h.copies != nil {
		go h.copies.Run(ctx)
	}
	go h.watcher.Run(ctx)
	go memory.Run(ctx, clock.System{})
	ended := make(chan error, 1)
	go func() { ended <- bot.Run(ctx, h.config) }()
	select {
	case err := <-ended:
		return err
	case err := <-h.broken:
		return err // nothing can be settled any more
	case <-ctx.Done():
		h.config.Log.Info("the bot is told to stop: what is in flight is settled first")
	}
	select {
	case err := <-ended:
		return err
	case err := <-h.broken:
		return err
	case <-time.After(stopWithin):
		return errors.New("it took too long to settle what was in flight; the next start goes on there")
	}
}
