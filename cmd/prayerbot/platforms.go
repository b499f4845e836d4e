package main

import (
	"log/slog"

	"prayerbot/bot"
	"prayerbot/bot/clock"
	"prayerbot/bot/terminal"
	"prayerbot/commands"
)

// platforms builds the platforms whose tokens are given, else the terminal.
func (c *Config) platforms(world surroundings, log *slog.Logger, core *commands.Core, h *house) ([]bot.Platform, error) {
	if c.inTerminal() {
		return []bot.Platform{terminal.New(terminal.Config{Core: core, Clock: clock.System{}, In: world.in, Out: world.out})}, nil
	}
	return nil, nil
}
