package main

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"

	"prayerbot/bot/control"
	"prayerbot/bot/store"
)

// The running bot alone has the embedded file open. So an operator's command that
// needs the store runs inside the bot, where one answers, with what is typed and
// printed handed through.

// insiders are the commands that may run inside a running bot.
var insiders = []string{"announce", "backup", "chats", "content", "dead", "feeds"}

// insideWorks tells whether a command with these arguments may run inside.
func insideWorks(command string) bool {
	first, _, _ := strings.Cut(command, " ")
	return slices.Contains(insiders, first)
}

// runInside does a command in the running bot; false where none answers, so that
// it runs here.
func runInside(world surroundings, c *Config, args []string) (code int, done bool) {
	if world.kept != nil || c.Redis != "" || c.Data == "" {
		return 0, false
	}
	code, err := control.Do(world, c.Data, control.Call{Args: args, In: world.in, Out: world.out, Err: world.err})
	if errors.Is(err, control.ErrNobody) {
		return 0, false
	}
	if err != nil {
		return report(world, err), true
	}
	return code, true
}

// serveInside does what operators ask for, with the store of the running bot, until
// the context ends. Without a socket the bot runs all the same.
func serveInside(ctx context.Context, folder string, kept store.Store, log *slog.Logger) {
	listener, err := control.Listen(folder)
	if err != nil {
		log.Warn("no command can run beside this bot: its socket cannot be opened", "folder", folder, "error", err)
		return
	}
	control.Serve(ctx, listener, func(ctx context.Context, call control.Call) int {
		return start(surroundings{Context: ctx, in: call.In, out: call.Out, err: call.Err, kept: kept}, call.Args)
	})
}

// A lent store is closed by whoever lent it.
type lent struct{ store.Store }

// Close does nothing.
func (lent) Close() error { return nil }

// outsideFile is the file of a backup that is written here although the command
// runs inside: the bot may not reach it. It gives the arguments for the command
// inside, whose output is the file.
func outsideFile(args []string, name string) []string {
	inside := slices.Clone(args)
	for i := range slices.Backward(inside) {
		if inside[i] == name {
			inside[i] = "-"
			break
		}
	}
	return inside
}
