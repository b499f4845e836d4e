package outbox

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// failed is what becomes of an announcement's copy where the plan cannot be
// done; zero for a daily point.
func (j *plan) failed(reason string) record.CopyState {
	switch {
	case j.Copy.IsZero():
		return record.CopyState{}
	case j.step == StepRetract:
		return record.CopyKept.Because(reason)
	case j.step.Revision() > 0:
		return record.CopyState{Kind: record.CopyUncorrected, Revision: j.step.Revision(), Reason: reason}
	}
	return record.CopyFailed.Because(reason)
}

// planAnnouncement decides what a step of an announcement means now.
func (c *planner) planAnnouncement(ctx context.Context, p *task, chat *record.Chat, now time.Time) (send bool, err error) {
	a, err := c.cfg.Store.Announcement(ctx, p.Announcement, now)
	switch {
	case errors.Is(err, record.ErrNotFound):
		p.plan.Copy = unsent(p.Lease)
		return false, nil
	case err != nil:
		return false, fmt.Errorf("read the announcement: %w", err)
	case p.Step != StepPost:
		return c.planStep(ctx, p, a, chat)
	case a.Recalls(): // nothing of it is ever sent
		p.plan.Copy = unsent(p.Lease)
		return false, nil
	case a.State != record.StateConfirmed:
		p.plan.Copy = unsent(p.Lease)
		return false, nil
	}
	comes, wait, err := c.comesByItself(ctx, p, a, *chat, now)
	switch {
	case err != nil:
		return false, err
	case comes:
		p.plan.Copy = record.CopySent.State()
		return false, nil
	case wait > 0:
		p.plan = plan{later: wait}
		return true, nil
	}
	p.plan = plan{
		Result: Result{Entry: record.LedgerEntry{At: now, Outcome: record.OutcomeSent}, Copy: record.CopySent.State()},
		message: delivery.Message{
			Chat: p.Chat, GroupID: chat.GroupID, Skip: p.Parts,
			Reply: c.cfg.Core.Announced(a, chat.Language),
			Nonce: delivery.Nonce(p.key), First: first(p.Lease), Others: others(*chat), Ping: pinger(a, p.Chat), Alone: a.To.Persons(),
			Pinged: func(outcome string) { p.plan.Copy.Reason = outcome },
		},
	}
	setForm(&p.plan.message, *chat)
	if _, one := a.To.One(); one || a.To.Persons() { // it is no chat's delivery: nothing of it is kept there
		p.plan.Entry = record.LedgerEntry{}
	}
	return true, nil
}

// unsent is what becomes of a copy that is not to be sent any more.
func unsent(l Lease) record.CopyState {
	switch {
	case l.Step != StepPost:
		return record.CopyState{}
	case l.Parts > 0:
		return record.CopySent.State()
	case l.Unknown:
		return record.CopyFailed.Because("unknown")
	}
	return record.CopyStopped.State()
}

// pinger is the person on whose right everyone in the chat is pinged; "" pings
// nobody.
func pinger(a record.Announcement, chat record.ChatID) string {
	platform, person, _ := strings.Cut(a.Person, ":")
	if !a.Ping || platform != chat.Platform {
		return ""
	}
	return person
}

// turnAfter is the pause where the announcement itself is still in flight.
const turnAfter = 5 * time.Second

// planStep finds out what a later step means: it changes the messages that the
// first one made.
func (c *planner) planStep(ctx context.Context, p *task, a record.Announcement, chat *record.Chat) (send bool, err error) {
	made, err := c.cfg.Store.Copy(ctx, p.Announcement, p.Chat)
	if err != nil {
		return false, fmt.Errorf("read the copy: %w", err)
	}
	if c.cfg.Editor == nil {
		return false, nil
	}
	switch decideStep(p.Step, a, made) {
	case actSettle:
		return false, nil
	case actPutBack:
		p.plan = plan{step: p.Step, later: turnAfter}
		return true, nil
	}
	p.plan = plan{
		Result:  Result{Copy: record.CopyState{Kind: record.CopyCorrected, Revision: p.Step.Revision(), Reason: made.State.Ping()}},
		message: delivery.Message{Chat: p.Chat, GroupID: chat.GroupID, Reply: c.cfg.Core.Announced(a, chat.Language), Ping: pinger(a, p.Chat)},
		step:    p.Step, ids: made.IDs, note: a.Note, each: a.Recalls(),
	}
	if p.Step == StepRetract {
		p.plan.message.Reply, p.plan.Copy = c.cfg.Core.Retracted(a, chat.Language), record.CopyRetracted.State()
	}
	return true, nil
}

// decideStep says what a later step of an announcement means for a copy of it:
// actSend changes the messages, actPutBack is while they are in flight, and
// actSettle where there are none, or another step has overtaken this one.
func decideStep(step Step, a record.Announcement, made Copy) act {
	retracts := step == StepRetract
	taken := a.State == record.StateRetracted || a.Recalls() && a.State == record.StateConfirmed
	switch {
	case retracts != taken || !retracts && step.Revision() != a.Revision:
		return actSettle
	case made.State.Kind == record.CopyWaiting:
		return actPutBack
	case len(made.IDs) == 0:
		return actSettle
	}
	return actSend
}
