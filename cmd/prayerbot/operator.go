package main

import (
	"fmt"
	"log/slog"
	"os"
	"strings"

	"prayerbot/bot/ops"
	"prayerbot/bot/store"
	"prayerbot/bot/terminal"
	"prayerbot/commands"
)

// onStore does something with the core over the store of the running bot, or of
// the next one that is started. Where the embedded store is in use, the error says
// what to do instead.
func onStore(world surroundings, c *Config, instead string, do func(*commands.Core) error) error {
	if err := c.check(os.Getenv); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(world.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	h, err := builder{Config: c, log: log, metrics: ops.NewMetrics()}.build(world, func() (store.Store, error) {
		kept, err := openStore(world, *c, log, nil)
		if err != nil && c.Redis == "" {
			err = fmt.Errorf("%w. Or %s", err, instead)
		}
		return kept, err
	})
	if err != nil {
		return err
	}
	defer h.kept.Close()
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
