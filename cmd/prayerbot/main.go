// Command prayerbot is a chat bot for prayer reminders about the persecuted
// church, on Telegram, on Discord and in the terminal.
//
// It reads its configuration from flags and the environment, wires the parts
// together and runs them. It never prints a secret, and never swallows a panic:
// that is printed, and the program leaves with 1, so that whoever supervises it
// starts it again. It keeps nothing but what the store keeps, and a start after a
// crash is a start like any other. It leaves
// with 0 at the end of the input or when it is told to stop, with 2 where the
// configuration is wrong, else with 1.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"prayerbot/bot/guard"
	"prayerbot/bot/store"
)

// The ways in which the program leaves.
const (
	exitFine   = 0
	exitFailed = 1
	exitUsage  = 2
)

// commandLine is every command with its flags.
type commandLine struct {
	Config `embed:"" group:"settings"`

	ShowVersion kong.VersionFlag `name:"version" group:"settings" help:"Say which version this is."`

	Run        runCommand        `cmd:"" default:"withargs" help:"Run the bot: on the platforms whose tokens are given, else in this terminal."`
	Setup      setupCommand      `cmd:"" help:"Ask for tokens and settings, check them, write the environment file, and install the service."`
	Announce   announceCommand   `cmd:"" help:"Announce something to the chats of an audience."`
	Contents   contentCommand    `cmd:"" name:"content" help:"Withdraw content while the bot runs."`
	Check      checkCommand      `cmd:"" help:"Check the content and say every fault with file, line and remedy."`
	Translate  translateCommand  `cmd:"" help:"Say how much of the content is translated, and exchange texts with a translator."`
	New        newCommand        `cmd:"" help:"Write a template for a country or a post into a folder of content."`
	Preview    previewCommand    `cmd:"" help:"Show a post, a country or a prayer point as each platform will, and when it comes."`
	Card       cardCommand       `cmd:"" help:"Draw the card of a prayer point or a report, as PNG."`
	Calendar   calendarCommand   `cmd:"" help:"Write what there is to pray in a month, as text or as an iCalendar file."`
	Backup     backupCommand     `cmd:"" help:"Write all that is kept into a file, beside a running bot too."`
	Restore    restoreCommand    `cmd:"" help:"Bring a backup into an empty store, of the same kind or the other one."`
	Chats      chatsCommand      `cmd:"" help:"Count chats, and say which minutes are so full that points come late."`
	Doctor     doctorCommand     `cmd:"" help:"Say what is well and what is not: configuration, content, clock, store, news feeds, platforms."`
	Dead       deadCommand       `cmd:"" help:"Say what was set aside because it cannot be read or was given up, send it once more, or drop it."`
	Feeds      feedsCommand      `cmd:"" help:"Show how the news feeds are, or try one."`
	Health     healthCommand     `cmd:"" help:"Ask a running bot whether it is ready (for containers)."`
	Completion completionCommand `cmd:"" help:"Write what a shell needs to complete a command line."`
	Version    versionCommand    `cmd:"" help:"Say which version this is."`
}

// surroundings are what a command may touch.
type surroundings struct {
	context.Context
	in       io.Reader
	out, err io.Writer
	kept     store.Store // that of the running bot in which a command runs; nil is none
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := start(surroundings{Context: ctx, in: os.Stdin, out: os.Stdout, err: os.Stderr}, os.Args[1:])
	stop()
	os.Exit(code)
}

// start runs one command and returns the code to leave with.
func start(world surroundings, args []string) (code int) {
	defer func() {
		switch broken := recover().(type) {
		case nil:
		case leave:
			code = int(broken)
		default:
			fmt.Fprintf(world.err, "prayerbot: it broke, which is a fault of the program: %v\n%s", broken, debug.Stack())
			code = exitFailed
		}
	}()
	var line commandLine
	k, err := parser(world, &line)
	if err == nil {
		err = addExamples(k.Model)
	}
	if err != nil {
		fmt.Fprintln(world.err, "prayerbot:", err)
		return exitFailed
	}
	chosen, err := k.Parse(asFlags(args))
	if err != nil {
		fmt.Fprintf(world.err, "prayerbot: %s. Type %s to see what it takes.\n", strings.TrimRight(err.Error(), "."), helpFor(err))
		return exitUsage
	}
	if err := refuseSecrets(chosen); err != nil {
		return report(world, err)
	}
	if insideWorks(chosen.Command()) {
		if code, done := line.inside(world, chosen.Command(), args); done {
			return code
		}
	} else if world.kept != nil {
		return report(world, configFaults{"That command does not run inside a bot."})
	}
	return report(world, chosen.Run())
}

// inside does a command in the running bot; false where that is not to be done.
func (line *commandLine) inside(world surroundings, command string, args []string) (code int, done bool) {
	if file := line.Backup.File; strings.HasPrefix(command, "backup") && file != "-" {
		return line.Backup.inside(world, &line.Config, outsideFile(args, file))
	}
	return runInside(world, &line.Config, args)
}

// leave is how kong's help ends the program; start catches it.
type leave int

// report prints what went wrong, and chooses the code.
func report(world surroundings, err error) int {
	var faults configFaults
	var wrong contentFaults
	var broken *guard.PanicError
	var ill illnessError
	switch {
	case err == nil:
		return exitFine
	case errors.As(err, &faults):
		for _, f := range faults {
			fmt.Fprintln(world.err, "prayerbot:", f)
		}
		return exitUsage
	case errors.As(err, &ill):
		fmt.Fprintln(world.err, "prayerbot:", ill)
		return ill.code
	case errors.As(err, &wrong):
		for _, line := range wrong.lines() {
			fmt.Fprintln(world.err, line)
		}
		if wrong.folder != "" && !isFolder(wrong.folder) {
			return exitUsage
		}
		return exitFailed
	case errors.As(err, &broken):
		fmt.Fprintf(world.err, "prayerbot: it broke, which is a fault of the program: %v\n%s", err, broken.Stack)
		return exitFailed
	}
	fmt.Fprintln(world.err, "prayerbot:", err)
	return exitFailed
}

const description = `A chat bot for prayer reminders about the persecuted church.

Without a token it talks in this terminal. Set TELEGRAM_TOKEN or DISCORD_TOKEN (or both) and it runs there. Tokens are read from the environment or from a file, never from a flag, so that no list of processes shows them.

Variables without a flag: TELEGRAM_TOKEN (from @BotFather on Telegram) and DISCORD_TOKEN (from your application's page Bot on Discord); none by default.`
