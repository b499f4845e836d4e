package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
)

type deadRetryCommand struct {
	Mark string `arg:"" help:"The mark, as the log names it."`
}

type deadDropCommand struct {
	Yes  bool   `name:"yes" help:"Do not ask."`
	Mark string `arg:"" help:"The mark, as the log names it."`
}

// Run queues the deliveries with the mark once more.
func (cmd deadRetryCommand) Run(world surroundings, c *Config) error {
	letters := deadLetters{world, c}
	if _, err := letters.with(cmd.Mark); err != nil {
		return err
	}
	return letters.change(cmd.Mark, func(ctx context.Context, kept store.Store, all []store.Dead) error {
		done := map[outbox.Delivery]bool{} // it may have been given up more than once
		for _, d := range all {
			if d.Delivery == nil {
				return fmt.Errorf("the %s %s cannot be read, so there is nothing to send. Mend it, or type prayerbot dead drop %s", d.Kind, d.Mark, d.Mark)
			}
			if done[*d.Delivery] {
				continue
			}
			done[*d.Delivery] = true
			if err := kept.Retry(ctx, newest(all, *d.Delivery), systemClock().Now()); err != nil {
				return notQueued(d, err)
			}
			fmt.Fprintf(world.out, "%s  %s is queued again.\n", d.Mark, d.Kind)
		}
		return nil
	})
}

// newest is the letter of a delivery that was written last.
func newest(all []store.Dead, of outbox.Delivery) (last store.Dead) {
	for _, d := range all {
		if d.Delivery != nil && *d.Delivery == of && !d.At.Before(last.At) {
			last = d
		}
	}
	return last
}

// notQueued says why a delivery is not queued again, and what to do.
func notQueued(d store.Dead, err error) error {
	var not *outbox.NoRetryError
	if errors.As(err, &not) {
		return fmt.Errorf("it is not queued again, because %w. Type prayerbot dead drop %s to list it no more", err, d.Mark)
	}
	return fmt.Errorf("it is not queued again: %w", err)
}

// Run removes what has the mark, after a yes.
func (cmd deadDropCommand) Run(world surroundings, c *Config) error {
	letters := deadLetters{world, c}
	all, err := letters.with(cmd.Mark)
	if err != nil {
		return err
	}
	for _, d := range all {
		fmt.Fprintln(world.out, deadLine(d))
		if loss := lossOf(d); loss != "" {
			fmt.Fprintln(world.out, loss)
		}
	}
	if !cmd.Yes {
		fmt.Fprint(world.out, "It cannot be brought back. Type yes to drop it: ")
		if !typedYes(world) {
			fmt.Fprintln(world.out, "\nNothing was dropped.")
			return nil
		}
	}
	return letters.change(cmd.Mark, func(ctx context.Context, kept store.Store, all []store.Dead) error {
		for _, d := range all {
			if err := kept.Drop(ctx, d); err != nil {
				return fmt.Errorf("drop %s: %w", d.Mark, err)
			}
		}
		fmt.Fprintf(world.out, "%s is dropped.\n", cmd.Mark)
		return nil
	})
}

// lossOf says what is lost with something besides itself; "" is nothing.
func lossOf(d store.Dead) string {
	switch {
	case d.Delivery != nil:
		return "The message will not be sent."
	case d.Kind == "chat":
		return "The chat is forgotten with its subscriptions and settings, as with /forget."
	case d.Kind == "recall" || d.Kind == "recalls":
		return "What was withdrawn with it is shown and sent again: withdraw it anew with prayerbot content recall ID."
	}
	return ""
}

// with are those that have a mark: one at least, else it is an error.
func (l deadLetters) with(mark string) (with []store.Dead, err error) {
	err = l.each(func(d store.Dead) {
		if d.Mark == mark {
			with = append(with, d)
		}
	})
	if err == nil && len(with) == 0 {
		err = noneWith(mark)
	}
	return with, err
}

func noneWith(mark string) error {
	return fmt.Errorf("nothing that was set aside has the mark %q: it was mended or forgotten, or belongs to another store. Type prayerbot dead to see all", mark)
}

// change does something with what has a mark by now, in the store that there is: it
// may have been mended since it was looked at, and to open the embedded file moves
// what cannot be read.
func (l deadLetters) change(mark string, do func(context.Context, store.Store, []store.Dead) error) error {
	kept, err := openStore(l.world, *l.config, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		return err
	}
	defer kept.Close()
	ctx, cancel := context.WithTimeout(l.world.Context, deadTime)
	defer cancel()
	all, err := kept.Dead(ctx)
	if err != nil {
		return err
	}
	with := slices.DeleteFunc(all, func(d store.Dead) bool { return d.Mark != mark })
	if len(with) == 0 {
		return noneWith(mark)
	}
	return do(ctx, kept, with)
}
