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

// deadCommand shows what was set aside.
type deadCommand struct {
	List deadListCommand `cmd:"" default:"1" help:"Say what was set aside, by its kind and mark."`
	Show deadShowCommand `cmd:"" help:"Show the key of what has a mark. It may name a chat: only for you."`
}

type deadListCommand struct{}

type deadShowCommand struct {
	Mark string `arg:"" help:"The mark, as the log names it."`
}

// deadTime bounds how long all that is kept is looked through.
const deadTime = 5 * time.Minute

// Run lists kinds and marks, and no key.
func (deadListCommand) Run(world surroundings, c *Config) error {
	return c.eachDead(world, func(d store.Dead) { fmt.Fprintln(world.out, deadLine(d)) })
}

// Run shows every record with the mark.
func (cmd deadShowCommand) Run(world surroundings, c *Config) error {
	found := false
	err := c.eachDead(world, func(d store.Dead) {
		if d.Mark == cmd.Mark {
			found = true
			fmt.Fprintf(world.out, "%s\n%q\n", deadLine(d), d.Key)
		}
	})
	if err == nil && !found {
		err = fmt.Errorf("nothing that was set aside has the mark %q: it was mended or forgotten, or belongs to another store. Type prayerbot dead to see all", cmd.Mark)
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

// eachDead goes through all that was set aside.
func (c *Config) eachDead(world surroundings, each func(store.Dead)) error {
	if err := c.check(os.Getenv); err != nil {
		return err
	}
	kept, err := lookInto(world, *c)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // nothing was ever stored
	}
	if err != nil {
		return err
	}
	defer kept.Close()
	ctx, cancel := context.WithTimeout(world.Context, deadTime)
	defer cancel()
	all, err := kept.Dead(ctx)
	for _, d := range all {
		each(d)
	}
	return err
}
