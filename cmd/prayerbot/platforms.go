package main

import (
	"context"
	"log/slog"
	"time"

	"prayerbot/bot"
	"prayerbot/bot/delivery"
	"prayerbot/bot/discord"
	"prayerbot/bot/ops"
	"prayerbot/bot/telegram"
	"prayerbot/bot/terminal"
	"prayerbot/commands"
)

// platforms builds the platforms whose tokens are given, else the terminal.
func (c *Config) platforms(world surroundings, log *slog.Logger, core *commands.Core, h *app) ([]bot.Platform, error) {
	if c.inTerminal() {
		return []bot.Platform{terminal.New(terminal.Config{Core: core, Clock: systemClock(), In: world.in, Out: world.out})}, nil
	}
	var all []bot.Platform
	if c.TelegramToken != "" {
		p, err := telegram.New(telegram.Config{
			Token: c.TelegramToken.reveal(), URL: c.TelegramURL, Core: core, Clock: systemClock(), Log: log, InDoubt: delivery.InDoubtPolicy(c.InDoubt),
			Webhook: c.webhook(), Descriptions: telegram.Descriptions(c.Descriptions), Handled: h.handled("telegram", core), Answered: h.answered("telegram"), Renew: renewal(c.TelegramTokenFile, telegramTokenForm),
		})
		if err != nil {
			return nil, err
		}
		h.watch(p)
		all = append(all, p)
	}
	if c.DiscordToken != "" {
		cfg := c.discord()
		cfg.Core, cfg.Clock, cfg.Log = core, systemClock(), log
		cfg.Handled, cfg.Renew = h.handled("discord", core), renewal(c.DiscordTokenFile, discordTokenForm)
		cfg.Answered = h.answered("discord")
		p, err := discord.New(cfg)
		if err != nil {
			return nil, err
		}
		h.metrics.Gateway(p.Sessions)
		h.watch(p)
		all = append(all, p)
	}
	return all, nil
}

// handled counts how long commands take on a platform. What people type that
// is no command counts as other, so that nobody can make up new numbers.
func (h *app) handled(platform string, core *commands.Core) func(string, time.Duration) {
	known := map[string]bool{"": true}
	for _, row := range core.Table("en") {
		known[row.Name] = true
	}
	return func(command string, took time.Duration) {
		if !known[command] {
			command = "other"
		}
		h.metrics.Handled(platform, command, took)
	}
}

// answered counts the answers of a platform by their status.
func (h *app) answered(platform string) func(status int) {
	return func(status int) { h.metrics.Answered(platform, status) }
}

// watch makes a platform part of the bot's readiness and numbers.
func (h *app) watch(p interface {
	Name() string
	Healthy(context.Context) error
	Refused() error
}) {
	h.metrics.Platform(p.Name(), func() bool { return p.Refused() != nil })
	h.checks = append(h.checks, ops.Check{Name: p.Name(), Run: p.Healthy})
}
