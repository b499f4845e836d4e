package main

import (
	"fmt"
	"log/slog"
	"os"
	"strings"

	"prayerbot/bot/ops"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/terminal"
	"prayerbot/commands"
)

// onStore does something with the core over the store of the running bot, or of
// the next one that is started: running tells which. Where the embedded store is in
// use, the error says what to do instead. None is made: where nothing was ever stored,
// no bot would find what is put there.
func onStore(world surroundings, c *Config, instead string, do func(core *commands.Core, running bool) error) error {
	if err := c.check(os.Getenv); err != nil {
		return err
	}
	if world.kept == nil && c.Redis == "" && !boltstore.Exists(c.Data) {
		return fmt.Errorf("nothing was ever stored in %s, so no bot keeps its data there. Name its folder (PRAYERBOT_DATA), or load the file with its settings first: set -a; . ./prayerbot.env; set +a", c.Data)
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
	running, err := h.kept.InUse(world)
	if err != nil {
		return err
	}
	return do(h.config.Core, running || world.kept != nil)
}

// byWhom says which bot does what was stored, and when.
func byWhom(running bool, does string) string {
	if running {
		return "The running bot " + does + "."
	}
	return "No bot runs on this store: the next one that is started " + does + "."
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
