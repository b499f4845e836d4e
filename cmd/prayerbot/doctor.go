package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/content"
)

// doctorCommand looks at everything that the bot needs.
type doctorCommand struct{}

// doctorTime bounds the examination of the store.
const doctorTime = 10 * time.Second

// Run says in plain lines what is well and what is not.
func (doctorCommand) Run(world surroundings, c *Config) error {
	if err := c.check(os.Getenv); err != nil {
		return err
	}
	ill := false
	say := func(what string, err error, well string) {
		if err != nil {
			ill = true
			well = err.Error()
		}
		fmt.Fprintf(world.out, "%s: %s\n", what, well)
	}
	say("configuration", nil, "it is complete")
	library, err := loadContent(c.Content)
	well := ""
	if err == nil {
		well = summary(library)
	}
	say("content", err, well)
	c.examineStore(world, library, say)
	say("platforms", nil, c.platformNames())
	if ill {
		return errors.New("something is wrong, as said above")
	}
	return nil
}

// examineStore says how the store is and, where it answers, how the feeds are.
func (c *Config) examineStore(world surroundings, library *content.Library, say func(what string, err error, well string)) {
	ctx, cancel := context.WithTimeout(world.Context, doctorTime)
	defer cancel()
	world.Context = ctx
	kept, err := openStore(world, *c, slog.New(slog.NewTextHandler(world.err, nil)))
	if err == nil {
		defer kept.Close()
		err = kept.Ping(ctx)
	}
	say("store", err, "it answers")
	if err != nil || library == nil {
		return
	}
	well, err := examineFeeds(ctx, kept, c.feeds(library), clock.System{}.Now())
	say("news feeds", err, well)
}

func (c *Config) platformNames() string {
	switch {
	case c.TelegramToken != "" && c.DiscordToken != "":
		return "Telegram and Discord"
	case c.TelegramToken != "":
		return "Telegram"
	case c.DiscordToken != "":
		return "Discord"
	}
	return "the terminal, because neither TELEGRAM_TOKEN nor DISCORD_TOKEN is set"
}
