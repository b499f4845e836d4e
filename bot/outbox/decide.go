package outbox

import (
	"errors"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// An act is what is done with a lease.
type act string

// The acts. Each but actSend ends the lease without a request to the platform.
const (
	actSend     act = "send"
	actSettle   act = "settle"    // nothing is to be sent: it is finished as planned
	actPutBack  act = "put back"  // it is due again at a time, untouched
	actRetry    act = "retry"     // something failed that may pass: a counted try, and a growing pause
	actSetAside act = "set aside" // a record cannot be read, and will not be by itself
	actDrop     act = "drop"      // it may have been sent, and the policy is never to send twice
)

// A decision is an act with its time.
type decision struct {
	do act
	at time.Time // of actPutBack: when it is due again
}

// A situation is what is known of a delivery when it is decided.
type situation struct {
	err      error         // why its records could not be read or its message not be made; nil: they could
	send     bool          // whether there is something to send
	wait     time.Duration // how long it is not its turn yet; 0: it is
	stopping bool          // whether the courier has to stop, or may not be alone
	step     Step
	policy   delivery.InDoubtPolicy // the policy for what is in doubt
}

// decide says what to do with a lease now. It reads nothing and changes nothing.
func decide(l Lease, now time.Time, o situation) decision {
	var unreadable *record.UnreadableError
	switch {
	case errors.As(o.err, &unreadable):
		return decision{do: actSetAside}
	case o.err != nil:
		return decision{do: actRetry}
	case !o.send:
		return decision{do: actSettle}
	case o.wait > 0:
		return decision{do: actPutBack, at: now.Add(o.wait)}
	case o.stopping:
		return decision{do: actPutBack, at: l.Due}
	case l.Unknown && o.policy == delivery.Drop && o.step == StepPost:
		return decision{do: actDrop}
	}
	return decision{do: actSend}
}
