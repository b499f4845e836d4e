package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"prayerbot/commands"
	"prayerbot/commands/announce"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// announceCommand announces from the machine, in the name of the operator.
type announceCommand struct {
	To      string   `required:"" placeholder:"AUDIENCE" help:"Who receives it: everyone, country:NG, region:middle-east, platform:telegram or chat:telegram:123."`
	Kind    string   `default:"notice" enum:"notice,urgent" placeholder:"notice|urgent" help:"A notice, or an urgent prayer alert for --country (default: notice)."`
	Country string   `placeholder:"COUNTRY" help:"The country that an urgent prayer alert is for, such as NG or Nigeria."`
	At      string   `placeholder:"TIME" help:"When it is sent, by the clock of this machine: 19:00, 2026-12-24 19:00 or every Wednesday 19:00; at once if empty."`
	Yes     bool     `help:"Do not ask."`
	Text    []string `arg:"" help:"The text."`
}

// Run stores the announcement. The running bot sends it, or the next one that
// is started.
func (cmd announceCommand) Run(world surroundings, c *Config) error {
	return onStore(world, c, "announce as an operator in a chat with the bot", func(core *commands.Core, running bool) error {
		return cmd.announce(world, core, running)
	})
}

// announce counts whom it reaches, asks, and confirms.
func (cmd announceCommand) announce(world surroundings, core *commands.Core, running bool) error {
	now := systemClock().Now()
	draft, n, err := core.ComposeAnnouncement(world, announce.ConsoleAnnouncement{
		To: cmd.To, Urgent: cmd.Kind == "urgent", Country: cmd.Country,
		Text: strings.Join(cmd.Text, " "), At: cmd.At, Zone: time.Local,
	}, now)
	var wrong reply.Problem
	switch {
	case errors.As(err, &wrong):
		return configFaults{wrong.Error()}
	case err != nil:
		return err
	case n == 0 && draft.At.IsZero():
		return errors.New("nobody would receive it: no chat of that audience has a daily prayer point")
	case !cmd.Yes && !cmd.agreed(world, draft, n):
		return errors.New("it was not sent. Type yes to send it, or give --yes")
	}
	if n == 0 {
		fmt.Fprintln(world.err, "prayerbot: nobody would receive it now: no chat of that audience has a daily prayer point. It goes to those that have one at its time.")
	}
	if err := core.SendAnnouncement(world, draft, n, now); err != nil {
		return err
	}
	fmt.Fprintf(world.out, "%s is stored for %s. %s An operator follows and stops it in a private chat with the bot: /announce status.\n", draft.ID, chats(n), byWhom(running, "sends it"+when(draft)))
	return nil
}

// agreed shows what would be sent to how many, and asks.
func (cmd announceCommand) agreed(world surroundings, draft record.Announcement, n int) bool {
	fmt.Fprintf(world.out, "%s\n\nThis goes to %s (%s)%s. Type yes to send it: ", draft.Text, chats(n), draft.To, when(draft))
	return typedYes(world)
}

func chats(n int) string {
	if n == 1 {
		return "1 chat"
	}
	return fmt.Sprintf("%d chats", n)
}

// when says when a draft is sent; nothing where it is at once.
func when(draft record.Announcement) string {
	if draft.At.IsZero() {
		return ""
	}
	if draft.Repeat.Is() {
		return " for the first time on " + draft.At.Local().Format("2006-01-02 at 15:04 MST") + " and comes back"
	}
	return " on " + draft.At.Local().Format("2006-01-02 at 15:04 MST")
}
