package main

import (
	"context"
	"path/filepath"
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
func (b builder) platforms(world surroundings, core *commands.Core, h *app) ([]bot.Platform, error) {
	if b.inTerminal() {
		return []bot.Platform{terminal.New(terminal.Config{Core: core, Clock: systemClock(), In: world.in, Out: world.out, History: b.history()})}, nil
	}
	var all []bot.Platform
	if b.TelegramToken != "" {
		p, err := telegram.New(telegram.Config{
			Token: b.TelegramToken.reveal(), URL: b.TelegramURL, Core: core, Clock: systemClock(), Log: b.log, InDoubt: delivery.InDoubtPolicy(b.InDoubt),
			Webhook: b.webhook(), Descriptions: telegram.Descriptions(b.Descriptions), Handled: h.handled("telegram", core), Answered: h.answered("telegram"), Renew: renewal(b.TelegramTokenFile, telegramTokenForm),
		})
		if err != nil {
			return nil, err
		}
		h.watch(p)
		all = append(all, p)
	}
	if b.DiscordToken != "" {
		cfg := b.discord()
		cfg.Core, cfg.Clock, cfg.Log = core, systemClock(), b.log
		cfg.Handled, cfg.Renew = h.handled("discord", core), renewal(b.DiscordTokenFile, discordTokenForm)
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

// history is the file that keeps what was typed in the terminal, beside the embedded
// file; "" where there is none.
func (b builder) history() string {
	if b.Redis != "" {
		return ""
	}
	return filepath.Join(b.Data, "history")
}
