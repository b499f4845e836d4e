package main

import (
	"fmt"
	"log/slog"
	"os"
	"strings"

	"prayerbot/bot/ops"
	"prayerbot/bot/terminal"
	"prayerbot/commands"
)

// onStore does something with the core over the store of the running bot, or of
// the next one that is started. Where the embedded store is in use, the error says
// what to do instead.
func (c *Config) onStore(world surroundings, instead string, do func(*commands.Core) error) error {
	if err := c.check(os.Getenv); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(world.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	metrics := ops.NewMetrics()
	watcher, err := c.watchContent(log, metrics)
	if err != nil {
		return err
	}
	kept, err := openStore(world, *c, log, nil)
	if err != nil && c.Redis == "" {
		return fmt.Errorf("%w. Or %s", err, instead)
	}
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
	return do(h.config.Core)
}

// typedYes tells whether the next line that is typed is yes.
func typedYes(world surroundings) bool {
	prompt, err := terminal.NewPrompt(world.in, world.out)
	if err != nil {
		return false
	}
	defer prompt.Close()
	answer, err := prompt.Ask(world, "")
	return err == nil && strings.EqualFold(answer, "yes")
}
