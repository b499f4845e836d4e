package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"

	"prayerbot/bot"
	"prayerbot/bot/adapter"
	"prayerbot/bot/cardcache"
	"prayerbot/bot/clock"
	"prayerbot/bot/ops"
	"prayerbot/bot/store"
	"prayerbot/commands"
	"prayerbot/content"
	"prayerbot/content/card"
)

// A builder makes the parts of a bot out of what is set.
type builder struct {
	*Config
	log     *slog.Logger
	metrics *ops.Metrics // nil counts nothing
}

// build makes a bot that does not run yet: it loads the content, opens the store, which
// whoever calls it closes, and makes the core and the platforms.
func (b builder) build(world surroundings, open func() (store.Store, error)) (*app, error) {
	watcher, err := b.watchContent()
	if err != nil {
		return nil, err
	}
	kept, err := open()
	if err != nil {
		return nil, err
	}
	h := &app{metrics: b.metrics, watcher: watcher, kept: kept}
	if err = notHalf(world, kept); err == nil {
		err = b.wire(world, h)
	}
	if err != nil {
		kept.Close()
		return nil, err
	}
	return h, nil
}

// wire makes the core, the platforms and what watches them.
func (b builder) wire(world surroundings, h *app) error {
	rights, invites := &bot.Rights{}, &bot.Invites{}
	core, err := commands.New(commands.Config{
		Library: h.watcher.Library, Store: h.kept, Rights: rights,
		Operators: b.operators, Log: b.log, Random: randomText,
		// In the terminal there is nobody to be protected from.
		Invite: invites.Invite, Limited: !b.inTerminal(), Pages: b.pagesURL(), Cards: b.cards(),
		Pace: pace,
	})
	if err != nil {
		return err
	}
	if file, ok := h.kept.(interface{ Broken() <-chan error }); ok {
		h.broken = file.Broken()
	}
	if b.Redis == "" && world.kept == nil {
		h.inside = func(ctx context.Context) { serveInside(ctx, b.Data, h.kept, b.log) }
	}
	h.copies = b.copies(h.kept)
	h.checks = []ops.Check{{Name: "store", Run: h.kept.Ping}}
	platforms, err := b.platforms(world, core, h)
	if err != nil {
		return err
	}
	for _, p := range platforms {
		rights.Add(p)
		invites.Add(p)
	}
	h.pages, h.web = b.pages(core, platforms, b.log), b.Web
	h.config = bot.Config{
		Platforms: platforms, Core: core, Store: h.kept, Clock: systemClock(),
		Owner: randomText(), Log: b.log, Metrics: h.metrics, News: b.fetcher(h.kept, h.watcher.Library),
	}
	return nil
}

// serveHealth tells how the bot is, from the first second on, until the context ends;
// nowhere unless PRAYERBOT_HTTP says where.
func (b builder) serveHealth(ctx context.Context, checks *ops.Checks) error {
	if b.HTTP == "" {
		return nil
	}
	checks.Set(ops.Check{Name: "store", Run: func(context.Context) error {
		return errors.New("it is not open yet: the bot is starting")
	}})
	listener, err := adapter.Listen(ctx, "PRAYERBOT_HTTP", b.HTTP)
	if err != nil {
		return err
	}
	handler := ops.Handler(b.metrics, checks)
	if b.Profile == "true" {
		ops.Profile(handler)
	}
	go func() {
		if err := ops.Serve(ctx, listener, handler); err != nil {
			b.log.Error("nobody can ask any more how the bot is", "error", err)
		}
	}()
	return nil
}

// sayStart says in one line what begins to run.
func (b builder) sayStart(library *content.Library) {
	kept, folder := "the embedded file in "+b.Data, "the built-in content"
	if b.Redis != "" {
		kept = "Redis"
	}
	if b.Content != "" {
		folder = b.Content + " over the built-in content"
	}
	b.log.Info("the bot starts", "version", version(), "platforms", b.platformNames(), "store", kept,
		"content", folder, "countries", len(library.Countries), "posts", len(library.Posts))
}

// cards draws what goes with messages, and keeps it beside the embedded file where
// there is one.
func (b builder) cards() *cardcache.Cache {
	folder := ""
	if b.Redis == "" && b.Data != "" {
		folder = filepath.Join(b.Data, "cards")
	}
	return cardcache.New(cardcache.Config{Folder: folder, Clock: clock.System{}, Log: b.log, Painter: func() (cardcache.Painter, error) { return card.New() }})
}
