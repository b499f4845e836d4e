package outbox

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands"
)

// failed is what becomes of an announcement's copy where the job cannot be
// done; "" for a daily point.
func (j job) failed(reason string) commands.Copy {
	switch {
	case j.copy == "":
		return ""
	case j.step == StepRetract:
		return commands.CopyKept + commands.Copy(" "+reason)
	case j.step.Revision() > 0:
		return commands.CopyUncorrected + commands.Copy(" "+strconv.Itoa(j.step.Revision())+" "+reason)
	}
	return commands.CopyFailed + commands.Copy(" "+reason)
}

// planAnnouncement decides what a step of an announcement means now.
func (c *Courier) planAnnouncement(ctx context.Context, l Lease, chat commands.Chat, now time.Time) (j job, done *Result, err error) {
	a, err := c.Store.Announcement(ctx, l.Announcement, now)
	if errors.Is(err, commands.ErrNone) {
		return j, &Result{Copy: unsent(l)}, nil
	}
	if err != nil {
		return j, nil, fmt.Errorf("read the announcement: %w", err)
	}
	if l.Step != StepPost {
		return c.planStep(ctx, l, a, chat)
	}
	if a.State != commands.StateConfirmed {
		return j, &Result{Copy: unsent(l)}, nil
	}
	return job{
		message: Message{
			Chat: l.Chat, Space: chat.Space, Skip: l.Parts,
			Reply: c.Core.Announced(a, chat.Language),
			Nonce: Nonce(l.Key()),
			First: first(l),
			Ping:  pinger(a, l.Chat),
		},
		entry: commands.Entry{At: now, Outcome: commands.OutcomeSent},
		copy:  commands.CopySent,
	}, nil, nil
}

// unsent is what becomes of a copy that is not to be sent any more.
func unsent(l Lease) commands.Copy {
	switch {
	case l.Step != StepPost:
		return ""
	case l.Parts > 0:
		return commands.CopySent
	case l.Unknown:
		return commands.CopyFailed + " unknown"
	}
	return commands.CopyStopped
}

// pinger is the person on whose right everyone in the chat is pinged; "" pings
// nobody.
func pinger(a commands.Announcement, chat commands.ChatID) string {
	platform, person, _ := strings.Cut(a.Person, ":")
	if !a.Ping || platform != chat.Platform {
		return ""
	}
	return person
}

// turnAfter is the pause where the announcement itself is still in flight.
const turnAfter = 5 * time.Second

// planStep decides what a later step means: it changes the messages that the
// first one made.
func (c *Courier) planStep(ctx context.Context, l Lease, a commands.Announcement, chat commands.Chat) (j job, done *Result, err error) {
	made, err := c.Store.Copy(ctx, l.Announcement, l.Chat)
	if err != nil {
		return j, nil, fmt.Errorf("read the copy: %w", err)
	}
	retracts := l.Step == StepRetract
	passed := retracts != (a.State == commands.StateRetracted) || !retracts && l.Step.Revision() != a.Revision
	switch {
	case passed || c.Editor == nil:
		return j, &Result{}, nil
	case made.State == commands.CopyWaiting:
		return job{step: l.Step, later: turnAfter}, nil, nil
	case len(made.IDs) == 0:
		return j, &Result{}, nil
	}
	j = job{
		message: Message{Chat: l.Chat, Space: chat.Space, Reply: c.Core.Announced(a, chat.Language), Ping: pinger(a, l.Chat)},
		step:    l.Step, ids: made.IDs, note: a.Note,
		copy: commands.CopyCorrected + commands.Copy(" "+strconv.Itoa(l.Step.Revision())),
	}
	if retracts {
		j.message.Reply, j.copy = c.Core.Retracted(a, chat.Language), commands.CopyRetracted
	}
	return j, nil, nil
}
