package main

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"prayerbot/bot"
	"prayerbot/bot/adapter"
	"prayerbot/bot/backup"
	"prayerbot/bot/cardcache"
	"prayerbot/bot/clock"
	"prayerbot/bot/contentwatch"
	"prayerbot/bot/ops"
	"prayerbot/bot/outage"
	"prayerbot/bot/store"
	"prayerbot/bot/terminal"
	"prayerbot/bot/testhooks"
	"prayerbot/bot/web"
	"prayerbot/commands"
	"prayerbot/content"
	"prayerbot/content/card"
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
	metrics, checks := ops.NewMetrics(), &ops.Checks{}
	metrics.Build(version(), clock.System{}.Now())
	if err := c.serveHealth(ctx, log, metrics, checks); err != nil {
		return err
	}
	watcher, err := c.watchContent(log, metrics)
	if err != nil {
		return err
	}
	kept, err := openAwaited(world, clock.System{}, log, func() (store.Store, error) { return openStore(world, *c, log, metrics.Stored) })
	if err != nil {
		return err
	}
	defer kept.Close()
	if err := notHalf(world, kept); err != nil {
		return err
	}
	h, err := c.wire(world, log, kept, watcher, metrics)
	if err != nil {
		return err
	}
	if err := h.showPages(ctx); err != nil {
		return err
	}
	checks.Set(h.checks...)
	c.sayStart(log, watcher.Library())
	defer log.Info("the bot has stopped")
	system := supervisedBy(os.Getenv)
	system.tell("READY=1")
	context.AfterFunc(ctx, func() { system.tell("STOPPING=1") })
	go system.assure(ctx, clock.System{}, kept.Ping)
	return faultsOf(h.run(world))
}

// serveHealth tells how the bot is, from the first second on, until the context ends;
// nowhere unless PRAYERBOT_HTTP says where.
func (c *Config) serveHealth(ctx context.Context, log *slog.Logger, metrics *ops.Metrics, checks *ops.Checks) error {
	if c.HTTP == "" {
		return nil
	}
	checks.Set(ops.Check{Name: "store", Run: func(context.Context) error {
		return errors.New("it is not open yet: the bot is starting")
	}})
	listener, err := adapter.Listen(ctx, "PRAYERBOT_HTTP", c.HTTP)
	if err != nil {
		return err
	}
	handler := ops.Handler(metrics, checks)
	if c.Profile == "true" {
		ops.Profile(handler)
	}
	go func() {
		if err := ops.Serve(ctx, listener, handler); err != nil {
			log.Error("nobody can ask any more how the bot is", "error", err)
		}
	}()
	return nil
}

// sayStart says in one line what begins to run.
func (c *Config) sayStart(log *slog.Logger, library *content.Library) {
	kept, folder := "the embedded file in "+c.Data, "the built-in content"
	if c.Redis != "" {
		kept = "Redis"
	}
	if c.Content != "" {
		folder = c.Content + " over the built-in content"
	}
	log.Info("the bot starts", "version", version(), "platforms", c.platformNames(), "store", kept,
		"content", folder, "countries", len(library.Countries), "posts", len(library.Posts))
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

// logger writes to standard error, and folds what repeats. In the terminal, where people read, only
// what is wrong is said unless more is asked for.
func (c *Config) logger(world surroundings) *slog.Logger {
	level := c.level
	if c.inTerminal() && level == slog.LevelInfo {
		level = slog.LevelWarn
	}
	options := &slog.HandlerOptions{Level: level}
	if c.json {
		return slog.New(outage.Fold(slog.NewJSONHandler(world.err, options)))
	}
	return slog.New(outage.Fold(slog.NewTextHandler(world.err, options)))
}

// inTerminal tells whether the conversation is in the terminal.
func (c *Config) inTerminal() bool { return c.TelegramToken == "" && c.DiscordToken == "" }

// cards draws what goes with messages, and keeps it beside the embedded file where
// there is one.
func (c *Config) cards(log *slog.Logger) *cardcache.Cache {
	folder := ""
	if c.Redis == "" && c.Data != "" {
		folder = filepath.Join(c.Data, "cards")
	}
	return cardcache.New(cardcache.Config{Folder: folder, Clock: clock.System{}, Log: log, Painter: func() (cardcache.Painter, error) { return card.New() }})
}

// An app is everything wired together.
type app struct {
	config  bot.Config
	metrics *ops.Metrics
	watcher *contentwatch.Watcher
	checks  []ops.Check
	inside  func(context.Context) // does what operators ask for beside it; nil where the store is Redis
	copies  *backup.Saver         // keeps copies for disasters; nil where none are wanted
	pages   *web.Site             // what everybody may read on the web; nil where that is not wanted
	web     string                // the address at which they are shown
	broken  <-chan error          // gives why the store cannot be used any more; nil where none says so
}

// wire builds the core, the platforms and what watches them.
func (c *Config) wire(world surroundings, log *slog.Logger, kept store.Store, watcher *contentwatch.Watcher, metrics *ops.Metrics) (*app, error) {
	rights, invites := &bot.Rights{}, &bot.Invites{}
	core, err := commands.New(commands.Config{
		Library: watcher.Library, Store: kept, Rights: rights,
		Operators: c.operators, Log: log, Random: randomText,
		// In the terminal there is nobody to be protected from.
		Invite: invites.Invite, Limited: !c.inTerminal(), Pages: c.pagesURL(), Cards: c.cards(log),
	})
	if err != nil {
		return nil, err
	}
	h := &app{metrics: metrics, watcher: watcher}
	if file, ok := kept.(interface{ Broken() <-chan error }); ok {
		h.broken = file.Broken()
	}
	if c.Redis == "" && world.kept == nil {
		h.inside = func(ctx context.Context) { serveInside(ctx, c.Data, kept, log) }
	}
	h.copies = c.copies(kept, log)
	h.checks = []ops.Check{{Name: "store", Run: kept.Ping}}
	platforms, err := c.platforms(world, log, core, h)
	if err != nil {
		return nil, err
	}
	for _, p := range platforms {
		rights.Add(p)
		invites.Add(p)
	}
	h.pages, h.web = c.pages(core, platforms, log), c.Web
	h.config = bot.Config{
		Platforms: platforms, Core: core, Store: kept, Clock: systemClock(),
		Owner: randomText(), Log: log, Metrics: h.metrics, News: c.fetcher(kept, watcher.Library, log, h.metrics),
	}
	return h, nil
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
