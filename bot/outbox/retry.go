package outbox

import (
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// A NoRetryError says why a delivery that was given up cannot be queued again, as a
// clause.
type NoRetryError struct{ Why string }

func (e *NoRetryError) Error() string { return e.Why }

// The reasons why there is nothing to queue again.
var (
	errGone      = &NoRetryError{"its chat or its subscription is not there any more"}
	errStopped   = &NoRetryError{"nothing can be sent there until the chat is set up again"}
	errTooLate   = &NoRetryError{"its time is too long ago, and the next point comes by itself"}
	errWithdrawn = &NoRetryError{"the announcement is not there any more, or was stopped, corrected again or taken back"}
	errSettled   = &NoRetryError{"there is nothing left to do in that chat"}
	errPartly    = &NoRetryError{"a part of it has arrived there, which would come twice"}
)

// RetrySlot opens the slot of a daily point again that was given up at a time: it
// returns the last date that is finished then. The error is a *NoRetryError.
func RetrySlot(chat record.Chat, subscription int, givenUp, now time.Time) (content.Date, error) {
	s := chat.Subscription(subscription)
	switch {
	case s == nil:
		return content.Date{}, errGone
	case chat.Stopped != "":
		return content.Date{}, errStopped
	}
	open := *s
	open.Last = content.Date{}
	slot, ok := open.Latest(now)
	if !ok || slot.Date != s.Last || givenUp.Before(slot.Due) || now.Sub(slot.Due) > record.CatchUp {
		return content.Date{}, errTooLate
	}
	return slot.Date.Add(-1), nil
}

// RetryStep says what a copy of an announcement is while a step that was given up
// there is in the queue again. The error is a *NoRetryError.
func RetryStep(step Step, a record.Announcement, made Copy) (record.CopyState, error) {
	switch {
	case step == StepPost && (a.Recalls() || a.State != record.StateConfirmed):
		return record.CopyState{}, errWithdrawn
	case step == StepPost && made.State.Kind == record.CopyFailed && len(made.IDs) > 0:
		return record.CopyState{}, errPartly
	case step == StepPost && made.State.Kind == record.CopyFailed:
		return record.CopyWaiting.State(), nil
	case step == StepPost:
		return record.CopyState{}, errSettled
	}
	again := Copy{State: record.CopySent.State(), IDs: made.IDs}
	switch {
	case decideStep(step, a, again) != actSend:
		return record.CopyState{}, errWithdrawn
	case step == StepRetract && made.State.Kind != record.CopyKept, step != StepRetract && made.State.Kind != record.CopyUncorrected:
		return record.CopyState{}, errSettled
	}
	return again.State, nil
}
