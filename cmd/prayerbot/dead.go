package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"prayerbot/bot/store"
)

// deadCommand shows what was set aside, and takes it out of the way.
type deadCommand struct {
	List  deadListCommand  `cmd:"" default:"1" help:"Say what was set aside, by its kind and mark."`
	Show  deadShowCommand  `cmd:"" help:"Show the key of what has a mark. It may name a chat: only for you."`
	Retry deadRetryCommand `cmd:"" help:"Queue a delivery that was given up once more."`
	Drop  deadDropCommand  `cmd:"" help:"Remove what has a mark: a delivery that was given up, or what cannot be read."`
}

type deadListCommand struct{}

type deadShowCommand struct {
	Mark string `arg:"" help:"The mark, as the log names it."`
}

// deadTime bounds how long all that is kept is looked through.
const deadTime = 5 * time.Minute

// Run lists kinds and marks, and no key.
func (deadListCommand) Run(world surroundings, c *Config) error {
	none := true
	err := deadLetters{world, c}.each(func(d store.Dead) {
		none = false
		fmt.Fprintln(world.out, deadLine(d))
	})
	if err == nil && none {
		fmt.Fprintln(world.err, "Nothing was set aside.")
	}
	return err
}

// Run shows every record with the mark.
func (cmd deadShowCommand) Run(world surroundings, c *Config) error {
	all, err := deadLetters{world, c}.with(cmd.Mark)
	for _, d := range all {
		fmt.Fprintf(world.out, "%s\n%q\n", deadLine(d), d.Key)
	}
	return err
}

// deadLine is a record without its key.
func deadLine(d store.Dead) string {
	line := fmt.Sprintf("%s  %s", d.Mark, d.Kind)
	if d.Reason != "" {
		line += ", given up: " + d.Reason
	}
	if !d.At.IsZero() {
		line += d.At.Format(", 2006-01-02 15:04 UTC")
	}
	return line
}

// deadLetters are what was set aside in the store of a configuration.
type deadLetters struct {
	world  surroundings
	config *Config
}

// each goes through all of them.
func (l deadLetters) each(do func(store.Dead)) error {
	if err := l.config.check(os.Getenv); err != nil {
		return err
	}
	kept, err := lookInto(l.world, *l.config)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // nothing was ever stored
	}
	if err != nil {
		return err
	}
	defer kept.Close()
	ctx, cancel := context.WithTimeout(l.world.Context, deadTime)
	defer cancel()
	all, err := kept.Dead(ctx)
	for _, d := range all {
		do(d)
	}
	return err
}
