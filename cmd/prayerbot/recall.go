package main

import (
	"errors"
	"fmt"

	"prayerbot/commands"
	"prayerbot/commands/recall"
)

// contentCommand holds what is done about the content while a bot runs.
type contentCommand struct {
	Recall recallCommand `cmd:"" help:"Withdraw a prayer point or post that was found dangerous, and take back what was sent of it in the last 48 hours."`
}

// recallCommand withdraws something from the machine, in the name of the
// operator.
type recallCommand struct {
	ID   string `arg:"" help:"The id of the prayer point, or the key of the post (its file's name without ending). Withdrawn already: how far it is."`
	Undo bool   `help:"Bring it back, so that it is sent and shown again."`
	Yes  bool   `help:"Do not ask."`
}

// Run stores what is withdrawn. The running bot takes the messages back, or the
// next one that is started.
func (cmd recallCommand) Run(world surroundings, c *Config) error {
	return onStore(world, c, "type /recall "+cmd.ID+" as an operator in a private chat with the bot", func(core *commands.Core, running bool) error {
		return cmd.recall(world, core, running)
	})
}

// recall says what it will do, asks, and does it.
func (cmd recallCommand) recall(world surroundings, core *commands.Core, running bool) error {
	now := systemClock().Now()
	subject, err := core.Recallable(world, cmd.ID, now)
	switch {
	case err != nil:
		return err
	case cmd.Undo:
		return cmd.undo(world, core, subject)
	case subject.Since == nil && !cmd.Yes && !cmd.agreed(world, subject):
		return errors.New("it was not withdrawn. Type yes to withdraw it, or give --yes")
	}
	if err := core.Recall(world, subject, now); err != nil {
		return err
	}
	if subject, err = core.Recallable(world, cmd.ID, now); err != nil {
		return err
	}
	fmt.Fprintf(world.out, "%s is withdrawn. %s Type this again to see how far it is.\n%s\n", subject.ID, byWhom(running, "takes it back"), progress(subject.Done))
	return nil
}

// undo brings it back.
func (cmd recallCommand) undo(world surroundings, core *commands.Core, subject recall.Subject) error {
	if err := core.EndRecall(world, subject, systemClock().Now()); err != nil {
		return err
	}
	fmt.Fprintf(world.out, "%s is no longer withdrawn. What was taken back stays away.\n", subject.ID)
	return nil
}

// agreed says what will happen in how many chats, and asks.
func (cmd recallCommand) agreed(world surroundings, subject recall.Subject) bool {
	fmt.Fprintf(world.out, "%q (%s) will not be sent or shown any more. In %s it was the last delivery of the past 48 hours: there it is deleted, or replaced by a neutral sentence. Type yes to withdraw it: ",
		subject.Title, subject.ID, chats(subject.Chats))
	return typedYes(world)
}

// progress says how far taking back is, by chats.
func progress(p recall.Progress) string {
	return fmt.Sprintf("Chats: deleted %d, replaced %d, still to do %d, could not be taken back %d.", p.Deleted, p.Replaced, p.Waiting, p.Failed)
}
