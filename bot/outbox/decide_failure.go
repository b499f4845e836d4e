package outbox

import (
	"errors"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// The acts after a failure, besides actRetry.
const (
	actStop act = "stop" // the chat cannot be written to: it is stopped, and the lease ended
	actMove act = "move" // the chat goes by another name, and the delivery with it
	actWait act = "wait" // the platform asks to wait; it is no failed try
	actFail act = "fail" // it will not be sent
)

// A remedy is what is done about a failed try.
type remedy struct {
	do       act
	reason   string        // of actFail and actStop, as it stands in the ledger
	dead     bool          // of actFail: it is set aside for an operator to see
	to       record.ChatID // of actMove
	pause    time.Duration // of actWait
	everyone bool          // of actWait: the whole platform waits
}

// decideFailure says what to do about a try that failed, and how the lease is
// afterwards: its parts, tries and doubt. A doubt that the lease came with lasts
// until its outcome is known: that this try was asked to wait, or did not go out,
// says nothing of the earlier one. It reads nothing and changes nothing.
func decideFailure(l Lease, err error, step Step, policy delivery.InDoubtPolicy) (Lease, remedy) {
	var (
		gone    *delivery.GoneError
		moved   *delivery.MovedError
		wait    *delivery.RetryAfterError
		refused *delivery.RefusedError
		missing *delivery.MissingError
	)
	l = learn(l, err)
	post := step == StepPost
	switch {
	case errors.As(err, &gone):
		return l, remedy{do: actStop, reason: string(gone.Cause)}
	case errors.As(err, &moved):
		return l, remedy{do: actMove, to: moved.To}
	case errors.As(err, &wait):
		return l, remedy{do: actWait, pause: wait.For, everyone: wait.Everyone}
	case errors.As(err, &refused):
		return l, remedy{do: actFail, reason: "refused", dead: true}
	case errors.As(err, &missing):
		return l, remedy{do: actFail, reason: "missing"}
	case l.Unknown && policy == delivery.Drop && post:
		return l, remedy{do: actFail, reason: "unknown", dead: true}
	}
	l.Tries++
	switch {
	case l.Tries < maxTries:
		return l, remedy{do: actRetry}
	case l.Unknown && post:
		return l, remedy{do: actFail, reason: "unknown", dead: true}
	}
	return l, remedy{do: actFail, reason: "tries", dead: true}
}

// learn is a lease with what a failure tells of it: the parts that were accepted,
// and whether a request may have gone out.
func learn(l Lease, err error) Lease {
	var (
		partly  *delivery.PartialError
		inDoubt *delivery.InDoubtError
		absent  *delivery.AbsentError
	)
	if errors.As(err, &partly) {
		l.Parts = partly.Sent
	}
	before := l.Unknown && !errors.As(err, &absent)
	l.Unknown = before || errors.As(err, &inDoubt)
	return l
}
